import { acceptCompletion, closeBrackets, closeBracketsKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
  rectangularSelection,
} from '@codemirror/view';
import { completion } from './completion';
import { diagnostics } from './diagnostics';
import { highlighting, type Sessions } from './highlight';
import { language } from './language';
import { theme } from './theme';

const common: Extension = [
  Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  theme,
  language,
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  EditorState.allowMultipleSelections.of(true),
];

export interface FileOptions {
  sessions: Sessions;
  /** The path of the file, which may change. */
  path: () => string;
  onChange: (text: string) => void;
  onRun: (selection: string) => void;
  onCursor: (line: number, column: number) => void;
}

/** The editor of a file. */
export function fileEditor({ sessions, path, onChange, onRun, onCursor }: FileOptions): Extension {
  const run = (view: EditorView, selected: boolean): boolean => {
    const { from, to } = view.state.selection.main;
    onRun(selected ? view.state.sliceDoc(from, to) : '');
    return true;
  };
  return [
    Prec.high(
      keymap.of([
        { key: 'Mod-Enter', run: (view) => run(view, false) },
        { key: 'Shift-Mod-Enter', run: (view) => run(view, true) },
      ]),
    ),
    common,
    lineNumbers(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    dropCursor(),
    rectangularSelection(),
    search({ top: true }),
    highlighting(sessions),
    diagnostics(sessions, path),
    completion(sessions, { whileTyping: true }),
    keymap.of([...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.contentAttributes.of(() => ({ 'aria-label': `Editor, ${path()}`, tabindex: '0' })),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) onCursor(...placeOf(update.state));
    }),
  ];
}

export function placeOf(state: EditorState): [line: number, column: number] {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return [line.number, head - line.from + 1];
}

/** What the prompt is for now: commands, or the answer to a question. */
export type PromptMode = 'command' | 'expression' | 'answer' | 'busy';

export interface PromptOptions {
  sessions: Sessions;
  label: () => string;
  /** False when the text can't be taken now: it stays. */
  onSubmit: (text: string) => boolean;
  onWalk: (step: -1 | 1, shown: string) => string | null;
  onInterrupt: () => boolean;
  onClear: () => void;
  onScroll: (pages: -1 | 1) => void;
  onType: () => void;
}

export interface PromptEditor {
  extension: Extension;
  modeEffect: (mode: PromptMode) => ReturnType<Compartment['reconfigure']>;
}

/** The prompt of the command window: one line, more with Shift-Enter. */
export function promptEditor(options: PromptOptions): PromptEditor {
  const mode = new Compartment();
  const { sessions, label } = options;
  const code = [highlighting(sessions), completion(sessions, { whileTyping: false })];
  const inMode: Record<PromptMode, Extension> = {
    command: [code, placeholder('Type a command')],
    expression: [code, placeholder('Type a value')],
    answer: [placeholder('Type an answer')],
    busy: [code, placeholder('Running… Ctrl+C stops')],
  };
  const extension = [
    Prec.high(keymap.of(promptKeys(options))),
    common,
    mode.of(inMode.command),
    EditorView.lineWrapping,
    Prec.highest(EditorView.contentAttributes.of(() => ({ 'aria-label': label(), tabindex: '0' }))),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.transactions.some((t) => t.isUserEvent('input') || t.isUserEvent('delete'))) options.onType();
    }),
  ];
  return { extension, modeEffect: (name) => mode.reconfigure(inMode[name]) };
}

function promptKeys({ onSubmit, onWalk, onInterrupt, onClear, onScroll }: PromptOptions): Parameters<typeof keymap.of>[0] {
  const replace = (view: EditorView, text: string) =>
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length }, scrollIntoView: true });
  const walk = (view: EditorView, step: -1 | 1): boolean => {
    const { state } = view;
    const line = state.doc.lineAt(state.selection.main.head).number;
    if (line !== (step < 0 ? 1 : state.doc.lines)) return false;
    const text = onWalk(step, state.doc.toString());
    if (text !== null) replace(view, text);
    return true;
  };
  return [
    {
      key: 'Enter',
      run: (view) => {
        if (onSubmit(view.state.doc.toString())) replace(view, '');
        return true;
      },
      shift: () => false,
    },
    { key: 'ArrowUp', run: (view) => walk(view, -1) },
    { key: 'ArrowDown', run: (view) => walk(view, 1) },
    { key: 'PageUp', run: () => (onScroll(-1), true) },
    { key: 'PageDown', run: () => (onScroll(1), true) },
    { key: 'Tab', run: (view) => /[\w.]$/.test(view.state.sliceDoc(0, view.state.selection.main.head)) && startCompletion(view) },
    { key: 'Ctrl-c', run: (view) => view.state.selection.main.empty && onInterrupt() },
    { key: 'Ctrl-l', run: () => (onClear(), true) },
    { key: 'Escape', run: (view) => view.state.doc.length > 0 && (replace(view, ''), true) },
  ];
}
