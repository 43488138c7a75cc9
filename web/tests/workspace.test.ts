import { expect, test } from 'vitest';
import { command, patiently, playground, printed } from './playground';

const { open } = playground();

test('variables are listed with class, size and value', async () => {
  const page = await open();
  await command(page, "A = magic(4); B = [1 2 3; 4 5 6]; name = 'Ada'; str = \"text\"; s.x = 1; c = {1, 'two'}; T = table((1:4)'); d = datetime(2024, 1, 2);");
  const row = (name: string) => page.getByRole('region', { name: 'Workspace' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect.poll(() => row('A').innerText(), patiently).toMatch(/4×4\s+double/);
  await expect.poll(() => row('B').innerText(), patiently).toMatch(/\[1 2 3;4 5 6\].*double/s);
  await expect.poll(() => row('name').innerText(), patiently).toMatch(/'Ada'.*char/s);
  await expect.poll(() => row('str').innerText(), patiently).toMatch(/"text".*string/s);
  await expect.poll(() => row('T').innerText(), patiently).toMatch(/4×1\s+table/);
  await expect.poll(() => row('d').innerText(), patiently).toMatch(/02-Jan-2024.*datetime/s);
  await expect.poll(() => row('s').innerText(), patiently).toMatch(/1×1\s+struct/);
  await expect.poll(() => row('c').innerText(), patiently).toMatch(/1×2\s+cell/);
});

test('a large matrix opens as a table that is drawn only where it is seen', async () => {
  const page = await open();
  await command(page, 'big = reshape(1:1e6, 1000, 1000);');
  await page.getByRole('button', { name: 'big', exact: true }).click();
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await expect.poll(() => grid.getAttribute('aria-rowcount'), patiently).toBe('1001');
  expect(await page.getByRole('gridcell').count()).toBeLessThan(2500);
  await page.keyboard.press('Control+End');
  await page.getByRole('gridcell', { name: '1000000', exact: true }).waitFor();
  await page.keyboard.press('Control+Home');
  await page.getByRole('gridcell', { name: '1001', exact: true }).waitFor();
});

test('cells, structs, pages and other values have views', async () => {
  const page = await open();
  await command(page, "c = {1, 'two'; [1 2 3], {4}}; s = struct('a', {1, 2}, 'b', 'x'); P = reshape(1:8, 2, 2, 2); f = @(x) x + 1;");
  const show = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const close = () => page.getByRole('button', { name: 'Close' }).click();
  await show('c');
  await page.getByRole('gridcell', { name: 'two', exact: true }).waitFor();
  await page.getByRole('gridcell', { name: '[1 2 3]', exact: true }).waitFor();
  await close();
  await show('s');
  await page.getByRole('columnheader', { name: 'b', exact: true }).waitFor();
  await close();
  await show('P');
  await page.getByRole('gridcell', { name: '4', exact: true }).waitFor();
  await page.getByRole('spinbutton').fill('2');
  await page.getByRole('gridcell', { name: '8', exact: true }).waitFor();
  await close();
  await show('f');
  await expect.poll(() => page.getByRole('region', { name: 'Value of f' }).innerText(), patiently).toBe('@(x)x+1');
});

test('tables, dates and maps are shown by what is in them', async () => {
  const page = await open();
  await command(page, "T = table([1.5; 2], [\"a\"; \"b\"], datetime(2024, 1, [1; 2]), 'VariableNames', {'n', 's', 'd'}); m = containers.Map('key', 7); q = dictionary(\"a\", 5);");
  const before = await printed(page);
  await page.getByRole('button', { name: 'T', exact: true }).click();
  await page.getByRole('columnheader', { name: 'd', exact: true }).waitFor();
  expect(await page.getByRole('gridcell').allTextContents()).toEqual(['1.5000', 'a', '01-Jan-2024', '2', 'b', '02-Jan-2024'].map((text) => expect.stringContaining(text)));
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'm', exact: true }).click();
  await page.getByRole('gridcell', { name: 'key', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'q', exact: true }).click();
  await expect.poll(() => page.getByRole('region', { name: 'Value of q' }).innerText(), patiently).toContain('"a" ⟼ 5');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => printed(page), patiently).toBe(before);
});

test('objects are shown by what they print, also while a program waits', async () => {
  const page = await open({ code: 'T = table([1.5; 2], ["a"; "b"]);\nwhen = datetime(2024, 1, [1; 2]);\nx = input(\'more? \');\n' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('textbox', { name: /more/ }).waitFor();
  await page.getByRole('button', { name: 'when', exact: true }).click();
  await expect.poll(() => page.getByRole('region', { name: 'Value of when' }).innerText(), patiently).toMatch(/01-Jan-2024\s+02-Jan-2024/);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'T', exact: true }).click();
  await expect.poll(() => page.getByRole('region', { name: 'Value of T' }).innerText(), patiently).toMatch(/Var1\s+Var2.*1.5\s+"a"/s);
});

test('the list follows a program that runs', async () => {
  const page = await open({ code: 'k = 0;\nwhile true\n  k = k + 1;\nend\n' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const value = page.getByRole('region', { name: 'Workspace' }).locator('td.preview').first();
  await value.waitFor();
  const before = await value.innerText();
  await page.waitForFunction((text) => document.querySelector('td.preview')?.textContent !== text, before);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
});
