/** Failed runs as errors of JavaScript. */

import type { ErrorKind, StackFrame } from './types.js';

/** What the engine tells of a failure. */
export interface Failure {
  kind: ErrorKind;
  identifier: string;
  message: string;
  report: string;
  frames?: StackFrame[];
  line?: number;
  column?: number;
}

/** Why a run gave no result. */
export class RunMatError extends Error {
  override readonly name = 'RunMatError';
  readonly kind: ErrorKind;
  /** `area:what`, or empty. */
  readonly identifier: string;
  /** The calls that were under way, the innermost first. */
  readonly frames: StackFrame[];
  /** As the command line shows it. */
  readonly report: string;
  /** Where, from 1, if it has a place. */
  readonly line?: number;
  readonly column?: number;
  /** What was printed before. */
  printed = '';

  constructor(failure: Failure) {
    super(failure.message);
    this.kind = failure.kind;
    this.identifier = failure.identifier;
    this.frames = failure.frames ?? [];
    this.report = failure.report;
    this.line = failure.line;
    this.column = failure.column;
    if (this.frames.length) {
      const calls = this.frames.map(f => `    at ${f.function || 'script'} (${f.file || 'text'}:${f.line}:${f.column})`);
      this.stack = [`${this.name}: ${this.message}`, ...calls].join('\n');
    }
  }

  /** What travels to another worker. */
  toFailure(): Failure & { printed: string } {
    const { kind, identifier, message, report, frames, line, column, printed } = this;
    return { kind, identifier, message, report, frames, line, column, printed };
  }
}

/** An error of the package's own. */
export function failure(kind: ErrorKind, identifier: string, message: string): RunMatError {
  return new RunMatError({ kind, identifier, message, report: `Error: ${message}\n` });
}
