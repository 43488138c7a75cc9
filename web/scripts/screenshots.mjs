// Pictures of the playground: `npm run screenshots` writes them to screenshots/, for people to look at.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';
import { serve } from './serve.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WIDE = { width: 1360, height: 850 };
const NARROW = { width: 390, height: 844 };
const folder = fileURLToPath(new URL('../screenshots/', import.meta.url));

/** @param {Page} page */
const run = async (page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 60_000 });
};

/** @param {Page} page @param {string} title */
const example = async (page, title) => {
  if (await page.getByRole('button', { name: 'More', exact: true }).isVisible()) {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Examples' }).click();
  } else await page.getByRole('button', { name: 'Examples', exact: true }).click();
  await page.getByRole('button', { name: title }).click();
};


const VALUES = `T = table(["Oslo"; "Lima"; "Kyiv"], [4.5; 19; 8.25], 'VariableNames', {'city', 'degrees'}); when = datetime(2026, 3, 14, 15, 9, 26); span = hours([1.5 36]); kind = categorical({'red', 'blue'}); d = dictionary("a", 5); name = 'Ada'; str = "text"; A = [1 2 3; 4 5 6]; big = rand(300); z = 3 + 4i; ok = true; c = {1, 'two', [3 4]}; S = speye(40); f = @(x) x.^2 + 1;`;

/** @param {Page} page @param {string} text */
const command = async (page, text) => {
  const console = page.getByRole('tab', { name: 'Console' });
  if (await console.isVisible()) await console.click();
  await page.getByRole('textbox', { name: 'Command', exact: true }).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
};

/** @param {Page} page @param {string} text */
const program = async (page, text) => {
  await page.locator('.code-editor .cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Escape');
};

/** @param {Page} page */
const endless = async (page) => {
  await program(page, "total = 0;\nfor k = 1:1e9\n    total = total + 1 / k^2;\n    if mod(k, 2e6) == 0\n        fprintf('%10d terms: pi is about %.9f\\n', k, sqrt(6 * total));\n    end\nend\n");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForTimeout(2500);
};

/** @param {Page} page */
const asks = async (page) => {
  await example(page, 'A game that asks');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('textbox', { name: /name/ }).waitFor();
};

/** @type {[name: string, show: (page: Page) => Promise<unknown>, size?: { width: number, height: number }][]} */
const scenes = [
  ['first', () => Promise.resolve()],
  ['ran', run],
  ['beside', async (page) => { await run(page); await page.getByRole('button', { name: 'Command window beside the editor' }).click(); }],
  ['examples', (page) => page.getByRole('button', { name: 'Examples', exact: true }).click()],
  ['share', (page) => page.getByRole('button', { name: 'Share', exact: true }).click()],
  ['help', (page) => page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click()],
  ['theme', (page) => page.getByRole('button', { name: /Colours/ }).click()],
  ['table', async (page) => { await run(page); await page.getByRole('button', { name: 'table_of_products', exact: true }).click(); }],
  ['question', asks],
  ['values', (page) => command(page, VALUES)],
  ['value-table', async (page) => { await command(page, VALUES); await page.getByRole('button', { name: 'T', exact: true }).click(); }],
  ['value-text', async (page) => { await command(page, VALUES); await page.getByRole('button', { name: 'd', exact: true }).click(); }],
  ['running', endless],
  ['error', async (page) => {
    await example(page, 'Errors');
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\n\nbroken = withdraw(10, 20);\nx = (1 + ');
    await page.waitForTimeout(900);
    await page.keyboard.type('2);');
    await run(page);
    await page.keyboard.type('\ny = (3');
    await page.waitForTimeout(900);
  }],
  ['completion', async (page) => {
    await page.locator('.code-editor .cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\nf');
    await page.keyboard.type('i');
    await page.waitForTimeout(700);
  }],
  ['menu', async (page) => {
    await page.getByRole('treeitem').first().hover();
    await page.getByRole('button', { name: /More for/ }).first().click();
  }],
  ['closed', async (page) => {
    await page.getByRole('tab').first().focus();
    await page.keyboard.press('Delete');
  }],
  ['middling', run, { width: 900, height: 640 }],
  ['phone-editor', () => Promise.resolve(), NARROW],
  ['phone-console', run, NARROW],
  ['phone-workspace', async (page) => { await run(page); await page.getByRole('tab', { name: 'Workspace' }).click(); }, NARROW],
  ['phone-values', async (page) => { await command(page, VALUES); await page.getByRole('tab', { name: 'Workspace' }).click(); }, NARROW],
  ['phone-question', asks, NARROW],
  ['phone-error', async (page) => { await command(page, "error('shop:closed', 'The shop is closed on %s.', 'Sunday')"); }, NARROW],
  ['phone-files', (page) => page.getByRole('tab', { name: 'Files' }).click(), NARROW],
  ['phone-examples', async (page) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Examples' }).click();
  }, NARROW],
  ['phone-menu', (page) => page.getByRole('button', { name: 'More', exact: true }).click(), NARROW],
  ['phone-table', async (page) => {
    await run(page);
    await page.getByRole('tab', { name: 'Workspace' }).click();
    await page.getByRole('button', { name: 'table_of_products', exact: true }).click();
  }, NARROW],
];

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await serve(fileURLToPath(new URL('../dist/', import.meta.url)));
const browser = await launch();
for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [name, show, viewport = WIDE] of scenes) {
    if (wanted.length > 0 && !wanted.includes(name) && !wanted.includes(`${name}-${colorScheme}`)) continue;
    const phone = viewport === NARROW;
    const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 1, hasTouch: phone, isMobile: phone });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor();
    await page.waitForTimeout(300);
    try {
      await show(page);
    } catch (error) {
      console.error(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}${name}-${colorScheme}.png` });
    await context.close();
  }
}
await browser.close();
server.close();
