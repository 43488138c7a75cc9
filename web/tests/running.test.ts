import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serve } from '../scripts/serve.mjs';
import { command, editor, output, patiently, playground, printed, run } from './playground';

const at = playground();
const { open } = at;

test('a program runs and prints', async () => {
  const page = await open({ code: "x = 6 * 7;\nfprintf('the answer is %d\\n', x)\n" });
  await run(page);
  await expect.poll(() => printed(page), patiently).toContain('the answer is 42');
});

test('a command runs and shows its result', async () => {
  const page = await open();
  await command(page, 'magic(3)');
  await expect.poll(() => printed(page), patiently).toMatch(/8\s+1\s+6\s+3\s+5\s+7\s+4\s+9\s+2/);
});

test('output comes while the program runs', async () => {
  const page = await open({ code: "disp('early')\npause(30)\ndisp('late')\n" });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await output(page).getByText('early').waitFor();
  await expect.poll(() => printed(page), patiently).not.toContain('late');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await output(page).getByText('Stopped.').waitFor();
});

test('standard error has another colour', async () => {
  const page = await open({ code: "disp('plain')\nwarning('take care')\n" });
  await run(page);
  const colour = (text: string) =>
    output(page)
      .locator('pre', { hasText: text })
      .last()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colour('take care')).not.toBe(await colour('plain'));
});

test('a mistake is underlined, with what is wrong', async () => {
  const page = await open({ code: 'x = (1 + ;\ny = 2;\n' });
  const mistake = page.locator('.code-editor .cm-lintRange-error').first();
  await mistake.waitFor();
  expect(await mistake.evaluate((element) => element.closest('.cm-line')?.textContent)).toBe('x = (1 + ;');
  await page.locator('.cm-lint-marker-error').first().hover();
  expect((await page.locator('.cm-diagnostic-error').first().innerText()).length).toBeGreaterThan(5);
});

test('the line of an error is a link to the editor', async () => {
  const page = await open({ code: "a = 1;\n\n\nerror('shop:closed', 'nothing left')\n" });
  await run(page);
  const error = output(page).locator('pre.error');
  await expect.poll(() => error.innerText(), patiently).toContain('nothing left');
  await error.getByRole('button', { name: 'line 4' }).click();
  await page.getByText('Line 4, column').waitFor();
  await expect.poll(() => editor(page).evaluate((element) => element.contains(document.activeElement)), patiently).toBe(true);
});

test('an error in another file opens that file', async () => {
  const page = await open({ name: 'broken.m', code: 'function broken(x)\n  y = x;\n  undefined_thing(y);\nend\n' });
  await command(page, 'broken(3)');
  await page.getByRole('tab', { name: 'broken.m' }).focus();
  await page.keyboard.press('Delete');
  await output(page).locator('pre.error').getByRole('button', { name: 'line 3' }).click();
  await page.getByText('Line 3, column').waitFor();
  await expect.poll(() => page.getByRole('tab', { name: 'broken.m' }).getAttribute('aria-selected'), patiently).toBe('true');
});

test('names are completed and coloured by the engine', async () => {
  const page = await open({ code: "result_of_mine = 'text'; % why\n" });
  await page.locator('.code-editor .m-comment').first().waitFor();
  await expect.poll(() => page.locator('.code-editor .m-string').first().innerText(), patiently).toBe("'text'");
  await command(page, 'result_of_mine = 1;');
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('result_o');
  await page.getByRole('option', { name: /result_of_mine/ }).waitFor();
  // The list takes no keys in its first moment.
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await expect.poll(() => editor(page).innerText(), patiently).toMatch(/result_of_mine\s*$/);
});

test('the screen is cleared, lines are written over', async () => {
  const page = await open({ code: "disp('gone')\nclc\nfor k = 1:3\n  fprintf('\\rstep %d', k)\nend\nfprintf('\\n')\n" });
  await run(page);
  const text = await printed(page);
  expect(text).not.toContain('gone');
  expect(text).not.toContain('step 1');
  expect(text).toContain('step 3');
});

test('the dialects differ, and the switch asks before variables are lost', async () => {
  const page = await open();
  await command(page, 'x = "a\\tb"; numel(x)');
  await expect.poll(() => printed(page), patiently).toMatch(/ans =\s+1\b/);
  await page.getByText('Octave', { exact: true }).click();
  await page.getByRole('button', { name: 'Start a new session' }).click();
  await page.getByText('No variables yet').waitFor();
  await command(page, 'x = "a\\tb"; numel(x)');
  await expect.poll(() => printed(page), patiently).toMatch(/ans = 3\b/);
});

test('blocks are indented while they are typed', async () => {
  const page = await open({ code: '' , name: 'typed.m' });
  await editor(page).click();
  for (const line of ['if true', 'x = [1, 2', '3];', 'else', "disp('no')", 'end', 'y = 1;']) {
    await page.keyboard.type(line);
    await page.waitForTimeout(100);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }
  const lines = (await page.locator('.code-editor .cm-line').allTextContents()).slice(0, 7);
  expect(lines.map((line) => line.search(/\S/))).toEqual([0, 4, 4, 0, 4, 0, 0]);
});

test('an engine that can not be loaded is loaded on demand', async () => {
  const page = await (await at.browser.newContext()).newPage();
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(at.url);
  const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await page.unroute('**/*.wasm');
  await again.click();
  await run(page);
  await expect.poll(() => printed(page), patiently).toContain('magic square');
});

test('the page works in any folder', async () => {
  const server = await serve(fileURLToPath(new URL('..', import.meta.url)));
  const page = await (await at.browser.newContext()).newPage();
  await page.goto(`${server.url}dist/`);
  await run(page);
  await expect.poll(() => printed(page), patiently).toContain('magic square');
  expect((await page.request.get(`${server.url}dist/licences.md`)).ok()).toBe(true);
  server.close();
});

test('nothing is fetched from elsewhere', async () => {
  const context = await at.browser.newContext();
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(at.url) && !/^(?:data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(at.url);
  await run(page);
  expect(elsewhere).toEqual([]);
  expect(troubles).toEqual([]);
});
