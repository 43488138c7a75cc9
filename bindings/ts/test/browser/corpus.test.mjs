/** The test corpora of the engine, in a page. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, PLAIN, serve } from '../support/browser.mjs';

let browser, server;

before(async () => {
  server = await serve({ '/plain': PLAIN });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
});

test('the corpora print what they print natively, byte for byte', async () => {
  const page = await open(browser, `${server.origin}/plain`);
  const { ran, wrong } = await page.evaluate(async only => {
    const { cases, check, expectedFailures } = await import('/bindings/ts/test/support/corpus.mjs');
    const read = async path => new Uint8Array(await (await fetch(`/tests/${path}`)).arrayBuffer());
    const all = await cases(read, async folder => (await fetch(`/tests/${folder}`)).json());
    return check(runmat, all, expectedFailures(await read('expected-failures.txt')), only);
  }, process.env.RUNMAT_CORPUS_ONLY ?? '');
  assert.ok(ran > 1000 || process.env.RUNMAT_CORPUS_ONLY);
  assert.deepEqual(wrong, [], `\n${wrong.join('\n')}`);
});
