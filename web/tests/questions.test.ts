import { expect, test } from 'vitest';
import { patiently, playground, printed, prompt, ready, runButton, stopButton } from './playground';

const { open } = playground();

test('input inside of cellfun is answered in the command window', async () => {
  const code = "names = cellfun(@(k) input('? ', 's'), {1, 2}, 'UniformOutput', false);\nfprintf('<%s>', names{:});\n";
  const page = await open({ code });
  await runButton(page).click();
  for (const name of ['Ada', 'Grace']) {
    await prompt(page, '? ').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  await ready(page);
  await expect.poll(() => printed(page), patiently).toContain('<Ada><Grace>');
});

test('an expression is evaluated', async () => {
  const page = await open({ code: "x = input('x = ');\ndisp(x * 2)\n" });
  await runButton(page).click();
  await prompt(page, 'x = ').waitFor();
  await page.keyboard.type('3 + 4');
  await page.keyboard.press('Enter');
  await ready(page);
  await expect.poll(() => printed(page), patiently).toContain('14');
});

test('keyboard takes commands in the middle of a function', async () => {
  const code = 'outer(5)\nfunction outer(secret)\n  keyboard\n  disp(secret + 1)\nend\n';
  const page = await open({ code });
  await runButton(page).click();
  await page.locator('.prompt.asking').waitFor();
  await page.keyboard.insertText('secret = 41;');
  await page.keyboard.press('Enter');
  await page.locator('.prompt.asking').waitFor();
  await page.keyboard.insertText('dbcont');
  await page.keyboard.press('Enter');
  await ready(page);
  await expect.poll(() => printed(page), patiently).toContain('42');
});

test('a pause without a time waits for a key', async () => {
  const page = await open({ code: "pause\ndisp('on we go')\n" });
  await runButton(page).click();
  await page.getByRole('button', { name: 'Press any key' }).waitFor();
  await page.keyboard.press('x');
  await ready(page);
  await expect.poll(() => printed(page), patiently).toContain('on we go');
});

test('a question can be stopped', async () => {
  const page = await open({ code: "input('never? ', 's');" });
  await runButton(page).click();
  await prompt(page, 'never? ').waitFor();
  await stopButton(page).click();
  await ready(page);
  await prompt(page).waitFor();
});
