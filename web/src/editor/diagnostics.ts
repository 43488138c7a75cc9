import { linter, type Diagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { isRefresh, type Sessions } from './highlight';

const WAIT_MS = 350;

/** Squiggles under what the engine would refuse, or has doubts about. */
export function diagnostics(sessions: Sessions, name: () => string): Extension {
  return linter(
    async (view): Promise<Diagnostic[]> => {
      const { doc } = view.state;
      const found = (await sessions()?.check(doc.toString(), name()).catch(() => null)) ?? [];
      return found.map(({ from, to, severity, message, hint }) => {
        const start = Math.min(from, doc.length);
        const end = Math.min(Math.max(to, from + 1), doc.length);
        return { from: start, to: Math.max(start, end), severity, message: hint ? `${message}\n${hint}` : message };
      });
    },
    { delay: WAIT_MS, needsRefresh: isRefresh },
  );
}
