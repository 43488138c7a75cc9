/** Files of a server: fetched once, read-only. */

import type { FileSystem } from '../types.js';
import { FileError, Files } from './store.js';
import { filled, MemoryStore } from './memory.js';

class ReadOnly extends MemoryStore {
  private closed = false;

  close(): void {
    this.closed = true;
  }

  override write(path: string, data: Uint8Array): void {
    this.check(path);
    super.write(path, data);
  }

  override makeFolder(path: string): void {
    this.check(path);
    super.makeFolder(path);
  }

  override remove(path: string): void {
    this.check(path);
    super.remove(path);
  }

  override rename(from: string, to: string): void {
    this.check(from);
    super.rename(from, to);
  }

  private check(path: string): void {
    if (this.closed) throw new FileError('read-only', path);
  }
}

/** The files at these paths below `base`, under the same paths. Rejects when one of them is not there. */
export async function fetchedFiles(base: string | URL, paths: string[]): Promise<FileSystem> {
  const page = typeof location === 'undefined' ? undefined : location.href;
  const root = new URL(base, page);
  if (!root.pathname.endsWith('/')) root.pathname += '/';
  const get = async (path: string): Promise<[string, Uint8Array]> => {
    const answer = await fetch(new URL(path.replace(/^\/+/, ''), root));
    if (!answer.ok) throw new FileError('not-found', path);
    return [path, new Uint8Array(await answer.arrayBuffer())];
  };
  const store = filled(new ReadOnly(), Object.fromEntries(await Promise.all(paths.map(get))));
  store.close();
  return new Files(store);
}
