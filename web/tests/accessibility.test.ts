import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { command, output, playground, run } from './playground';

const { open } = playground();

/** What axe finds serious or critical in the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`).join('\n  ')}`);
}

const scenes: [name: string, show: (page: Page) => Promise<unknown>][] = [
  ['the page at first', () => Promise.resolve()],
  [
    'after a run with a warning and an error',
    async (page) => {
      await run(page);
      await command(page, "warning('careful'); error('wrong')");
      await output(page).locator('pre.error').waitFor();
    },
  ],
  ['the examples', (page) => page.getByRole('button', { name: 'Examples', exact: true }).click()],
  ['the share dialog', (page) => page.getByRole('button', { name: 'Share', exact: true }).click()],
  ['the help', (page) => page.getByRole('button', { name: /^Help/ }).click()],
  [
    'a table',
    async (page) => {
      await command(page, 'A = magic(40);');
      await page.getByRole('button', { name: 'A', exact: true }).click();
      await page.getByRole('grid').waitFor();
    },
  ],
  ['the theme menu', (page) => page.getByRole('button', { name: /Colours/ }).click()],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.each(scenes)(`axe finds nothing serious in ${colorScheme} colours: %s`, async (_, show) => {
    const page = await open({ context: { colorScheme, reducedMotion: 'reduce' } });
    await show(page);
    await page.waitForTimeout(300);
    expect(await violations(page)).toEqual([]);
  });

  test(`axe finds nothing serious in ${colorScheme} colours on a phone`, async () => {
    const page = await open({ context: { colorScheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
    for (const name of ['Editor', 'Console', 'Workspace', 'Files']) {
      await page.getByRole('tab', { name }).click();
      expect(await violations(page)).toEqual([]);
    }
  });
}

test('a phone is not scrolled sideways', async () => {
  const page = await open({ context: { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('results, questions and errors are announced', async () => {
  const page = await open();
  await command(page, 'disp(6 * 7)');
  await page.locator('[aria-live=polite]').getByText('42').waitFor({ state: 'attached' });
  await command(page, "error('something is wrong')");
  await page.locator('[aria-live=assertive]').getByText('something is wrong').waitFor({ state: 'attached' });
});
