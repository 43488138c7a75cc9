/**
 * RunMat in pages, workers and Node: MATLAB and Octave programs as promises, on the page's own thread, without freezing
 * it.
 *
 *     const session = await createSession({ onOutput: e => console.log(e.text) });
 *     const result = await session.execute('x = magic(4)');
 *     const x = await session.get('x');
 */

import { load } from './module.js';
import { LocalSession } from './session.js';
import type { Session, SessionOptions } from './types.js';
import { WorkerSession } from './worker/session.js';

export * from './types.js';
export { RunMatError } from './errors.js';
export { FileError, type FileErrorCode } from './files/store.js';
export { memoryFiles } from './files/memory.js';
export { mounted } from './files/mounted.js';
export { fetchedFiles } from './files/fetched.js';
export { persistentFiles } from './files/persistent.js';
export { CellArray, NumericArray, Opaque, SparseArray, StringArray, StructArray, type NumericClass } from './values.js';

/** A new session, with a workspace and memory of its own. */
export async function createSession(options: SessionOptions = {}): Promise<Session> {
  return options.worker ? WorkerSession.create(options) : LocalSession.create(options);
}

/** Begins to load the module, so that the first session is there sooner. */
export async function preload(wasm?: SessionOptions['wasm']): Promise<void> {
  await load(wasm);
}
