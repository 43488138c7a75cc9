import { memoryFiles, mounted, persistentFiles, type FileEntry, type FileSystem } from 'runmat';

/** A file or folder in the tree. */
export interface Node {
  name: string;
  path: string;
  size: number;
  /** What is in it; a file has none. */
  children?: Node[];
}

/** Files here last as long as the page. */
export const TEMPORARY = '/tmp';
const STORE = 'playground';
const REFRESH_AFTER_MS = 60;
const MOST_TEXT = 2_000_000;

/** The files of the playground: those kept by the browser at the root, and a folder of files that last as long as the page. */
export class Files {
  root = $state.raw<Node>({ name: '', path: '/', size: 0, children: [] });
  readonly system: FileSystem;
  /** Whether they are still there in the next visit. */
  readonly kept: boolean;
  readonly #listeners = new Set<(path: string) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(system: FileSystem, kept: boolean) {
    this.system = system;
    this.kept = kept;
    system.on('change', (path) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.refresh(), REFRESH_AFTER_MS);
      for (const listener of this.#listeners) listener(path);
    });
  }

  /** Storage may be refused, in a frame from another site or a private window. */
  static async open(): Promise<Files> {
    const kept = await persistentFiles(STORE).catch(() => null);
    const system = mounted({ '/': kept ?? memoryFiles(), [TEMPORARY]: memoryFiles() });
    const files = new Files(system, kept !== null);
    await files.refresh();
    return files;
  }

  onChange(listener: (path: string) => void): void {
    this.#listeners.add(listener);
  }

  async refresh(): Promise<void> {
    this.root = { name: '', path: '/', size: 0, children: await this.#list('/') };
  }

  /** Whether there is such a file or folder. */
  has(path: string): boolean {
    return this.find(path) !== undefined;
  }

  find(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (const name of path.split('/').filter(Boolean)) {
      node = node?.children?.find((child) => child.name === name);
    }
    return node;
  }

  async readText(path: string): Promise<string> {
    const bytes = await this.system.read(path);
    if (bytes.length > MOST_TEXT) throw new Error(`${path} is too large to edit. It can be downloaded.`);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new Error(`${path} is not text. It can be downloaded.`);
    }
  }

  async write(path: string, data: string | Uint8Array): Promise<void> {
    await this.system.write(path, data);
    if (!this.has(path)) await this.refresh();
  }

  /** Waits until all is where it is kept; rejects when it could not be kept. */
  async flush(): Promise<void> {
    await this.system.flush();
  }

  async rename(from: string, to: string): Promise<void> {
    await this.system.rename(from, to);
    await this.refresh();
  }

  async remove(path: string): Promise<void> {
    await this.system.remove(path);
    await this.refresh();
  }

  async makeFolder(path: string): Promise<void> {
    await this.system.makeFolder(path);
    await this.refresh();
  }

  async upload(list: Iterable<File>, folder: string): Promise<string[]> {
    const paths: string[] = [];
    for (const file of list) {
      const path = join(folder, file.name);
      await this.system.write(path, file);
      paths.push(path);
    }
    await this.refresh();
    return paths;
  }

  async download(path: string): Promise<void> {
    const data = (await this.system.read(path)) as Uint8Array<ArrayBuffer>;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([data]));
    link.download = path.slice(path.lastIndexOf('/') + 1);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** A path for a new file: the name, or the name with a number. */
  freeName(name: string, folder = '/'): string {
    const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
    let path = join(folder, name);
    for (let k = 2; this.has(path); k += 1) path = join(folder, `${stem}_${k}${ending}`);
    return path;
  }

  async #list(path: string): Promise<Node[]> {
    const entries = await this.system.list(path).catch((): FileEntry[] => []);
    const nodes = await Promise.all(entries.map((entry) => this.#node(entry)));
    return nodes.sort(byKindAndName);
  }

  async #node({ name, path, size, folder }: FileEntry): Promise<Node> {
    return folder ? { name, path, size, children: await this.#list(path) } : { name, path, size };
  }
}

/** Folders first, the temporary one last. */
function byKindAndName(a: Node, b: Node): number {
  const temporary = Number(a.path === TEMPORARY) - Number(b.path === TEMPORARY);
  return temporary || Number(!a.children) - Number(!b.children) || a.name.localeCompare(b.name, 'en', { numeric: true });
}

export function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** What is wrong with the name of a file; empty: nothing. */
export function nameProblem(name: string): string {
  if (name.trim() === '') return 'A name is needed.';
  if (name !== name.trim()) return 'A name can’t begin or end with a blank.';
  if (/[/\\\0]/.test(name) || name === '.' || name === '..') return 'A name can’t have slashes in it.';
  return '';
}
