/** What `cargo xtask web` makes of the crate `runmat-wasm`: each call of `instantiate` gives an instance of its own. */

export interface Engine {
  begin(code: string, name: string | undefined, arguments_: string[]): void;
  turn(): number;
  cancel(): boolean;
  refuel(units: number): void;
  fuel(): number;
  outOfFuel(): boolean;
  setLimits(limits: unknown): void;
  answer(number: number, text: string | undefined): void;
  answerCall(number: number, results: unknown[]): void;
  failCall(number: number, identifier: string, message: string): void;
  respond(number: number, status: number, reason: string, headers: [string, string][], body: Uint8Array): void;
  failRequest(number: number, kind: string, message: string, most: number): void;
  get(name: string): any;
  set(name: string, value: unknown, dims: number[] | undefined): void;
  names(): string[];
  variables(number: number): void;
  show(number: number, name: string): void;
  register(name: string, documentation: string | undefined, fuel: number): void;
  check(code: string): any[];
  complete(code: string, at: number): { from: number; quoted: boolean; folder?: string; candidates: any[] };
  highlight(code: string): Uint32Array;
  storeFiles(): void;
}

export interface Glue {
  (options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Engine: new (options: unknown) => Engine;
}

export function instantiate(host: object): Glue;
