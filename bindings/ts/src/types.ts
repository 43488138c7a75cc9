/** The interface of the package: what a session, its events, its values and its files are. */

import type { NumericArray, SparseArray, CellArray, StringArray, StructArray, Opaque } from './values.js';

export type Dialect = 'matlab' | 'octave';

/** What a run may use. Without a number there is no limit. */
export interface Limits {
  /** Units of work; the same count on every machine. */
  fuel?: number;
  /** Time from the beginning of a run, waiting included. */
  seconds?: number;
  /** Bytes held by values. */
  memory?: number;
  /** Bytes printed. */
  output?: number;
  /** Calls within calls. */
  depth?: number;
  /** Files open at once. */
  files?: number;
}

export interface SessionOptions {
  /** `'matlab'` unless said otherwise. */
  dialect?: Dialect;
  limits?: Limits;
  /** What to do when a run has used up its fuel: fail (the default), or wait for `refuel`. */
  outOfFuel?: 'fail' | 'wait';
  /** Limits and rules under one name, as on the command line: `'bounded'`, `'deterministic fuel=1e9'`. */
  policy?: string;
  /** Run in a worker; the interface is the same. */
  worker?: boolean;
  /** The files that programs see; a new file system in memory unless given. Several sessions may share one. */
  files?: FileSystem;
  /** What `argv` shows to programs. */
  arguments?: string[];
  /** Where the module is, or the module itself; beside the package unless given. */
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response | BufferSource | WebAssembly.Module>;
  /** Makes the requests of `webread` and its like; the page's `fetch` unless given, and none with `null`. */
  fetch?: typeof fetch | null;
  /** The same as `session.on('output', …)`. */
  onOutput?: (event: OutputEvent) => void;
}

/** Printed text. `bytes` is the same as it was printed: text may hold U+FFFD where that is no UTF-8. */
export interface OutputEvent {
  stream: 'stdout' | 'stderr';
  text: string;
  bytes: Uint8Array;
}

export interface ProgressEvent {
  fuel: number;
  seconds: number;
  /** The run waits for fuel: `refuel` lets it go on. */
  outOfFuel: boolean;
}

/** What a program asks. */
export interface InputRequest {
  /** `input`: a line; `key`: any key (`kbhit`, `pause` without a time). */
  kind: 'input' | 'key';
  /** To be shown before the answer. */
  prompt: string;
  /** Whether to show what is typed: not for keys. */
  echo: boolean;
  /** What the answer is: text as it is, an expression to evaluate, a command of `keyboard`, or `yes` to a permission. */
  expects: 'text' | 'expression' | 'command' | 'permission' | 'key';
  /** Aborted when the answer is not wanted any more: the run was cancelled. */
  signal: AbortSignal;
}

/** Answers a request. A rejected promise, or `null`, is the end of the input: what asked fails. */
export type InputHandler = (request: InputRequest) => string | null | Promise<string | null>;

export interface ExecuteOptions {
  /** The path of the file whose content this is: functions beside it are found, errors name it. */
  name?: string;
  /** For a file of functions: what its first function is called with. */
  arguments?: string[];
  /** For this run; those of the session unless given. */
  limits?: Limits;
  /** Aborting cancels the run. */
  signal?: AbortSignal;
}

export interface ExecutionResult {
  /** Everything printed on standard output. */
  printed: string;
  /** Names of the variables there are now. */
  variables: string[];
  /** Units of work done. */
  fuel: number;
  /** The status given to `exit`, if that ended the run. */
  exitCode?: number;
}

/** A call that was under way, the innermost first. */
export interface StackFrame {
  function: string;
  file?: string;
  line: number;
  column: number;
}

export type ErrorKind =
  | 'syntax' | 'runtime' | 'cancelled' | 'fuel' | 'time' | 'memory' | 'output' | 'files' | 'depth' | 'busy' | 'internal'
  /** The session was disposed of. */
  | 'disposed';

export interface VariableInfo {
  name: string;
  class: string;
  size: number[];
  bytes: number;
  /** In one line: the elements of small arrays, else size and class. */
  preview: string;
  complex: boolean;
  sparse: boolean;
}

export type TypedArray =
  | Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array
  | Int32Array | Uint32Array | BigInt64Array | BigUint64Array;

/**
 * A value of the language. Double scalars are numbers, logical scalars booleans, int64 scalars bigints, char rows
 * strings, structs plain objects; a string (class `string`) is a `StringArray` of one. The other way, typed arrays and arrays of numbers are rows, other arrays
 * cell rows, and `null` is `[]`.
 */
export type Value =
  | number | boolean | bigint | string | null | undefined
  | NumericArray | SparseArray | CellArray | StringArray | StructArray | Opaque
  | TypedArray | ArrayBuffer | Value[] | { [field: string]: Value };

export interface RegisterOptions {
  /** What `help` shows. */
  documentation?: string;
  /** Units of work that a call is charged. */
  fuel?: number;
  /** The function gives an array of results, as many as are wanted; it is told how many by `this.results`. */
  multiple?: boolean;
}

/** Called with the arguments as values; `this.results` says how many results are wanted. */
export type PageFunction = (this: { results: number }, ...args: any[]) => Value | void | Promise<Value | void>;

export interface Session {
  readonly dialect: Dialect;
  /** Runs a program. Rejects with a `RunMatError`. One run at a time. */
  execute(code: string, options?: ExecuteOptions): Promise<ExecutionResult>;
  /** Stops the run under way; its clean-up code still runs. */
  cancel(): void;
  /** Gives the run under way more fuel. */
  refuel(units: number): void;
  /** For later runs. */
  setLimits(limits: Limits): void;
  /** Who answers what programs ask. Without anybody there is no input. */
  setInputHandler(handler: InputHandler | null): void;
  /** Calls back with each piece of text that is printed, about ten times a second with the state of a run, and when a
   * run has begun or ended. The result ends that. */
  on(event: 'output', listener: (event: OutputEvent) => void): () => void;
  on(event: 'progress', listener: (event: ProgressEvent) => void): () => void;
  on(event: 'state', listener: (running: boolean) => void): () => void;
  readonly running: boolean;
  /** A variable of the workspace, or of the function that runs; `undefined` when there is none. */
  get(name: string): Promise<Value | undefined>;
  /** Sets a variable of the workspace; `dims` gives typed arrays another size than a row. */
  set(name: string, value: Value, dims?: number[]): Promise<void>;
  /** All variables. Also while a program runs. */
  variables(): Promise<VariableInfo[]>;
  /** A variable as `disp` prints it, objects by the code of their classes. Also while a program runs. */
  show(name: string): Promise<string | undefined>;
  /** Makes a function of the page one of the language's. Programs wait for promises. What it throws is an error there,
   * with the property `identifier` of what was thrown. */
  register(name: string, fn: PageFunction, options?: RegisterOptions): Promise<void>;
  /** What is wrong with a text, without running it. */
  check(code: string, name?: string): Promise<Diagnostic[]>;
  /** How a text may go on at a place: variables, functions, reserved words, fields; files inside of quotes. */
  complete(code: string, offset: number): Promise<Completion[]>;
  /** The pieces of a text, for colours. */
  highlight(code: string): Promise<Token[]>;
  readonly files: FileSystem;
  /** Cancels what runs, then gives everything up. Settled when that is done. */
  dispose(): Promise<void>;
}

/** Places are counted in UTF-16 units, lines and columns from 1. */
export interface Diagnostic {
  from: number;
  to: number;
  line: number;
  column: number;
  severity: 'error' | 'warning';
  message: string;
  hint?: string;
}

export interface Completion {
  /** What replaces the text from `from` on. */
  label: string;
  from: number;
  kind: 'variable' | 'function' | 'keyword' | 'file' | 'field';
  detail?: string;
  documentation?: string;
}

export type TokenKind =
  | 'keyword' | 'variable' | 'field' | 'number' | 'string' | 'comment' | 'operator' | 'bracket' | 'separator'
  | 'invalid' | 'function';

export interface Token {
  from: number;
  to: number;
  kind: TokenKind;
}

/**
 * Files for programs and pages. Paths begin at `/`. Inside, everything is in memory, since programs do not wait for
 * files; what is kept elsewhere is written behind (`flush` waits for that).
 */
export interface FileSystem {
  /** The content. */
  read(path: string): Promise<Uint8Array>;
  readText(path: string): Promise<string>;
  /** Writes a file whole, and makes the folders it lies in. */
  write(path: string, data: Uint8Array | string | Blob): Promise<void>;
  /** The entries of a folder, by name. */
  list(path: string): Promise<FileEntry[]>;
  /** What is known of a file; `undefined` when there is none. */
  stat(path: string): Promise<FileEntry | undefined>;
  /** Removes a file, or a folder with all in it. */
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Waits until everything that was written is where it is kept. */
  flush(): Promise<void>;
  /** Calls back when a file has changed, whoever did it. The result ends that. */
  on(event: 'change', listener: (path: string) => void): () => void;
  /** The same files as the engine uses them. */
  readonly store: FileStore;
}

export interface FileEntry {
  name: string;
  path: string;
  folder: boolean;
  size: number;
  /** Milliseconds since 1970-01-01 UTC. */
  modified: number;
}

/** Files as the engine uses them: at once. What fails throws a `FileError`. */
export interface FileStore {
  stat(path: string): { folder: boolean; size: number; modified: number } | undefined;
  read(path: string): Uint8Array;
  write(path: string, data: Uint8Array): void;
  list(path: string): string[];
  makeFolder(path: string): void;
  /** A file or an empty folder. */
  remove(path: string): void;
  rename(from: string, to: string): void;
  flush(): Promise<void>;
  listen(listener: (path: string) => void): () => void;
}
