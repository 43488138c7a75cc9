import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { Completion as Offer } from 'runmat';
import type { Sessions } from './highlight';

const TYPES: Record<Offer['kind'], string> = {
  variable: 'variable',
  function: 'function',
  keyword: 'keyword',
  field: 'property',
  file: 'text',
};

// What is nearest comes first.
const BOOST: Record<Offer['kind'], number> = { field: 3, variable: 2, file: 1, function: 0, keyword: 0 };

function option({ label, kind, detail, documentation }: Offer): Completion {
  return { label, type: TYPES[kind], boost: BOOST[kind], ...(detail && { detail }), ...(documentation && { info: documentation }) };
}

/** Names in reach, as the engine sees them. */
export function completion(sessions: Sessions, options: { whileTyping: boolean }): Extension {
  async function offers(context: CompletionContext): Promise<CompletionResult | null> {
    const word = context.matchBefore(/[A-Za-z_]\w*/);
    const afterStep = context.matchBefore(/\.$|['"][^'"]*\/$/);
    if (!context.explicit && !afterStep && (!word || word.text.length < 2)) return null;
    const found = (await sessions()?.complete(context.state.doc.toString(), context.pos).catch(() => null)) ?? [];
    if (found.length === 0) return null;
    const [first] = found;
    const validFor = first?.kind === 'file' ? /^[^'"/]*$/ : /^\w*$/;
    return { from: first?.from ?? context.pos, options: found.map(option), validFor };
  }
  return autocompletion({ override: [offers], activateOnTyping: options.whileTyping, icons: true, maxRenderedOptions: 60 });
}
