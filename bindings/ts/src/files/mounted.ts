/** Several file systems as one: each at a path of its own. */

import type { FileStore, FileSystem } from '../types.js';
import { absolute, FileError, Files, Listeners } from './store.js';
import { MemoryStore } from './memory.js';

/** Finds the part that a path belongs to. */
export class MountedStore implements FileStore {
  /** Longer paths first. */
  private parts: { at: string; store: FileStore }[];

  constructor(parts: Record<string, FileStore>) {
    const all = Object.entries(parts).map(([at, store]) => ({ at: absolute(at), store }));
    if (!all.some(part => part.at === '/')) all.push({ at: '/', store: new MemoryStore() });
    this.parts = all.sort((a, b) => b.at.length - a.at.length);
  }

  stat(path: string) {
    const [store, inside] = this.part(path);
    return store.stat(inside) ?? (this.within(path).length ? { folder: true, size: 0, modified: 0 } : undefined);
  }

  read(path: string): Uint8Array {
    const [store, inside] = this.part(path);
    return store.read(inside);
  }

  write(path: string, data: Uint8Array): void {
    const [store, inside] = this.part(path);
    store.write(inside, data);
  }

  list(path: string): string[] {
    const [store, inside] = this.part(path);
    const mounts = this.within(path);
    const own = store.stat(inside) || !mounts.length ? store.list(inside) : [];
    return [...new Set([...own, ...mounts])];
  }

  makeFolder(path: string): void {
    if (this.within(path).length || this.parts.some(part => part.at === path)) throw new FileError('exists', path);
    const [store, inside] = this.part(path);
    store.makeFolder(inside);
  }

  remove(path: string): void {
    if (this.within(path).length || this.parts.some(part => part.at === path)) throw new FileError('not-empty', path);
    const [store, inside] = this.part(path);
    store.remove(inside);
  }

  rename(from: string, to: string): void {
    const [source, inside] = this.part(from);
    const [target, there] = this.part(to);
    if (source === target) return source.rename(inside, there);
    if (source.stat(inside)?.folder) throw new FileError('folder', from);
    target.write(there, source.read(inside));
    source.remove(inside);
  }

  async flush(): Promise<void> {
    await Promise.all(this.parts.map(part => part.store.flush()));
  }

  listen(listener: (path: string) => void): () => void {
    const heard = new Listeners<[string]>();
    heard.add(listener);
    const ends = this.parts.map(({ at, store }) => {
      return store.listen(path => heard.tell(at === '/' ? path : path === '/' ? at : at + path));
    });
    return () => ends.forEach(end => end());
  }

  private part(path: string): [FileStore, string] {
    for (const { at, store } of this.parts) {
      if (at === '/') return [store, path];
      if (path === at || path.startsWith(at + '/')) return [store, path.slice(at.length) || '/'];
    }
    throw new FileError('not-found', path);
  }

  /** The next steps from a folder to parts that are mounted below it. */
  private within(path: string): string[] {
    const below = path === '/' ? '/' : path + '/';
    return this.parts.filter(p => p.at !== '/' && p.at.startsWith(below)).map(p => p.at.slice(below.length).split('/')[0]!);
  }
}

/** One file system made of several: `{ '/': memoryFiles(), '/data': await fetchedFiles(…) }`. */
export function mounted(parts: Record<string, FileSystem>): FileSystem {
  const stores = Object.entries(parts).map(([at, files]) => [at, files.store] as const);
  return new Files(new MountedStore(Object.fromEntries(stores)));
}

