/** What the two sides of a worker say to each other: calls with numbers, answers to them, and news. */

import { failure, RunMatError, type Failure } from '../errors.js';
import { revived } from '../values.js';

export type Message =
  | { type: 'call'; number: number; method: string; args: unknown[] }
  | { type: 'answer'; number: number; value?: unknown; error?: Thrown }
  | { type: 'news'; topic: string; value: unknown };

/** An error on its way. */
interface Thrown {
  message: string;
  identifier?: string;
  failure?: Failure & { printed: string };
}

/** One side of a worker. */
export class Line {
  private last = 0;
  private waiting = new Map<number, { resolve: (value: any) => void; reject: (error: unknown) => void }>();
  private closed: unknown;

  /** `answer` does what the other side asks for; `hear` gets its news. */
  constructor(
    private port: Pick<Worker, 'postMessage'> & { onmessage: unknown },
    private answer: (method: string, args: any[]) => unknown,
    private hear: (topic: string, value: any) => void,
  ) {
    port.onmessage = (event: MessageEvent<Message>) => this.receive(event.data);
  }

  call<T>(method: string, ...args: unknown[]): Promise<T> {
    if (this.closed) return Promise.reject(this.closed);
    return new Promise((resolve, reject) => {
      const number = ++this.last;
      this.waiting.set(number, { resolve, reject });
      try {
        this.port.postMessage({ type: 'call', number, method, args } satisfies Message);
      } catch (error) {
        this.waiting.delete(number);
        reject(error);
      }
    });
  }

  tell(topic: string, value: unknown): void {
    if (!this.closed) this.port.postMessage({ type: 'news', topic, value } satisfies Message);
  }

  /** Nothing comes any more: what waits fails. */
  close(why: unknown): void {
    this.closed = why;
    for (const { reject } of this.waiting.values()) reject(why);
    this.waiting.clear();
  }

  private async receive(message: Message): Promise<void> {
    if (message.type === 'news') return this.hear(message.topic, message.value);
    if (message.type === 'call') return this.respond(message.number, message.method, message.args.map(revived));
    const { number, value, error } = message;
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (error) waiting?.reject(thrown(error));
    else waiting?.resolve(revived(value));
  }

  private async respond(number: number, method: string, args: unknown[]): Promise<void> {
    let answer: Message;
    try {
      answer = { type: 'answer', number, value: await this.answer(method, args) };
      this.port.postMessage(answer);
    } catch (error: any) {
      const { identifier, message = String(error) } = error ?? {};
      const of = error instanceof RunMatError ? { failure: error.toFailure() } : {};
      answer = { type: 'answer', number, error: { message, identifier, ...of } };
      this.port.postMessage(answer);
    }
  }
}

function thrown(error: Thrown): Error {
  if (!error.failure) return Object.assign(new Error(error.message), { identifier: error.identifier });
  return Object.assign(new RunMatError(error.failure), { printed: error.failure.printed });
}

/** What is said when a worker is gone. */
export const gone = (why: string) => failure('internal', 'RunMat:InternalError', why);
