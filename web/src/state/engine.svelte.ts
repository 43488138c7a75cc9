import { createSession, type Dialect, type FileSystem, type InputRequest, type RunMatError, type Session, type VariableInfo } from 'runmat';
import type { Announcer } from './announcer.svelte';
import { Inspector } from './inspect';
import { parts, placesOf } from './places';
import type { Sheet } from './sheet';
import { Block, type Transcript } from './transcript.svelte';

export type Phase = 'loading' | 'ready' | 'running' | 'waiting' | 'failed';

/** What a program asks the user. */
export interface Question {
  expects: InputRequest['expects'];
  prompt: string;
  answer: (text: string) => void;
}

export interface Progress {
  fuel: number;
  seconds: number;
}

const NOTHING: Progress = { fuel: 0, seconds: 0 };
const LOOK_AGAIN_MS = 500;

/** The session of the playground, and what is going on in it. */
export class Engine {
  session = $state.raw<Session | null>(null);
  phase = $state<Phase>('loading');
  failure = $state('');
  dialect = $state<Dialect>('matlab');
  progress = $state.raw<Progress>(NOTHING);
  question = $state.raw<Question | null>(null);
  variables = $state.raw<VariableInfo[]>([]);
  readonly #files: FileSystem;
  readonly #transcript: Transcript;
  readonly #announcer: Announcer;
  readonly #inspector = new Inspector();
  /** Settled when no variable is being looked into. */
  #inspecting: Promise<unknown> = Promise.resolve();
  #looked = 0;
  /** How often a session was asked for: only the last one counts. */
  #starts = 0;

  constructor(files: FileSystem, transcript: Transcript, announcer: Announcer) {
    this.#files = files;
    this.#transcript = transcript;
    this.#announcer = announcer;
  }

  get busy(): boolean {
    return this.phase === 'running' || this.phase === 'waiting';
  }

  get usable(): boolean {
    return this.phase !== 'loading' && this.phase !== 'failed';
  }

  /** A new session; the variables of the old one are gone, its files stay. */
  async start(dialect: Dialect): Promise<void> {
    const turn = (this.#starts += 1);
    void this.session?.dispose();
    this.session = null;
    this.phase = 'loading';
    this.dialect = dialect;
    this.question = null;
    this.variables = [];
    try {
      const session = await createSession({
        dialect,
        files: this.#files,
        onOutput: ({ stream, text }) => this.#transcript.write(stream, text),
      });
      session.on('progress', (progress) => this.#advance(progress));
      session.setInputHandler((request) => this.#ask(request));
      await this.#inspector.attach(session);
      if (turn !== this.#starts) return void session.dispose();
      this.session = session;
      this.phase = 'ready';
    } catch (error) {
      if (turn !== this.#starts) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.phase = 'failed';
    }
  }

  /** Runs a program. `shown` is what the command window says was typed; `file` names the program in errors. */
  async run(code: string, shown: string, file?: string): Promise<void> {
    const { session } = this;
    if (!session || this.phase !== 'ready') return;
    this.phase = 'running';
    await this.#inspecting;
    this.progress = NOTHING;
    this.#transcript.add(new Block('command', shown, { lead: '>>' }));
    const before = this.#transcript.lastId;
    const began = performance.now();
    try {
      const result = await session.execute(code, file === undefined ? {} : { name: file });
      this.progress = { fuel: result.fuel, seconds: (performance.now() - began) / 1000 };
      if (result.exitCode !== undefined) this.#note(`The program ended with exit code ${result.exitCode}.`);
    } catch (error) {
      this.#fail(error, file ?? '');
    }
    if (this.session !== session) return;
    this.#transcript.flush();
    this.question = null;
    this.phase = 'ready';
    this.#announcer.output(this.#transcript.textSince(before));
    await this.look();
  }

  stop(): void {
    this.question = null;
    this.session?.cancel();
  }

  /** Reads the list of variables anew. */
  async look(): Promise<void> {
    this.#looked = performance.now();
    const { session } = this;
    const variables = await session?.variables().catch(() => null);
    if (variables && session === this.session) this.variables = variables;
  }

  /** A variable as a table, or as text. */
  async inspect(name: string): Promise<Sheet | string> {
    const { session } = this;
    if (!session) return '';
    const looking = this.#inspecting.then(() => this.#inspector.look(session, name, this.phase === 'ready'));
    this.#inspecting = looking.catch(() => undefined);
    return looking;
  }

  #advance(progress: Progress): void {
    this.progress = progress;
    if (performance.now() - this.#looked > LOOK_AGAIN_MS) void this.look();
  }

  #ask(request: InputRequest): Promise<string> {
    const lines = request.prompt.split('\n');
    const prompt = lines.pop() ?? '';
    if (lines.length > 0) this.#transcript.write('stdout', lines.join('\n') + '\n');
    this.#transcript.flush();
    this.phase = 'waiting';
    this.#announcer.say(prompt || 'The program waits for a key.', 'now');
    void this.look();
    return new Promise((resolve) => {
      request.signal.addEventListener('abort', () => (this.question = null));
      this.question = {
        expects: request.expects,
        prompt,
        answer: (text) => {
          const echo = request.kind === 'key' ? '' : request.echo ? text : '•'.repeat(text.length);
          if (request.kind !== 'key') this.#transcript.add(new Block('answer', echo, { lead: prompt }));
          this.question = null;
          this.phase = 'running';
          resolve(text);
        },
      };
    });
  }

  #fail(error: unknown, file: string): void {
    if (!isRunMatError(error)) {
      this.#transcript.add(new Block('error', error instanceof Error ? error.message : String(error)));
      return;
    }
    if (error.kind === 'cancelled') {
      this.#note('Stopped.');
      return;
    }
    const places = file ? placesOf(error, file) : placesOf(error, '').filter((place) => place.file !== '');
    const block = new Block('error', error.report.trimEnd(), { places });
    this.#transcript.add(block);
    const [first] = parts(block.text, places).filter((part) => part.place);
    this.#announcer.say(`Error: ${error.message}${first ? `, ${first.text}` : ''}`, 'now');
  }

  #note(text: string): void {
    this.#transcript.add(new Block('note', text));
  }
}

function isRunMatError(error: unknown): error is RunMatError {
  return error instanceof Error && 'report' in error && 'frames' in error;
}
