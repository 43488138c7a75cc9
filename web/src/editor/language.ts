import { indentService, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { wordsOf } from './highlight';

const words = (list: string) => new Set(list.split(' '));
const OPENING = words(
  'if for parfor while switch try function do unwind_protect arguments classdef properties methods events enumeration async',
);
const BETWEEN = words('else elseif case otherwise catch unwind_protect_cleanup');
const CLOSING = words(
  'end endif endfor endparfor endwhile endswitch endfunction end_try_catch end_unwind_protect endclassdef until',
);

/** How many more blocks a line opens than it closes; those closed at its beginning have moved the line already. */
function opened(state: EditorState, from: number, to: number): number {
  let depth = 0;
  for (const word of wordsOf(state, from, to)) {
    if (OPENING.has(word)) depth += 1;
    else if (CLOSING.has(word)) depth -= 1;
  }
  const first = firstWord(state.sliceDoc(from, to));
  if (BETWEEN.has(first) || CLOSING.has(first)) depth += 1;
  return CLOSING.has(first) ? Math.max(0, depth - 1) : depth;
}

/** A word at the beginning of a line: none of those that matter here can be the name of something. */
function firstWord(line: string): string {
  return /^\s*([A-Za-z_]+)/.exec(line)?.[1] ?? '';
}

/** The last line that is not blank before a place, which may be a break that is only about to be made. */
function lineAbove(state: EditorState, position: number): { from: number; to: number } | null {
  for (let line = state.doc.lineAt(position); ; line = state.doc.line(line.number - 1)) {
    const to = Math.min(line.to, position);
    if (/\S/.test(state.sliceDoc(line.from, to))) return { from: line.from, to };
    if (line.number === 1) return null;
  }
}

/** Blocks are indented by what the engine's own lexer says are keywords. */
const indentation = indentService.of((context, position) => {
  const line = context.lineAt(position);
  const end = line.from === context.simulatedBreak ? line.from : line.from - 1;
  const above = end < 0 ? null : lineAbove(context.state, end);
  if (!above) return 0;
  let steps = Math.sign(opened(context.state, above.from, above.to));
  const first = firstWord(line.text);
  if (BETWEEN.has(first) || CLOSING.has(first)) steps -= 1;
  return Math.max(0, context.lineIndent(above.from) + steps * context.unit);
});

/** What the editor knows of the language besides what the engine tells it. */
export const language: Extension = [
  indentUnit.of('    '),
  indentation,
  EditorState.languageData.of(() => [
    {
      commentTokens: { line: '%' },
      closeBrackets: { brackets: ['(', '[', '{', '"'], before: ')]};,' },
      indentOnInput: /^\s*(?:end\w*|else|elseif|case|otherwise|catch|until)$/,
    },
  ]),
];
