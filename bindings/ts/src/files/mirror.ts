/** The same files on both sides of a worker: each side has all of them, and hears of the other's changes. */

import type { FileStore } from '../types.js';
import { folderOf, join, makeFolders } from './store.js';

/** What became of a path. Without data: `null` a folder, `undefined` gone. */
export interface Update {
  path: string;
  data?: Uint8Array | null;
}

/** A store and its likeness elsewhere. */
export class Mirror {
  /** A change that came from the other side is not sent back. */
  private applying = false;

  constructor(
    private store: FileStore,
    send: (update: Update) => void,
  ) {
    store.listen(path => {
      if (!this.applying) for (const update of this.state(path)) send(update);
    });
  }

  /** How a path and what is below it are now. */
  state(path: string): Update[] {
    const found = this.store.stat(path);
    if (!found) return [{ path }];
    if (!found.folder) return [{ path, data: this.store.read(path).slice() }];
    const below = this.store.list(path).flatMap(name => this.state(join(path, name)));
    return path === '/' ? below : [{ path, data: null }, ...below];
  }

  /** Does what the other side has done. */
  apply({ path, data }: Update): void {
    this.applying = true;
    try {
      if (data === undefined) this.remove(path);
      else if (data === null) makeFolders(this.store, path);
      else {
        makeFolders(this.store, folderOf(path));
        this.store.write(path, data);
      }
    } finally {
      this.applying = false;
    }
  }

  private remove(path: string): void {
    const found = this.store.stat(path);
    if (found?.folder) for (const name of this.store.list(path)) this.remove(join(path, name));
    if (found) this.store.remove(path);
  }
}
