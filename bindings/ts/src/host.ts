/** What the engine uses of the page: time, chance, files. The functions that belong to a session are in `session.ts`. */

import type { FileStore } from './types.js';

/** The page for an engine with these files. */
export function pageHost(files: FileStore) {
  return {
    now: (): number => performance.now(),
    date: (): number => Date.now(),
    zone,
    random: (): number => crypto.getRandomValues(new Uint32Array(1))[0]!,
    stat(path: string): [number, number] | undefined {
      const found = files.stat(path);
      return found && [found.folder ? -1 : found.size, found.modified];
    },
    read: (path: string): Uint8Array => files.read(path),
    // The bytes lie in the engine's memory: they are only lent.
    write: (path: string, bytes: Uint8Array): void => files.write(path, bytes.slice()),
    list: (path: string): string[] => files.list(path),
    make_folder: (path: string): void => files.makeFolder(path),
    remove: (path: string): void => files.remove(path),
    rename: (from: string, to: string): void => files.rename(from, to),
  };
}

function zone(at: number): [number, boolean, string] {
  const date = new Date(at);
  const offset = (d: Date) => -d.getTimezoneOffset();
  const year = date.getFullYear();
  const standard = Math.min(offset(new Date(year, 0, 1)), offset(new Date(year, 6, 1)));
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(Number.isNaN(at) ? 0 : date);
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'UTC';
  return [offset(date) || 0, offset(date) !== standard, name];
}
