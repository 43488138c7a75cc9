/**
 * Files that the browser keeps: in its origin-private file system, else in IndexedDB. All are read when opened; what is
 * written goes there a moment later, one change after the other.
 */

import type { FileSystem } from '../types.js';
import { Files, folderOf, join, makeFolders, nameOf } from './store.js';
import { type Change, MemoryStore } from './memory.js';

/** Where files are kept. */
interface Keeper {
  /** All folders and files, folders before what they hold. */
  load(): Promise<{ path: string; data?: Uint8Array }[]>;
  write(path: string, data: Uint8Array): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** A file, or a folder with all in it. */
  remove(path: string): Promise<void>;
}

class Kept extends MemoryStore {
  private waiting = Promise.resolve();
  /** What is to be written, by path: of several changes only the last one. */
  private unwritten = new Map<string, Uint8Array>();
  private failure: unknown;

  constructor(private keeper: Keeper) {
    super();
  }

  async load(): Promise<void> {
    for (const { path, data } of await this.keeper.load()) {
      makeFolders(this, data ? folderOf(path) : path);
      if (data) this.write(path, data);
    }
    this.changed = change => this.keep(change);
  }

  override async flush(): Promise<void> {
    await this.waiting;
    const failure = this.failure;
    this.failure = undefined;
    if (failure) throw failure;
  }

  private keep(change: Change): void {
    switch (change.kind) {
      case 'write': {
        const { path } = change;
        const queued = this.unwritten.has(path);
        this.unwritten.set(path, change.data);
        if (!queued) this.later(() => this.writeOut(path));
        break;
      }
      case 'folder':
        this.later(() => this.keeper.makeFolder(change.path));
        break;
      case 'remove':
        this.unwritten.delete(change.path);
        this.later(() => this.keeper.remove(change.path));
        break;
      case 'rename':
        this.later(() => this.keeper.remove(change.from));
        this.copyOut(change.to);
    }
  }

  private async writeOut(path: string): Promise<void> {
    const data = this.unwritten.get(path);
    this.unwritten.delete(path);
    if (data) await this.keeper.write(path, data);
  }

  /** After a new name everything below it is written anew. */
  private copyOut(path: string): void {
    const found = this.stat(path);
    if (found?.folder) {
      this.later(() => this.keeper.makeFolder(path));
      for (const name of this.list(path)) this.copyOut(join(path, name));
    } else if (found) {
      this.keep({ kind: 'write', path, data: this.read(path) });
    }
  }

  private later(work: () => Promise<void>): void {
    this.waiting = this.waiting.then(work).catch(error => {
      this.failure ??= error;
    });
  }
}

/** In the origin-private file system. */
class PrivateFolder implements Keeper {
  constructor(private root: FileSystemDirectoryHandle) {}

  async load() {
    const all: { path: string; data?: Uint8Array }[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, at: string): Promise<void> => {
      for await (const handle of (folder as any).values() as AsyncIterable<FileSystemHandle>) {
        const path = join(at, handle.name);
        if (handle.kind === 'directory') {
          all.push({ path });
          await walk(handle as FileSystemDirectoryHandle, path);
        } else {
          const file = await (handle as FileSystemFileHandle).getFile();
          all.push({ path, data: new Uint8Array(await file.arrayBuffer()) });
        }
      }
    };
    await walk(this.root, '/');
    return all;
  }

  async write(path: string, data: Uint8Array): Promise<void> {
    const file = await (await this.folder(folderOf(path))).getFileHandle(nameOf(path), { create: true });
    const stream = await file.createWritable();
    await stream.write(data as Uint8Array<ArrayBuffer>);
    await stream.close();
  }

  async makeFolder(path: string): Promise<void> {
    await this.folder(path);
  }

  async remove(path: string): Promise<void> {
    const folder = await this.folder(folderOf(path));
    await folder.removeEntry(nameOf(path), { recursive: true }).catch(ignoreMissing);
  }

  private async folder(path: string): Promise<FileSystemDirectoryHandle> {
    let folder = this.root;
    for (const step of path.split('/')) if (step) folder = await folder.getDirectoryHandle(step, { create: true });
    return folder;
  }
}

function ignoreMissing(error: unknown): void {
  if ((error as { name?: string })?.name !== 'NotFoundError') throw error;
}

/** In IndexedDB: a row for each file and folder. */
class Database implements Keeper {
  constructor(private db: IDBDatabase) {}

  static async open(name: string): Promise<Database> {
    const request = indexedDB.open(`runmat:${name}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('files');
    return new Database(await done(request));
  }

  async load() {
    const files = this.rows('readonly');
    const [paths, rows] = await Promise.all([done(files.getAllKeys()), done(files.getAll())]);
    return paths.map((path, k) => ({ path: String(path), data: rows[k] ?? undefined }));
  }

  async write(path: string, data: Uint8Array): Promise<void> {
    await done(this.rows('readwrite').put(data, path));
  }

  async makeFolder(path: string): Promise<void> {
    await done(this.rows('readwrite').put(null, path));
  }

  async remove(path: string): Promise<void> {
    const rows = this.rows('readwrite');
    await Promise.all([done(rows.delete(path)), done(rows.delete(IDBKeyRange.bound(path + '/', path + '0', false, true)))]);
  }

  private rows(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction('files', mode).objectStore('files');
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function keeper(name: string): Promise<Keeper> {
  const storage = globalThis.navigator?.storage;
  const writable = typeof FileSystemFileHandle === 'function' && 'createWritable' in FileSystemFileHandle.prototype;
  if (storage?.getDirectory && writable) {
    try {
      const all = await (await storage.getDirectory()).getDirectoryHandle('runmat', { create: true });
      return new PrivateFolder(await all.getDirectoryHandle(encodeURIComponent(name), { create: true }));
    } catch {
      // Some private windows have the function and refuse its use.
    }
  }
  return Database.open(name);
}

/** The files that this browser keeps under a name, for this origin. Rejects where nothing can be kept. */
export async function persistentFiles(name: string): Promise<FileSystem> {
  const store = new Kept(await keeper(name));
  await store.load();
  return new Files(store);
}
