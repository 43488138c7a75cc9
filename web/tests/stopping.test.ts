import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { output, playground, ready, runButton, stopButton } from './playground';

const { open } = playground();

/** Times between frames, in milliseconds, for a while. */
const gaps = (page: Page, seconds: number) =>
  page.evaluate(
    (end) =>
      new Promise<number[]>((resolve) => {
        const all: number[] = [];
        let last = performance.now();
        const start = last;
        const frame = (now: number) => {
          all.push(now - last);
          last = now;
          if (now - start < end * 1000) requestAnimationFrame(frame);
          else resolve(all.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    seconds,
  );

const percentile = (list: number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))] ?? Infinity;

/** Milliseconds from the click on Stop until the page can run again. */
const stopTime = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        document.querySelector<HTMLButtonElement>('button.stop')?.click();
        const look = () => {
          if (document.querySelector('button.run:not(.stop):enabled')) resolve(performance.now() - start);
          else setTimeout(look, 1);
        };
        look();
      }),
  );

/** The frames of a page that does nothing: on a machine that has no time for them nothing can be said about a page at work. */
async function quiet(page: Page): Promise<boolean> {
  return percentile(await gaps(page, 1), 0.99) < 25;
}

/** A time that was measured between two moments in which the machine had time; null if there were none in a few tries. */
async function measured<T>(page: Page, work: () => Promise<T>): Promise<T | null> {
  for (let tries = 0; tries < 4; tries += 1) {
    const before = await quiet(page);
    const result = await work();
    if (before && (await quiet(page))) return result;
  }
  return null;
}

test.each([
  ['an endless loop', 'while true, end', 50],
  ['an endless loop that prints', 'while true, disp(rand(1, 4)), end', 100],
  ['an endless loop of matrix products', 'A = rand(300); while true, B = A * A; end', 100],
])('%s on the main thread leaves the page alive, and Stop is quick', async (_, code, most) => {
  const page = await open({ code });
  const times = await measured(page, async () => {
    await runButton(page).click();
    await stopButton(page).waitFor();
    await page.waitForTimeout(300);
    const frames = await gaps(page, 3);
    return { frames, stop: await stopTime(page) };
  });
  await output(page).getByText('Stopped.').first().waitFor();
  if (!times) return console.warn('The machine is too busy for times to be measured.');
  expect(percentile(times.frames, 0.99)).toBeLessThan(most);
  expect(times.stop).toBeLessThan(100);
});

test('the editor takes text while a program runs', async () => {
  const page = await open({ code: 'while true, end\n' });
  await runButton(page).click();
  await stopButton(page).waitFor();
  await page.getByRole('textbox', { name: /^Editor/ }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('% typed meanwhile');
  expect(await page.getByRole('textbox', { name: /^Editor/ }).innerText()).toContain('% typed meanwhile');
  await stopButton(page).click();
  await ready(page);
});

test('progress is shown while a program runs', async () => {
  const page = await open({ code: 'while true, end' });
  await runButton(page).click();
  await page.getByText(/^\d+\.\d s · .* fuel$/).waitFor();
  await stopButton(page).click();
  await ready(page);
});

test('a pause is stopped, too', async () => {
  const page = await open({ code: 'pause(600)' });
  const stop = await measured(page, async () => {
    await runButton(page).click();
    await stopButton(page).waitFor();
    return stopTime(page);
  });
  if (stop === null) return console.warn('The machine is too busy for times to be measured.');
  expect(stop).toBeLessThan(100);
});
