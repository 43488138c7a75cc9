import { expect, test } from 'vitest';
import { editor, fragment, patiently, playground, printed, run } from './playground';

const at = playground();

test('a link opens the same program, in its dialect, elsewhere', async () => {
  const code = 'x = "déjà\\tvu";\nprintf("%s %d\\n", x, numel(x));\n';
  const page = await at.open({ code, name: 'shared.m', dialect: 'octave' });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.startsWith(`${at.url}#code=`)).toBe(true);
  const other = await (await at.browser.newContext()).newPage();
  await other.goto(link);
  await run(other);
  await expect.poll(() => printed(other), patiently).toContain('déjà\tvu 9');
  await expect.poll(() => other.getByRole('radio', { name: 'Octave' }).isChecked(), patiently).toBe(true);
  expect((await editor(other).innerText()).trim()).toBe(code.trim());
});

test('the program is taken out of the address, and is a file from then on', async () => {
  const page = await at.open({ code: 'y = 1;', name: 'from_link.m' });
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await page.getByRole('tab', { name: 'from_link.m' }).waitFor();
});

test('a link never writes over a file', async () => {
  const page = await at.open({ code: 'mine = 1;', name: 'same.m' });
  const again = await page.context().newPage();
  await page.close();
  await again.goto(at.url + fragment({ code: 'yours = 2;', name: 'same.m' }));
  await again.getByRole('tab', { name: 'same_2.m' }).waitFor();
  await again.getByRole('treeitem', { name: /^same\.m/ }).waitFor();
});

test('a link that was cut says so', async () => {
  const page = await at.open();
  await page.goto(`${at.url}#code=eJwrSS0uAQ`);
  await page.reload();
  await page.getByText('can’t be read').first().waitFor();
});
