/** What all kinds of files share: paths, errors, and the face that pages see. */

import type { FileEntry, FileStore, FileSystem } from '../types.js';

export type FileErrorCode = 'not-found' | 'exists' | 'not-empty' | 'folder' | 'not-folder' | 'read-only' | 'no-room';

const WORDS: Record<FileErrorCode, string> = {
  'not-found': 'No such file or directory',
  exists: 'File exists',
  'not-empty': 'Directory not empty',
  folder: 'Is a directory',
  'not-folder': 'Not a directory',
  'read-only': 'Read-only file system',
  'no-room': 'No space left on device',
};

/** Why files did not do what was asked; the message is what programs see. */
export class FileError extends Error {
  override readonly name = 'FileError';
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
  ) {
    super(WORDS[code]);
  }
}

/** From the root on, without dots: `/a/b`. The root is `/`. */
export function absolute(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return '/' + steps.join('/');
}

/** The folder that a path lies in. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
/** The last step of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
/** A path in a folder. */
export const join = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);

/** Those who want to hear of changes. */
export class Listeners<T extends unknown[]> {
  private all = new Set<(...args: T) => void>();

  add(listener: (...args: T) => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  /** A listener that throws does not keep the others from hearing. */
  tell(...args: T): void {
    for (const listener of [...this.all]) {
      try {
        listener(...args);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

function reportError(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else console.error(error);
}

/** The face of a store for pages. */
export class Files implements FileSystem {
  constructor(readonly store: FileStore) {}

  async read(path: string): Promise<Uint8Array> {
    return this.store.read(absolute(path)).slice();
  }

  async readText(path: string): Promise<string> {
    return new TextDecoder().decode(this.store.read(absolute(path)));
  }

  async write(path: string, data: Uint8Array | string | Blob): Promise<void> {
    const to = absolute(path);
    const bytes = await bytesOf(data);
    makeFolders(this.store, folderOf(to));
    this.store.write(to, bytes);
  }

  async list(path: string): Promise<FileEntry[]> {
    const folder = absolute(path);
    return this.store.list(folder).sort().flatMap(name => this.entry(join(folder, name)) ?? []);
  }

  async stat(path: string): Promise<FileEntry | undefined> {
    return this.entry(absolute(path));
  }

  async remove(path: string): Promise<void> {
    removeAll(this.store, absolute(path));
  }

  async rename(from: string, to: string): Promise<void> {
    makeFolders(this.store, folderOf(absolute(to)));
    this.store.rename(absolute(from), absolute(to));
  }

  async makeFolder(path: string): Promise<void> {
    makeFolders(this.store, absolute(path));
  }

  flush(): Promise<void> {
    return this.store.flush();
  }

  on(_event: 'change', listener: (path: string) => void): () => void {
    return this.store.listen(listener);
  }

  private entry(path: string): FileEntry | undefined {
    const found = this.store.stat(path);
    return found && { name: nameOf(path), path, ...found };
  }
}

async function bytesOf(data: Uint8Array | string | Blob): Promise<Uint8Array> {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  return data instanceof Uint8Array ? data.slice() : new Uint8Array(await data.arrayBuffer());
}

/** Makes a folder and those it lies in. */
export function makeFolders(store: FileStore, path: string): void {
  const found = store.stat(path);
  if (found?.folder) return;
  if (found) throw new FileError('not-folder', path);
  makeFolders(store, folderOf(path));
  store.makeFolder(path);
}

function removeAll(store: FileStore, path: string): void {
  if (store.stat(path)?.folder) for (const name of store.list(path)) removeAll(store, join(path, name));
  store.remove(path);
}
