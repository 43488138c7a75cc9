/** On the page: a session whose engine runs in a worker, with the same interface. */

import { failure } from '../errors.js';
import { memoryFiles } from '../files/memory.js';
import { Mirror } from '../files/mirror.js';
import { Listeners } from '../files/store.js';
import { load } from '../module.js';
import type {
  Completion, Diagnostic, Dialect, ExecuteOptions, ExecutionResult, FileSystem, InputHandler, InputRequest, Limits,
  OutputEvent, PageFunction, ProgressEvent, RegisterOptions, Session, SessionOptions, Token, Value, VariableInfo,
} from '../types.js';
import { gone, Line } from './protocol.js';

/** A session in a worker. */
export class WorkerSession implements Session {
  readonly files: FileSystem;
  readonly dialect: Dialect;
  running = false;
  private worker: Worker;
  private line: Line;
  private mirror: Mirror;
  private handler: InputHandler | null = null;
  private questions = new Map<number, AbortController>();
  private functions = new Map<string, { fn: PageFunction; multiple: boolean }>();
  private output = new Listeners<[OutputEvent]>();
  private progress = new Listeners<[ProgressEvent]>();
  private state = new Listeners<[boolean]>();

  private constructor(options: SessionOptions) {
    this.files = options.files ?? memoryFiles();
    this.dialect = options.dialect ?? 'matlab';
    if (options.onOutput) this.output.add(options.onOutput);
    this.worker = new Worker(new URL('./server.js', import.meta.url), { type: 'module' });
    this.line = new Line(this.worker, (method, args) => this.answer(method, args), (topic, value) => this.hear(topic, value));
    this.worker.onerror = event => this.line.close(gone(event.message || 'The worker has failed.'));
    this.mirror = new Mirror(this.files.store, update => this.line.tell('file', update));
  }

  static async create(options: SessionOptions): Promise<WorkerSession> {
    if (typeof Worker !== 'function') throw new Error('there are no workers here: leave out the option `worker`');
    if (options.fetch) throw new Error('a worker makes its own requests: leave out the option `fetch`, or give null');
    const session = new WorkerSession(options);
    const { dialect, limits, outOfFuel, policy, arguments: args, fetch } = options;
    const wasm = await load(options.wasm);
    const own = { dialect, limits, outOfFuel, policy, arguments: args, fetch, wasm };
    await session.line.call('create', own, session.mirror.state('/'));
    return session;
  }

  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecutionResult> {
    const { signal, ...rest } = options;
    if (this.running) throw failure('busy', 'RunMat:SessionBusy', 'The session is running something else.');
    if (signal?.aborted) throw failure('cancelled', 'RunMat:Cancelled', 'The run was cancelled.');
    const cancel = () => this.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.running = true;
    this.state.tell(true);
    try {
      return await this.line.call('execute', code, rest);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.running = false;
      this.state.tell(false);
    }
  }

  cancel(): void {
    this.line.tell('cancel', null);
  }

  refuel(units: number): void {
    this.line.tell('refuel', units);
  }

  setLimits(limits: Limits): void {
    this.line.tell('limits', limits);
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

  get(name: string): Promise<Value | undefined> {
    return this.line.call('get', name);
  }

  set(name: string, value: Value, dims?: number[]): Promise<void> {
    return this.line.call('set', name, value, dims);
  }

  variables(): Promise<VariableInfo[]> {
    return this.line.call('variables');
  }

  show(name: string): Promise<string | undefined> {
    return this.line.call('show', name);
  }

  register(name: string, fn: PageFunction, options: RegisterOptions = {}): Promise<void> {
    this.functions.set(name, { fn, multiple: options.multiple ?? false });
    return this.line.call('register', name, options);
  }

  check(code: string): Promise<Diagnostic[]> {
    return this.line.call('check', code);
  }

  complete(code: string, offset: number): Promise<Completion[]> {
    return this.line.call('complete', code, offset);
  }

  highlight(code: string): Promise<Token[]> {
    return this.line.call('highlight', code);
  }

  async dispose(): Promise<void> {
    const why = failure('disposed', 'RunMat:Disposed', 'The session was disposed of.');
    try {
      await this.line.call('dispose');
    } finally {
      this.line.close(why);
      this.worker.terminate();
    }
  }

  private async answer(method: string, args: any[]): Promise<unknown> {
    if (method === 'ask') return this.ask(args[0], args[1]);
    const [name, results, values] = args as [string, number, any[]];
    const { fn, multiple } = this.functions.get(name)!;
    const value = await fn.apply({ results }, values);
    return multiple ? (value ?? []) : value === undefined ? [] : [value];
  }

  private async ask(number: number, request: Omit<InputRequest, 'signal'>): Promise<string | null> {
    const controller = new AbortController();
    this.questions.set(number, controller);
    try {
      return (await this.handler?.({ ...request, signal: controller.signal })) ?? null;
    } finally {
      this.questions.delete(number);
    }
  }

  private hear(topic: string, value: any): void {
    if (topic === 'output') this.output.tell(value);
    else if (topic === 'progress') this.progress.tell(value);
    else if (topic === 'file') this.mirror.apply(value);
    else if (topic === 'withdrawn') this.questions.get(value)?.abort();
  }
}
