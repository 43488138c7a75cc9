/** Files in memory: the model of all others. */

import type { FileStore, FileSystem } from '../types.js';
import { absolute, FileError, Files, folderOf, Listeners, makeFolders } from './store.js';

interface Node {
  modified: number;
  /** Without content it is a folder. */
  data?: Uint8Array;
  entries?: Map<string, Node>;
}

/** A change that was made: for those who keep files elsewhere, too. */
export type Change =
  | { kind: 'write'; path: string; data: Uint8Array }
  | { kind: 'folder'; path: string }
  | { kind: 'remove'; path: string }
  | { kind: 'rename'; from: string; to: string };

/** A tree of files. */
export class MemoryStore implements FileStore {
  private last = 0;
  private root = this.folder();
  private listeners = new Listeners<[string]>();
  /** Told of each change. */
  protected changed?: (change: Change) => void;

  stat(path: string): { folder: boolean; size: number; modified: number } | undefined {
    const node = this.find(path);
    return node && { folder: !node.data, size: node.data?.length ?? 0, modified: node.modified };
  }

  read(path: string): Uint8Array {
    const node = this.need(path);
    if (!node.data) throw new FileError('folder', path);
    return node.data;
  }

  write(path: string, data: Uint8Array): void {
    const [entries, name] = this.place(path);
    const node = entries.get(name);
    if (node?.entries) throw new FileError('folder', path);
    entries.set(name, { data, modified: this.now() });
    this.tell({ kind: 'write', path, data }, path);
  }

  list(path: string): string[] {
    const node = this.need(path);
    if (!node.entries) throw new FileError('not-folder', path);
    return [...node.entries.keys()];
  }

  makeFolder(path: string): void {
    const [entries, name] = this.place(path);
    if (entries.has(name)) throw new FileError('exists', path);
    entries.set(name, this.folder());
    this.tell({ kind: 'folder', path }, path);
  }

  remove(path: string): void {
    const [entries, name] = this.place(path);
    const node = entries.get(name);
    if (!node) throw new FileError('not-found', path);
    if (node.entries?.size) throw new FileError('not-empty', path);
    entries.delete(name);
    this.tell({ kind: 'remove', path }, path);
  }

  rename(from: string, to: string): void {
    const [source, old] = this.place(from);
    const node = source.get(old);
    if (!node) throw new FileError('not-found', from);
    if (to === from) return;
    if (to.startsWith(from + '/')) throw new FileError('exists', to);
    const [target, name] = this.place(to);
    const there = target.get(name);
    if (there?.entries && !node.entries) throw new FileError('folder', to);
    if (there?.entries?.size) throw new FileError('not-empty', to);
    if (there && !there.entries && node.entries) throw new FileError('not-folder', to);
    source.delete(old);
    target.set(name, node);
    this.tell({ kind: 'rename', from, to }, from, to);
  }

  async flush(): Promise<void> {}

  listen(listener: (path: string) => void): () => void {
    return this.listeners.add(listener);
  }

  /** Milliseconds since 1970. No two are the same: who remembers a file's time sees that it was written again. */
  private now(): number {
    this.last = Math.max(Date.now(), this.last + 0.001);
    return this.last;
  }

  private folder(): Node {
    return { modified: this.now(), entries: new Map() };
  }

  private tell(change: Change, ...paths: string[]): void {
    this.changed?.(change);
    for (const path of paths) this.listeners.tell(path);
  }

  private find(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (const step of path.split('/')) if (step) node = node?.entries?.get(step);
    return node;
  }

  private need(path: string): Node {
    const node = this.find(path);
    if (!node) throw new FileError('not-found', path);
    return node;
  }

  /** The entries of the folder that a path lies in, and its name there. */
  private place(path: string): [Map<string, Node>, string] {
    if (path === '/') throw new FileError('exists', path);
    const parent = this.need(folderOf(path));
    if (!parent.entries) throw new FileError('not-folder', path);
    return [parent.entries, path.slice(path.lastIndexOf('/') + 1)];
  }
}

/** A new file system in memory; with files, if they are given by path. */
export function memoryFiles(initial: Record<string, string | Uint8Array> = {}): FileSystem {
  return new Files(filled(new MemoryStore(), initial));
}

/** The store with these files. */
export function filled<S extends FileStore>(store: S, initial: Record<string, string | Uint8Array>): S {
  for (const [path, data] of Object.entries(initial)) {
    const to = absolute(path);
    makeFolders(store, folderOf(to));
    store.write(to, typeof data === 'string' ? new TextEncoder().encode(data) : data.slice());
  }
  return store;
}
