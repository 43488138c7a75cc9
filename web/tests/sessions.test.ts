import { expect, test } from 'vitest';
import { serve } from '../scripts/serve.mjs';
import { fragment, output, patiently, playground, printed, ready, run, runButton, stopButton } from './playground';

const at = playground();

const frames = (...urls: string[]) =>
  `<!doctype html><title>host</title>${urls.map((url) => `<iframe src="${url}" width="700" height="600"></iframe>`).join('')}`;

/** A page of another origin with playgrounds in frames. */
async function embedded(urls: string[], before?: () => void) {
  const host = await serve('/nowhere', { '/': frames(...urls) });
  const page = await (await at.browser.newContext({ viewport: { width: 1500, height: 700 } })).newPage();
  page.setDefaultTimeout(20_000);
  if (before) await page.addInitScript(before);
  await page.goto(host.url);
  const inner = page.frames().slice(1);
  await Promise.all(inner.map(ready));
  return { page, inner, close: host.close };
}

test('two pages side by side', async () => {
  const code = (who: string) => `x = '${who}';\npause(0.5)\ndisp(['I am ' x])\n`;
  const pages = await Promise.all(['first', 'second'].map((who) => at.open({ code: code(who) })));
  await Promise.all(pages.map(run));
  await expect.poll(() => printed(pages[0]!), patiently).toContain('I am first');
  await expect.poll(() => printed(pages[1]!), patiently).toContain('I am second');
});

test('two sessions in frames of one page: one computes without end, the other works', async () => {
  const urls = ['while true, end', "disp('still here')"].map((code, k) => at.url + fragment({ code, name: `p${k}.m` }));
  const { inner, close } = await embedded(urls);
  const [busy, other] = inner;
  await runButton(busy!).click();
  await stopButton(busy!).waitFor();
  await run(other!);
  await expect.poll(() => printed(other!), patiently).toContain('still here');
  await expect.poll(() => stopButton(busy!).isVisible(), patiently).toBe(true);
  await stopButton(busy!).click();
  await ready(busy!);
  close();
});

test('a frame in a page of another origin', async () => {
  const { inner, close } = await embedded([at.url + fragment({ code: "disp('in a frame')\nwhile true, end" })]);
  const [frame] = inner;
  await runButton(frame!).click();
  await output(frame!).getByText('in a frame').waitFor();
  await stopButton(frame!).click();
  await ready(frame!);
  close();
});

test('a frame where all storage is refused', async () => {
  const { inner, close } = await embedded([at.url + fragment({ code: "save('here.mat'); disp(exist('here.mat'))" })], () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, { get: refuse });
    }
    navigator.storage.getDirectory = () => Promise.reject(new DOMException('refused', 'SecurityError'));
  });
  const [frame] = inner;
  await run(frame!);
  await expect.poll(() => printed(frame!), patiently).toMatch(/\b2\b/);
  await frame!.getByRole('tab', { name: 'Files' }).click();
  await frame!.getByRole('treeitem', { name: /here\.mat/ }).waitFor();
  close();
});
