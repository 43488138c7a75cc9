#!/usr/bin/env node
/**
 * Measures the package in Chromium: size, time to the first result, and programs against the native engine.
 *
 *     node measure.mjs                                         size and first result
 *     node measure.mjs --native ../../target/release/runmat FOLDER [--only TEXT] [--runs N] [--node]
 *
 * FOLDER holds programs that print `bench NAME SECONDS CHECK` from their own tic and toc. Native and page take turns, the
 * median counts, and checks have to agree. With --node the programs run in Node instead of Chromium.
 */

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { launch, serve } from './test/support/browser.mjs';

const { values: options, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: { native: { type: 'string' }, only: { type: 'string', default: '' }, runs: { type: 'string', default: '3' }, node: { type: 'boolean' } },
});
const dist = new URL('./dist/', import.meta.url);
const LIMITS = { size: 2.5e6, first: 500, ratio: 3 };

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const verdict = (value, limit) => (value <= limit ? 'holds' : 'DOES NOT HOLD');

async function size() {
  const wasm = await readFile(new URL('runmat.wasm', dist));
  const packed = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } });
  console.log(`module: ${(wasm.length / 1e6).toFixed(2)} MB, ${(packed.length / 1e6).toFixed(2)} MB after brotli (limit ${LIMITS.size / 1e6} MB: ${verdict(packed.length, LIMITS.size)})`);
}

/** Milliseconds from navigation to the first result, in pages of new contexts: nothing is cached. */
async function firstResult(browser) {
  const page = `<!doctype html><script type="module">
    import { createSession } from '/bindings/ts/dist/index.js';
    const session = await createSession();
    const { printed } = await session.execute("fprintf('%d', sum(1:10))");
    window.first = printed === '55' ? performance.now() : NaN;
  </script>`;
  const server = await serve({ '/first': page });
  const times = [];
  for (let k = 0; k < 7; k++) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(`${server.origin}/first`);
    await tab.waitForFunction('window.first');
    times.push(await tab.evaluate('window.first'));
    await context.close();
  }
  server.close();
  console.log(`first result after navigation: median ${median(times).toFixed(0)} ms of ${times.map(t => t.toFixed(0)).join(', ')} (limit ${LIMITS.first} ms: ${verdict(median(times), LIMITS.first)})`);
}

function parsed(text) {
  const words = text.split('\n').map(line => line.trim().split(/\s+/)).find(words => words[0] === 'bench' && words.length === 4);
  return words && { seconds: Number(words[2]), check: Number(words[3]) };
}

async function natively(path) {
  return parsed((await promisify(execFile)(options.native, [path])).stdout);
}

/** Runs a program in a new session of the page. */
const inPage = async ([code, name]) => {
  const session = await globalThis.runmat.createSession();
  const { printed } = await session.execute(code, { name });
  await session.dispose();
  return printed;
};

async function programs(browser) {
  const server = await serve({ '/': '<!doctype html><script type="module">window.runmat = await import("/bindings/ts/dist/index.js")</script>' });
  const page = await browser.newPage();
  await page.goto(`${server.origin}/`);
  await page.waitForFunction('window.runmat');
  if (options.node) globalThis.runmat = await import('runmat');
  const ratios = [];
  for (const file of (await readdir(folder)).filter(f => f.endsWith('.m') && f.includes(options.only)).sort()) {
    const code = await readFile(join(folder, file), 'utf8');
    const times = { native: [], page: [] };
    let failure = '';
    for (let k = 0; k < Number(options.runs) && !failure; k++) {
      try {
        const native = await natively(join(folder, file));
        const args = [code, `/${file}`];
        const here = parsed(options.node ? await inPage(args) : await page.evaluate(inPage, args));
        const scale = Math.max(Math.abs(native.check), 1e-300);
        if (!(Math.abs(native.check - here.check) <= 1e-9 * scale)) failure = `check ${here.check}, native ${native.check}`;
        times.native.push(native.seconds);
        times.page.push(here.seconds);
      } catch (error) {
        failure = String(error.message).split('\n')[0];
      }
    }
    const name = basename(file, '.m').padEnd(18);
    if (failure) {
      console.log(`${name} FAILS: ${failure}`);
      process.exitCode = 1;
      continue;
    }
    const [native, here] = [median(times.native), median(times.page)];
    ratios.push(here / native);
    console.log(`${name} native ${native.toFixed(4)} s   here ${here.toFixed(4)} s   ratio ${(here / native).toFixed(2)}`);
  }
  const mean = Math.exp(ratios.reduce((s, r) => s + Math.log(r), 0) / ratios.length);
  console.log(`geometric mean: ${mean.toFixed(2)} (limit ${LIMITS.ratio}: ${verdict(mean, LIMITS.ratio)})`);
  await page.close();
  server.close();
}

const browser = await launch();
if (folder && options.native) {
  await programs(browser);
} else {
  await firstResult(browser);
  await size();
}
await browser.close();
