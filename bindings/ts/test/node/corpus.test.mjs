/** The test corpora of the engine, in Node. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as runmat from 'runmat';
import { cases, check, expectedFailures } from '../support/corpus.mjs';

const root = new URL('../../../../tests/', import.meta.url);

test('the corpora print what they print natively, byte for byte', async () => {
  const read = path => readFile(new URL(path, root)).then(bytes => new Uint8Array(bytes));
  const all = await cases(read, folder => readdir(new URL(folder, root)));
  assert.ok(all.length > 1000);
  const allowed = expectedFailures(await read('expected-failures.txt'));
  const { ran, wrong } = await check(runmat, all, allowed, process.env.RUNMAT_CORPUS_ONLY);
  assert.ok(ran > 0);
  assert.deepEqual(wrong, [], `\n${wrong.join('\n')}`);
});
