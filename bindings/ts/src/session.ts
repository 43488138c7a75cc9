/** A session on this thread: an instance of the module, turned by the event loop. */

import { failure, RunMatError } from './errors.js';
import { absolute, join, Listeners } from './files/store.js';
import { memoryFiles, MemoryStore } from './files/memory.js';
import { MountedStore } from './files/mounted.js';
import { type Engine, instantiate } from './glue.js';
import { pageHost } from './host.js';
import { Loop } from './loop.js';
import { load } from './module.js';
import { request, RequestError } from './requests.js';
import type {
  Completion, Diagnostic, Dialect, ExecuteOptions, ExecutionResult, FileStore, FileSystem, InputHandler, InputRequest, Limits,
  OutputEvent, PageFunction, ProgressEvent, RegisterOptions, Session, SessionOptions, Token, TokenKind, Value, VariableInfo,
} from './types.js';
import { arrayOf, Opaque, SparseArray } from './values.js';

/** The order of `number` in the crate's `editing`. */
const KINDS: TokenKind[] = [
  'keyword', 'variable', 'field', 'number', 'string', 'comment', 'operator', 'bracket', 'separator', 'invalid', 'function',
];
/** Milliseconds between two events of progress. */
const PROGRESS = 100;

/** What the engine tells at the end of a run. */
interface Outcome {
  fuel?: number;
  exitCode?: number;
  error?: ConstructorParameters<typeof RunMatError>[0];
}

interface Run {
  resolve: (result: ExecutionResult) => void;
  reject: (error: unknown) => void;
  printed: string[];
  began: number;
  told: number;
  outOfFuel: boolean;
}

interface Registered {
  fn: PageFunction;
  multiple: boolean;
  documentation: string | undefined;
  fuel: number;
}

/** A session whose engine runs on this thread. */
export class LocalSession implements Session {
  readonly files: FileSystem;
  readonly dialect: Dialect;
  /** The files as programs see them. */
  private store: FileStore;
  /** None between a failure inside and the next use. */
  private engine: Engine | undefined;
  private starting: Promise<void> | undefined;
  private loop = new Loop(() => this.turn());
  private run: Run | undefined;
  private outcome: Outcome | undefined;
  /** The session was given up. */
  private disposed = false;
  /** What the engine said before it stopped for good. */
  private panic: string | undefined;
  private limits: Limits;
  private handler: InputHandler | null = null;
  private questions = new Map<number, AbortController>();
  private looks = new Map<number, { resolve: (what: any) => void; reject: (why: unknown) => void }>();
  private looked = 0;
  private functions = new Map<string, Registered>();
  private requests = new AbortController();
  private decoders = [new TextDecoder(), new TextDecoder()];
  private output = new Listeners<[OutputEvent]>();
  private progress = new Listeners<[ProgressEvent]>();
  private state = new Listeners<[boolean]>();

  private constructor(private options: SessionOptions) {
    this.files = options.files ?? memoryFiles();
    this.store = new MountedStore({ '/': this.files.store, '/tmp': new MemoryStore() });
    this.dialect = options.dialect ?? 'matlab';
    this.limits = { ...options.limits };
    if (options.onOutput) this.output.add(options.onOutput);
  }

  static async create(options: SessionOptions): Promise<LocalSession> {
    const session = new LocalSession(options);
    await session.start();
    return session;
  }

  /** A new instance of the module: at the beginning, and after one has failed inside. */
  private async start(): Promise<void> {
    const glue = instantiate(this.host());
    await glue({ module_or_path: await load(this.options.wasm) });
    if (this.disposed) throw disposed();
    const { dialect, limits, policy, outOfFuel, arguments: args } = this.options;
    this.panic = undefined;
    this.loop = new Loop(() => this.turn());
    const engine = new glue.Engine({ dialect, limits, policy, outOfFuel, arguments: args });
    for (const [name, { documentation, fuel }] of this.functions) engine.register(name, documentation, fuel);
    this.engine = engine;
  }

  /** Does something with the engine, which is started anew where it has failed. */
  private async use<T>(work: (engine: Engine) => T): Promise<T> {
    if (!this.engine && !this.disposed) await this.restarted();
    return this.call(work);
  }

  private restarted(): Promise<void> {
    this.starting ??= this.start().finally(() => (this.starting = undefined));
    return this.starting;
  }

  get running(): boolean {
    return this.run !== undefined;
  }

  execute(code: string, options: ExecuteOptions = {}): Promise<ExecutionResult> {
    if (this.disposed) return Promise.reject(disposed());
    if (this.run) return Promise.reject(failure('busy', 'RunMat:SessionBusy', 'The session is running something else.'));
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const run: Run = { resolve, reject, printed: [], began, told: began, outOfFuel: false };
      this.run = run;
      const { signal } = options;
      if (signal?.aborted) return this.end({ error: cancelled() });
      signal?.addEventListener('abort', () => this.cancel(), { once: true });
      this.state.tell(true);
      if (this.engine) return this.begin(code, options);
      this.restarted().then(
        () => this.run === run && this.begin(code, options),
        error => this.run === run && this.end({ error: broken(error).toFailure() }),
      );
    });
  }

  private begin(code: string, options: ExecuteOptions): void {
    try {
      this.call(engine => {
        engine.setLimits({ ...this.limits, ...options.limits });
        engine.begin(code, options.name, options.arguments ?? []);
      });
    } catch {
      // The run was told why.
    }
  }

  cancel(): void {
    if (this.run && this.engine) this.call(engine => engine.cancel());
    else if (this.run) this.end({ error: cancelled() });
  }

  refuel(units: number): void {
    if (this.run && this.engine) this.call(engine => engine.refuel(units));
  }

  setLimits(limits: Limits): void {
    this.limits = { ...limits };
  }

  setInputHandler(handler: InputHandler | null): void {
    this.handler = handler;
  }

  on(event: 'output', listener: (event: OutputEvent) => void): () => void;
  on(event: 'progress', listener: (event: ProgressEvent) => void): () => void;
  on(event: 'state', listener: (running: boolean) => void): () => void;
  on(event: 'output' | 'progress' | 'state', listener: (event: any) => void): () => void {
    return this[event].add(listener);
  }

  async get(name: string): Promise<Value | undefined> {
    const value: Value | undefined = await this.use(engine => engine.get(name));
    if (!(value instanceof Opaque) || value.class === 'function_handle') return value;
    return new Opaque(value.class, value.dims, (await this.show(name))?.trimEnd() ?? value.text);
  }

  async set(name: string, value: Value, dims?: number[]): Promise<void> {
    await this.use(engine => engine.set(name, value, dims));
  }

  variables(): Promise<VariableInfo[]> {
    return this.look((engine, number) => engine.variables(number));
  }

  show(name: string): Promise<string | undefined> {
    return this.look((engine, number) => engine.show(number, name));
  }

  async register(name: string, fn: PageFunction, options: RegisterOptions = {}): Promise<void> {
    const { multiple = false, documentation, fuel = 0 } = options;
    await this.use(engine => engine.register(name, documentation, fuel));
    this.functions.set(name, { fn, multiple, documentation, fuel });
  }

  async check(code: string): Promise<Diagnostic[]> {
    return this.use(engine => engine.check(code));
  }

  async complete(code: string, offset: number): Promise<Completion[]> {
    const found = await this.use(engine => engine.complete(code, offset));
    return found.quoted ? this.filesFrom(code.slice(found.from, offset), found.from, found.folder ?? '/') : found.candidates;
  }

  async highlight(code: string): Promise<Token[]> {
    const numbers = await this.use(engine => engine.highlight(code));
    const tokens: Token[] = [];
    for (let k = 0; k < numbers.length; k += 3) {
      tokens.push({ from: numbers[k]!, to: numbers[k + 1]!, kind: KINDS[numbers[k + 2]!]! });
    }
    return tokens;
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    const run = this.run;
    if (run) {
      const over = new Promise<void>(resolve => this.state.add(running => running || resolve()));
      this.cancel();
      await over;
    }
    this.disposed = true;
    this.giveUp(disposed());
  }

  /** Looks at variables, beside what runs: code of the language may have to say what is seen. */
  private async look<T>(begin: (engine: Engine, number: number) => void): Promise<T> {
    const number = ++this.looked;
    const seen = new Promise<T>((resolve, reject) => this.looks.set(number, { resolve, reject }));
    try {
      await this.use(engine => begin(engine, number));
    } catch (error) {
      this.looks.get(number)?.reject(error);
      this.looks.delete(number);
    }
    return seen;
  }

  private seen(number: number, what: unknown): void {
    this.looks.get(number)?.resolve(what);
    this.looks.delete(number);
  }

  /** Does something with the engine; an engine that has failed is given up. */
  private call<T>(work: (engine: Engine) => T): T {
    if (!this.engine) throw this.disposed ? disposed() : broken('the engine has failed');
    try {
      return work(this.engine);
    } catch (error) {
      if (this.panic === undefined && !isFatal(error)) throw error;
      const why = broken(this.panic ?? error);
      this.giveUp(why);
      throw why;
    }
  }

  /** Lets the instance go, with all that waits for it. */
  private giveUp(why: RunMatError): void {
    this.engine = undefined;
    this.loop.close();
    this.outcome = undefined;
    this.requests.abort();
    this.requests = new AbortController();
    for (const controller of this.questions.values()) controller.abort();
    this.questions.clear();
    for (const { reject } of this.looks.values()) reject(why);
    this.looks.clear();
    if (this.run) this.end({ error: why.toFailure() });
  }

  /** A turn of the engine; the milliseconds until it wants the next. */
  private turn(): number {
    if (!this.engine) return Infinity;
    let wait: number;
    try {
      wait = this.call(engine => engine.turn());
    } catch {
      // The run was told why.
      return Infinity;
    }
    if (this.outcome) {
      const outcome = this.outcome;
      this.outcome = undefined;
      this.end(outcome);
    } else if (this.run) {
      this.tellProgress(this.run, wait);
    }
    return wait;
  }

  private tellProgress(run: Run, wait: number): void {
    const now = performance.now();
    const outOfFuel = wait === Infinity && this.call(engine => engine.outOfFuel());
    if (now - run.told < PROGRESS && outOfFuel === run.outOfFuel) return;
    run.told = now;
    run.outOfFuel = outOfFuel;
    this.progress.tell({ fuel: this.call(engine => engine.fuel()), seconds: (now - run.began) / 1e3, outOfFuel });
  }

  private end(outcome: Outcome): void {
    const run = this.run!;
    this.flushText();
    this.run = undefined;
    const printed = run.printed.join('');
    if (outcome.error) {
      const error = new RunMatError(outcome.error);
      error.printed = printed;
      run.reject(error);
    } else {
      const variables = this.call(engine => engine.names());
      const { fuel = 0, exitCode } = outcome;
      run.resolve({ printed, variables, fuel, ...(exitCode !== undefined && { exitCode }) });
    }
    this.state.tell(false);
  }

  // What the engine calls.

  private host() {
    return {
      ...pageHost(this.store),
      wake: () => this.loop.wake(),
      panicked: (message: string) => void (this.panic = message),
      printed: (stream: number, bytes: Uint8Array) => this.print(stream === 1 ? 'stdout' : 'stderr', bytes.slice()),
      asked: (number: number, kind: string, prompt: string, text: boolean) => void this.ask(number, kind, prompt, text),
      withdrawn: (number: number) => this.questions.get(number)?.abort(),
      called: (number: number, name: string, args: Value[], results: number) => void this.answer(number, name, args, results),
      requested: (...all: Parameters<LocalSession['fetch']>) => void this.fetch(...all),
      seen: (number: number, what: unknown) => this.seen(number, what),
      finished: (outcome: Outcome) => void (this.outcome = outcome),
      array: arrayOf,
      sparse: (name: 'double' | 'logical', dims: number[], columns: any, rows: any, data: any, imag: any) =>
        new SparseArray(dims, columns, rows, data, imag, name),
      opaque: (name: string, dims: number[], text: string) => new Opaque(name, dims, text),
    };
  }

  private print(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    const text = this.decoders[stream === 'stdout' ? 0 : 1]!.decode(bytes, { stream: true });
    if (stream === 'stdout') this.run?.printed.push(text);
    this.output.tell({ stream, text, bytes });
  }

  /** Characters that a run has left unfinished. */
  private flushText(): void {
    this.decoders.forEach((decoder, k) => {
      const text = decoder.decode();
      if (!text) return;
      if (k === 0) this.run?.printed.push(text);
      this.output.tell({ stream: k === 0 ? 'stdout' : 'stderr', text, bytes: new Uint8Array() });
    });
  }

  /** Answers the instance that has asked, unless it is gone. */
  private answered(asker: Engine | undefined, work: (engine: Engine) => void): void {
    if (!asker || asker !== this.engine) return;
    try {
      this.call(work);
    } catch (error) {
      // Where the engine has failed, the run was told why.
      if (this.engine) throw error;
    }
  }

  private async ask(number: number, kind: string, prompt: string, text: boolean): Promise<void> {
    const controller = new AbortController();
    const asker = this.engine;
    this.questions.set(number, controller);
    const key = kind === 'key';
    const expects: InputRequest['expects'] =
      kind === 'keyboard' ? 'command' : kind === 'permission' || key ? kind : text ? 'text' : 'expression';
    let answer: string | null = null;
    try {
      await null; // not within the engine's turn
      const { signal } = controller;
      answer = (await this.handler?.({ kind: key ? 'key' : 'input', prompt, echo: !key, expects, signal })) ?? null;
    } catch {
      // Nobody answers.
    }
    if (this.questions.get(number) === controller) this.questions.delete(number);
    this.answered(asker, engine => engine.answer(number, answer ?? undefined));
  }

  private async answer(number: number, name: string, args: Value[], results: number): Promise<void> {
    const { fn, multiple } = this.functions.get(name)!;
    const asker = this.engine;
    try {
      await null;
      const value = await fn.apply({ results }, args);
      const values = multiple ? (value as Value[] | undefined) ?? [] : value === undefined ? [] : [value];
      this.answered(asker, engine => engine.answerCall(number, values));
    } catch (error: any) {
      const message = error instanceof Error ? error.message : String(error);
      const identifier = typeof error?.identifier === 'string' ? error.identifier : '';
      this.answered(asker, engine => engine.failCall(number, identifier, message));
    }
  }

  private async fetch(
    number: number, method: string, url: string, headers: [string, string][], body: Uint8Array, seconds: number, most: number,
  ): Promise<void> {
    const by = this.options.fetch === undefined ? globalThis.fetch : this.options.fetch;
    const asker = this.engine;
    body = body.slice();
    try {
      if (!by) throw new RequestError('other', 'this page makes no requests');
      const a = await request({ method, url, headers, body, seconds, most }, by, this.requests.signal);
      this.answered(asker, engine => engine.respond(number, a.status, a.reason, a.headers, a.body));
    } catch (error) {
      const { kind, message } = error instanceof RequestError ? error : new RequestError('other', String(error));
      this.answered(asker, engine => engine.failRequest(number, kind, message, most));
    }
  }

  /** The names of files that a path inside of quotes may go on with; `from`: where it begins. */
  private filesFrom(typed: string, from: number, folder: string): Completion[] {
    const at = typed.lastIndexOf('/') + 1;
    const within = absolute(typed.startsWith('/') ? typed.slice(0, at) : `${folder}/${typed.slice(0, at)}`);
    if (!this.store.stat(within)?.folder) return [];
    const names = this.store.list(within).filter(name => name.startsWith(typed.slice(at)));
    const isFolder = (name: string) => this.store.stat(join(within, name))?.folder;
    return names.sort().map(name => ({ label: isFolder(name) ? `${name}/` : name, from: from + at, kind: 'file' }));
  }
}

const disposed = () => failure('disposed', 'RunMat:Disposed', 'The session was disposed of.');

/** An instance has failed inside: what that means for the session. */
function broken(why: unknown): RunMatError {
  const text = why instanceof Error ? why.message : String(why);
  const lost = 'The variables are lost; the next run begins in a new instance, with the same files.';
  return failure('internal', 'RunMat:InternalError', `Internal error: ${text.replace(/\.?$/, '.')} ${lost}`);
}

function cancelled() {
  return failure('cancelled', 'RunMat:Cancelled', 'The run was cancelled.').toFailure();
}

/** Errors after which the memory of the module is in no state to go on: traps, and an exhausted stack. */
function isFatal(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof RangeError || (error as { name?: string })?.name === 'InternalError';
}

