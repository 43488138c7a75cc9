import { getContext, setContext } from 'svelte';
import type { Dialect } from 'runmat';
import { Announcer } from './announcer.svelte';
import { Documents } from './documents.svelte';
import { Engine } from './engine.svelte';
import { firstExample, type Example } from './examples';
import { Files } from './files.svelte';
import { History } from './history';
import type { Place } from './places';
import { Settings } from './settings.svelte';
import { fromFragment } from './share';
import { Transcript } from './transcript.svelte';

export type View = 'editor' | 'console' | 'workspace' | 'files';

/** Dialogs of the page; at most one is open. */
export type Dialog =
  | { kind: 'examples' }
  | { kind: 'share' }
  | { kind: 'help' }
  | { kind: 'restart'; dialect: Dialect }
  | { kind: 'rename'; path: string }
  | { kind: 'remove'; path: string }
  | { kind: 'folder'; parent: string }
  | { kind: 'variable'; name: string };

/** The playground: its parts, and what concerns several of them. */
export class App {
  readonly settings: Settings;
  readonly files: Files;
  readonly documents: Documents;
  readonly transcript = new Transcript();
  readonly history = new History();
  readonly announcer = new Announcer();
  readonly engine: Engine;
  /** The part that a narrow page shows. */
  view = $state<View>('editor');
  dialog = $state.raw<Dialog | null>(null);
  /** Where the cursor of the editor is. */
  cursor = $state.raw({ line: 1, column: 1 });
  /** A message at the edge of the page. */
  message = $state('');
  #messageTimer: ReturnType<typeof setTimeout> | undefined;

  private constructor(settings: Settings, files: Files) {
    this.settings = settings;
    this.files = files;
    this.documents = new Documents(files, (message) => this.tell(`Not kept: ${message}`));
    this.engine = new Engine(files.system, this.transcript, this.announcer);
  }

  static async open(settings: Settings): Promise<App> {
    const app = new App(settings, await Files.open());
    const starting = app.engine.start(settings.dialect);
    const open = await app.documents.restore();
    await app.openShared();
    if (!open && app.documents.open.length === 0) await app.openExample(firstExample);
    window.addEventListener('hashchange', () => void app.openShared());
    void starting;
    return app;
  }

  /** Runs the file in the editor, or the part that is selected. */
  async runFile(selection?: string): Promise<void> {
    const document = this.documents.active;
    if (!document || !this.engine.usable || this.engine.busy) return;
    if (this.view === 'editor') this.view = 'console';
    await this.documents.save();
    if (selection) await this.engine.run(selection, selection);
    else await this.engine.run(document.text, document.name.replace(/\.m$/, ''), document.path);
  }

  async runCommand(command: string): Promise<void> {
    this.history.add(command);
    await this.documents.save();
    await this.engine.run(command, command);
  }

  async goTo({ file, line, column }: Place): Promise<void> {
    const path = file.startsWith('/') ? file : `/${file}`;
    if (!this.files.has(path)) {
      this.tell(`${file} is not among the files.`);
      return;
    }
    this.view = 'editor';
    await this.documents.goTo(path, line, column);
  }

  async show(path: string): Promise<void> {
    try {
      await this.documents.show(path);
      this.view = 'editor';
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }

  async upload(list: Iterable<File>, folder = '/'): Promise<void> {
    try {
      const paths = await this.files.upload(list, folder);
      if (paths.length > 0) this.tell(paths.length === 1 ? `${paths[0]} is here now.` : `${paths.length} files are here now.`);
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }

  async openExample({ file, code }: Example): Promise<void> {
    const path = `/${file}`;
    const same = this.files.has(path) && (await this.files.readText(path).catch(() => null)) === code;
    if (same) await this.show(path);
    else await this.documents.create(file, code);
    this.view = 'editor';
  }

  /** Opens the program in the page's address, and takes it out of the address. */
  async openShared(): Promise<void> {
    if (!window.location.hash) return;
    try {
      const shared = await fromFragment(window.location.hash);
      if (!shared) return;
      await this.openExample({ file: shared.name, title: '', summary: '', code: shared.code });
      if (shared.dialect !== this.settings.dialect) await this.useDialect(shared.dialect);
      history.replaceState(null, '', window.location.pathname + window.location.search);
    } catch {
      this.tell('The program in the link can’t be read. Is the link complete?');
    }
  }

  async useDialect(dialect: Dialect): Promise<void> {
    this.settings.dialect = dialect;
    await this.engine.start(dialect);
    this.announcer.say(`New session, ${dialect === 'octave' ? 'Octave' : 'MATLAB'} dialect.`);
  }

  /** Says something for some seconds. */
  tell(message: string): void {
    this.message = message;
    this.announcer.say(message);
    clearTimeout(this.#messageTimer);
    this.#messageTimer = setTimeout(() => (this.message = ''), 6000);
  }
}

const KEY = Symbol('playground');

export function provideApp(app: App): void {
  setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
