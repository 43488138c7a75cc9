/** Loading the module: once for a page, however many sessions there are. */

import type { SessionOptions } from './types.js';

type Source = SessionOptions['wasm'];

const loaded = new Map<string, Promise<WebAssembly.Module>>();

/** The compiled module. */
export function load(source?: Source): Promise<WebAssembly.Module> {
  if (source === undefined) return once(new URL('./runmat.wasm', import.meta.url));
  if (typeof source === 'string') return once(new URL(source, globalThis.location?.href ?? import.meta.url));
  if (source instanceof URL) return once(source);
  return Promise.resolve(source).then(compiled);
}

function once(url: URL): Promise<WebAssembly.Module> {
  let module = loaded.get(url.href);
  if (!module) {
    module = fetched(url);
    loaded.set(url.href, module);
    module.catch(() => loaded.delete(url.href));
  }
  return module;
}

async function fetched(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === 'file:' && typeof process !== 'undefined') {
    const files = 'node:fs/promises';
    const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
    return WebAssembly.compile(await readFile(url));
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  return compiled(answer);
}

async function compiled(source: Response | BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (!(typeof Response === 'function' && source instanceof Response)) return WebAssembly.compile(source as BufferSource);
  // While it arrives, unless the server gives it another type.
  if (source.headers.get('content-type')?.startsWith('application/wasm')) return WebAssembly.compileStreaming(source);
  return WebAssembly.compile(await source.arrayBuffer());
}

declare const process: unknown;
