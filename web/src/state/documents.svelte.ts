import { isString, isStrings, recall, remember } from './storage';
import type { Files } from './files.svelte';

const SAVE_AFTER_MS = 300;

/** An open file. */
export class Document {
  path = $state('');
  /** As it stands in the editor. */
  text = $state.raw('');
  /** As it stands in the file. */
  saved = $state.raw('');

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.saved = text;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  get changed(): boolean {
    return this.text !== this.saved;
  }
}

/** A place that the editor shall show. */
export interface Target {
  document: Document;
  line: number;
  column: number;
}

/** The open files. What is typed is saved after a moment. */
export class Documents {
  open = $state.raw<Document[]>([]);
  active = $state.raw<Document | null>(null);
  /** Set when the editor shall go to a place; the editor resets it. */
  target = $state.raw<Target | null>(null);
  readonly #files: Files;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onFailure: (message: string) => void;

  /** `onFailure` is told when what was typed could not be kept. */
  constructor(files: Files, onFailure: (message: string) => void) {
    this.#files = files;
    this.#onFailure = onFailure;
    files.onChange((path) => void this.#changedOutside(path));
    document.addEventListener('visibilitychange', () => void this.save());
    window.addEventListener('pagehide', () => void this.save());
  }

  /** The files that were open in the last visit; false if there are none. */
  async restore(): Promise<boolean> {
    const active = recall('active', '', isString);
    for (const path of recall('open', [], isStrings)) {
      if (this.#files.has(path)) await this.show(path).catch(() => undefined);
    }
    const document = this.open.find((d) => d.path === active);
    if (document) this.activate(document);
    return this.open.length > 0;
  }

  /** Opens a file, or goes to where it is open. */
  async show(path: string): Promise<Document> {
    const find = () => this.open.find((d) => d.path === path);
    const text = find() ? '' : await this.#files.readText(path);
    const document = find() ?? new Document(path, text);
    if (!this.open.includes(document)) this.open = [...this.open, document];
    this.activate(document);
    return document;
  }

  async goTo(path: string, line: number, column = 1): Promise<void> {
    const document = await this.show(path);
    this.target = { document, line, column };
  }

  /** A new file with a name like the one given that is not taken. */
  async create(name: string, text: string): Promise<Document> {
    const path = this.#files.freeName(name);
    await this.#files.write(path, text);
    return this.show(path);
  }

  activate(document: Document): void {
    this.active = document;
    this.#remember();
  }

  close(document: Document): void {
    void this.save();
    const at = this.open.indexOf(document);
    this.open = this.open.filter((d) => d !== document);
    if (this.active === document) this.active = this.open[Math.min(at, this.open.length - 1)] ?? null;
    this.#remember();
  }

  edit(document: Document, text: string): void {
    document.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** Writes all that changed. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    const changed = this.open.filter((d) => d.changed);
    if (changed.length === 0) return;
    for (const document of changed) {
      const { text } = document;
      document.saved = text;
      await this.#files.write(document.path, text);
    }
    this.#files.flush().catch((error: unknown) => this.#onFailure(String(error)));
  }

  /** A file has another name now: a folder of it, too. */
  renamed(from: string, to: string): void {
    for (const document of this.open) {
      if (document.path === from || document.path.startsWith(from + '/')) {
        document.path = to + document.path.slice(from.length);
      }
    }
    this.#remember();
  }

  removed(path: string): void {
    for (const document of this.open) {
      if (document.path !== path && !document.path.startsWith(path + '/')) continue;
      document.saved = document.text;
      this.close(document);
    }
  }

  async #changedOutside(path: string): Promise<void> {
    const document = this.open.find((d) => d.path === path);
    if (!document || document.changed) return;
    const text = await this.#files.readText(path).catch(() => null);
    if (text === null || document.changed || text === document.text) return;
    document.saved = text;
    document.text = text;
  }

  #remember(): void {
    remember('open', this.open.map((d) => d.path));
    remember('active', this.active?.path ?? '');
  }
}
