/** In the worker: a session of its own, told by the page what to do. */

import { memoryFiles } from '../files/memory.js';
import { Mirror, type Update } from '../files/mirror.js';
import { LocalSession } from '../session.js';
import type { InputRequest, SessionOptions } from '../types.js';
import { Line } from './protocol.js';

declare const self: Pick<Worker, 'postMessage'> & { onmessage: unknown };

let session: LocalSession;
let mirror: Mirror;
let asked = 0;

const line: Line = new Line(self, answer, hear);

function answer(method: string, args: any[]): unknown {
  switch (method) {
    case 'create':
      return create(args[0], args[1]);
    case 'register':
      return session.register(args[0], forwarded(args[0]), { ...args[1], multiple: true });
    case 'execute':
      return session.execute(args[0], args[1]);
    default:
      return (session as any)[method](...args);
  }
}

async function create(options: SessionOptions, files: Update[]): Promise<void> {
  const own = memoryFiles();
  mirror = new Mirror(own.store, update => line.tell('file', update));
  files.forEach(update => mirror.apply(update));
  session = await LocalSession.create({ ...options, files: own });
  session.on('output', event => line.tell('output', event));
  session.on('progress', event => line.tell('progress', event));
  session.setInputHandler(ask);
}

function ask({ signal, ...request }: InputRequest): Promise<string | null> {
  const number = ++asked;
  signal.addEventListener('abort', () => line.tell('withdrawn', number));
  return line.call('ask', number, request);
}

/** A function of the page, called across. */
function forwarded(name: string) {
  return function (this: { results: number }, ...args: unknown[]): Promise<any> {
    return line.call('called', name, this.results, args);
  };
}

function hear(topic: string, value: any): void {
  if (topic === 'file') mirror.apply(value);
  else if (topic === 'cancel') session.cancel();
  else if (topic === 'refuel') session.refuel(value);
  else if (topic === 'limits') session.setLimits(value);
}

export {};
