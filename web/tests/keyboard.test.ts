import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { output, patiently, playground, ready, stopButton } from './playground';

const { open } = playground();

/** Where the focus is: the name of the part of the page, or of the element. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return `${element?.closest('[data-region]')?.getAttribute('data-region') ?? ''}: ${element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''}`;
  });

test('a program is written, run, answered and stopped without a mouse', async () => {
  const page = await open();
  await page.keyboard.press('F6');
  for (let k = 0; k < 6 && !(await focused(page)).startsWith('editor'); k += 1) await page.keyboard.press('F6');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type("name = input('who? ', 's');\ndisp(['hello ' name])\nwhile true\nend");
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.prompt.asking').waitFor();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await output(page).getByText('hello Ada').waitFor();
  await stopButton(page).waitFor();
  await page.keyboard.press('ControlOrMeta+.');
  await ready(page);
  await output(page).getByText('Stopped.').waitFor();
});

test('F6 goes through all parts and back', async () => {
  const page = await open();
  const seen = new Set<string>();
  for (let k = 0; k < 5; k += 1) {
    await page.keyboard.press('F6');
    seen.add((await focused(page)).split(':')[0] ?? '');
  }
  expect([...seen].sort()).toEqual(['console', 'editor', 'files', 'header', 'workspace']);
});

test('tabs are gone through, and closed', async () => {
  const page = await open({ code: 'a = 1;', name: 'one.m' });
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('tab', { name: 'untitled.m' }).focus();
  await page.keyboard.press('ArrowLeft');
  // The focus follows a moment later.
  await page.locator('[role=tab]:focus', { hasText: 'one.m' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('tab', { name: 'one.m' }).getAttribute('aria-selected'), patiently).toBe('true');
  await page.keyboard.press('Delete');
  await page.getByRole('tab', { name: 'one.m' }).waitFor({ state: 'detached' });
  await expect.poll(() => focused(page), patiently).toBe('editor: untitled.m');
  await page.keyboard.press('Delete');
  await page.getByText('No file is open').waitFor();
  await expect.poll(() => focused(page), patiently).toBe('editor: New file');
});

test('the editor can be left', async () => {
  const page = await open();
  await page.getByRole('textbox', { name: /^Editor/ }).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page), patiently).not.toMatch(/^editor: Editor/);
});

test('examples, a variable and the theme are reached by keyboard', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Examples', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.card:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('ControlOrMeta+Enter');
  await ready(page);
  await page.getByRole('region', { name: 'Workspace' }).locator('button.variable').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Colours/ }).focus();
  await page.keyboard.press('Enter');
  const dark = page.getByRole('menuitemradio', { name: 'Dark' });
  await dark.waitFor();
  const goneTo = async () => (await page.keyboard.press('End'), dark.getAttribute('data-highlighted'));
  await expect.poll(goneTo, patiently).not.toBeNull();
  await page.keyboard.press('Enter');
  await page.locator('html[data-theme=dark]').waitFor();
});
