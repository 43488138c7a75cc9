import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { command, editor, patiently, playground, printed, prompt, ready } from './playground';

const { open } = playground();

const file = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name.replace('.', '\\.')}`) });

test('files, open tabs and what was typed are there after a reload', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await editor(page).click();
  await page.keyboard.insertText('kept = 12345;');
  await command(page, "fid = fopen('made.txt', 'w'); fprintf(fid, 'by a program'); fclose(fid);");
  await file(page, 'made.txt').waitFor();
  await page.waitForTimeout(500);
  await page.reload();
  await ready(page);
  await expect.poll(() => editor(page).innerText(), patiently).toContain('kept = 12345;');
  await command(page, "disp(fileread('made.txt'))");
  await expect.poll(() => printed(page), patiently).toContain('by a program');
});

test('temporary files are not kept', async () => {
  const page = await open();
  await command(page, "fid = fopen('/tmp/x.txt', 'w'); fclose(fid); disp(exist('/tmp/x.txt'))");
  await expect.poll(() => printed(page), patiently).toContain('2');
  await page.reload();
  await ready(page);
  await command(page, "disp(exist('/tmp/x.txt'))");
  await expect.poll(() => printed(page), patiently).toMatch(/\n\s*0\s*$/m);
});

test('upload, read, download', async () => {
  const page = await open();
  await page.locator('input[type=file]').setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2\n3,4\n') });
  await file(page, 'data.csv').waitFor();
  await command(page, "m = readmatrix('data.csv'); disp(sum(m(:)))");
  await expect.poll(() => printed(page), patiently).toContain('10');
  await file(page, 'data.csv').hover();
  await page.getByRole('button', { name: 'More for data.csv' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download' }).click()]);
  expect(download.suggestedFilename()).toBe('data.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe('1,2\n3,4\n');
});

test('files are dropped on the list', async () => {
  const page = await open();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['dropped text'], 'dropped.txt', { type: 'text/plain' }));
    return data;
  });
  await page.getByRole('region', { name: 'Files' }).dispatchEvent('drop', { dataTransfer: transfer });
  await file(page, 'dropped.txt').waitFor();
  await command(page, "disp(fileread('dropped.txt'))");
  await expect.poll(() => printed(page), patiently).toContain('dropped text');
});

test('rename and delete, by keyboard', async () => {
  const page = await open({ code: 'function y = twice(x)\n  y = 2 * x;\nend\n', name: 'twice.m' });
  await command(page, 'twice(4)');
  await file(page, 'twice.m').click();
  await file(page, 'twice.m').focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('double_it.m');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'double_it.m' }).waitFor();
  await command(page, "exist('twice')");
  await file(page, 'double_it.m').click();
  await file(page, 'double_it.m').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await file(page, 'double_it.m').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('tab', { name: 'double_it.m' }).count(), patiently).toBe(0);
});

test('a file that a program changes is read anew in its tab', async () => {
  const page = await open({ code: 'old text', name: 'notes.txt' });
  await command(page, "fid = fopen('notes.txt', 'w'); fprintf(fid, 'new text'); fclose(fid);");
  await editor(page).getByText('new text').waitFor();
});

test('commands are remembered, also after a reload', async () => {
  const page = await open();
  await command(page, 'alpha = 1;');
  await command(page, 'beta_ = 2;');
  await command(page, 'alpha2 = 3;');
  await page.reload();
  await ready(page);
  const typed = () => prompt(page).innerText();
  await prompt(page).click();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => typed(), patiently).toBe('alpha2 = 3;');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => typed(), patiently).toBe('beta_ = 2;');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect((await typed()).trim()).not.toContain('=');
  await page.keyboard.type('alpha');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => typed(), patiently).toBe('alpha = 1;');
});
