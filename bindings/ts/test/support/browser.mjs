/** Pages for tests: a server for this package and the corpora, and a headless Chromium. */

import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../../../../', import.meta.url);
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.css': 'text/css' };

/** Where Chromium is, unless `CHROMIUM` says so. */
const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

/** Serves the repository, and the pages given by path; no header but the type. */
export async function serve(pages = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    try {
      if (pathname in pages) {
        response.setHeader('content-type', 'text/html');
        response.end(pages[pathname]);
        return;
      }
      const file = new URL('.' + pathname, root);
      if (!file.href.startsWith(root.href)) throw new Error('outside');
      const body = (await stat(file)).isDirectory() ? JSON.stringify(await readdir(file)) : await readFile(file);
      response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { origin: `http://localhost:${port}`, other: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** A page that has the package as `runmat`. */
export const PLAIN = `<!doctype html><meta charset="utf-8"><title>RunMat</title>
<script type="module">
  import * as runmat from '/bindings/ts/dist/index.js';
  window.runmat = runmat;
  window.ready = true;
</script>`;

export const launch = () =>
  chromium.launch({
    executablePath,
    args: ['--headless=new', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** Opens a page and waits until the package is there. */
export async function open(browser, url) {
  const page = await browser.newPage();
  page.on('pageerror', error => console.error('page:', error));
  await page.goto(url);
  await page.waitForFunction('window.ready');
  return page;
}
