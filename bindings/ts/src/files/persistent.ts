/**
 * Files that the browser keeps: in its origin-private file system, else in IndexedDB. All are read when opened; what is
 * written goes there a moment later, one change after the other.
 *
 * Pages (tabs) with the same files hear of each other's changes: once a change is where files are kept, its path is told
 * to the others, and they read it from there. So what was kept last is what all of them have in the end, and a file
 * that two pages write at the same time is whole, from one of them.
 */

import type { FileSystem } from '../types.js';
import { Files, folderOf, join, makeFolders, nameOf } from './store.js';
import { type Change, MemoryStore } from './memory.js';

/** A file, or a folder without data. */
interface Kept {
  path: string;
  data?: Uint8Array;
}

/** Where files are kept. */
interface Keeper {
  /** What is at a path and below it, folders before what they hold; nothing where there is none. */
  load(path: string): Promise<Kept[]>;
  write(path: string, data: Uint8Array): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** A file, or a folder with all in it. */
  remove(path: string): Promise<void>;
}

class KeptStore extends MemoryStore {
  private waiting = Promise.resolve();
  /** What is to be written, by path: of several changes only the last one. */
  private unwritten = new Map<string, Uint8Array>();
  private failure: unknown;

  /** A change that came from another page is not kept again. */
  private taking = false;
  /** Changes made here that are not yet kept, by path. */
  private pending = new Map<string, number>();

  /** `others`: the pages with the same files. */
  constructor(
    private keeper: Keeper,
    private others: BroadcastChannel | undefined,
  ) {
    super();
  }

  async load(): Promise<void> {
    // Changes of others wait until all has been read.
    this.others?.addEventListener('message', event => this.later(() => this.takeOver(String(event.data))));
    const loading = this.keeper.load('/').then(all => this.take('/', all));
    this.waiting = loading.catch(() => undefined);
    await loading;
    this.changed = change => this.taking || this.keep(change);
  }

  /**
   * Reads what another page has kept: once what was changed here is kept, too. Else that would be the kept state, and the
   * other's the one in memory.
   */
  private async takeOver(path: string): Promise<void> {
    const again = () => this.later(() => this.takeOver(path));
    if (this.isPending(path)) return again();
    const all = await this.keeper.load(path);
    if (this.isPending(path)) return again();
    this.take(path, all);
  }

  /** Whether something at a path, above or below it is to be kept. */
  private isPending(path: string): boolean {
    return [...this.pending.keys()].some(p => p === path || p.startsWith(path + '/') || path.startsWith(p + '/'));
  }

  /** Has a path, and all below it, be like this. */
  private take(path: string, all: Kept[]): void {
    this.taking = true;
    try {
      this.prune(path, new Map(all.map(kept => [kept.path, !kept.data])));
      for (const { path, data } of all) {
        makeFolders(this, data ? folderOf(path) : path);
        if (data && !(this.stat(path) && sameBytes(data, this.read(path)))) this.write(path, data);
      }
    } finally {
      this.taking = false;
    }
  }

  /** Removes what is not there, or is something else; `there`: whether a path is a folder. */
  private prune(path: string, there: Map<string, boolean>): void {
    const found = this.stat(path);
    if (found?.folder) for (const name of this.list(path)) this.prune(join(path, name), there);
    if (found && path !== '/' && there.get(path) !== found.folder) this.remove(path);
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
        if (!queued) this.keepLater(path, () => this.writeOut(path));
        break;
      }
      case 'folder':
        this.keepLater(change.path, () => this.keeper.makeFolder(change.path));
        break;
      case 'remove':
        this.unwritten.delete(change.path);
        this.keepLater(change.path, () => this.keeper.remove(change.path));
        break;
      case 'rename':
        this.keepLater(change.from, () => this.keeper.remove(change.from));
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
      this.keepLater(path, () => this.keeper.makeFolder(path));
      for (const name of this.list(path)) this.copyOut(join(path, name));
    } else if (found) {
      this.keep({ kind: 'write', path, data: this.read(path) });
    }
  }

  /** Has a path kept, and tells the others. */
  private keepLater(path: string, work: () => Promise<void>): void {
    this.pending.set(path, (this.pending.get(path) ?? 0) + 1);
    this.later(async () => {
      try {
        await work();
      } finally {
        const left = this.pending.get(path)! - 1;
        if (left) this.pending.set(path, left);
        else this.pending.delete(path);
      }
      this.others?.postMessage(path);
    });
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

  async load(path: string): Promise<Kept[]> {
    const all: Kept[] = [];
    const read = async (handle: FileSystemFileHandle, path: string): Promise<void> => {
      const data = await contentOf(handle);
      if (data) all.push({ path, data });
    };
    const walk = async (folder: FileSystemDirectoryHandle, at: string): Promise<void> => {
      for await (const handle of (folder as any).values() as AsyncIterable<FileSystemHandle>) {
        const path = join(at, handle.name);
        if (handle.kind === 'directory') {
          all.push({ path });
          await walk(handle as FileSystemDirectoryHandle, path);
        } else {
          await read(handle as FileSystemFileHandle, path);
        }
      }
    };
    if (path === '/') {
      await walk(this.root, '/');
      return all;
    }
    try {
      const parent = await this.folder(folderOf(path), false);
      const folder = await parent.getDirectoryHandle(nameOf(path)).catch(error => {
        if (error.name !== 'TypeMismatchError') throw error;
      });
      if (folder) {
        all.push({ path });
        await walk(folder, path);
      } else {
        await read(await parent.getFileHandle(nameOf(path)), path);
      }
    } catch (error) {
      ignoreMissing(error);
    }
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
    try {
      const folder = await this.folder(folderOf(path), false);
      await folder.removeEntry(nameOf(path), { recursive: true });
    } catch (error) {
      ignoreMissing(error);
    }
  }

  private async folder(path: string, create = true): Promise<FileSystemDirectoryHandle> {
    let folder = this.root;
    for (const step of path.split('/')) if (step) folder = await folder.getDirectoryHandle(step, { create });
    return folder;
  }
}

/** The content of a file; none where it is gone. Where another page writes it meanwhile, it is read again. */
async function contentOf(handle: FileSystemFileHandle): Promise<Uint8Array | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    } catch (error) {
      const { name } = error as { name?: string };
      if (name === 'NotFoundError') return undefined;
      if (name !== 'NotReadableError' || tries === 20) throw error;
      await new Promise(resolve => setTimeout(resolve, tries));
    }
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, k) => byte === b[k]);
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

  async load(path: string): Promise<Kept[]> {
    const files = this.rows('readonly');
    const [paths, rows] = await Promise.all([done(files.getAllKeys()), done(files.getAll())]);
    const all = paths.map((path, k) => ({ path: String(path), data: rows[k] ?? undefined }));
    return path === '/' ? all : all.filter(kept => kept.path === path || kept.path.startsWith(path + '/'));
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

/**
 * The files that this browser keeps under a name, for this origin. Rejects where nothing can be kept. Pages with the same
 * files see each other's changes; of two changes of a file the one that was kept last stays.
 */
export async function persistentFiles(name: string): Promise<FileSystem> {
  const others = typeof BroadcastChannel === 'function' ? new BroadcastChannel(`runmat:files:${name}`) : undefined;
  const store = new KeptStore(await keeper(name), others);
  await store.load();
  return new Files(store);
}
