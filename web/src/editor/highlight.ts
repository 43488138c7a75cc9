import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { Session, Token } from 'runmat';

/** Gives the session of the moment; there is none before the engine is loaded. */
export type Sessions = () => Session | null;

const LONGEST = 500_000;

/** The session is another one: ask it anew. */
export const refresh = StateEffect.define<null>();

export const isRefresh = (update: ViewUpdate): boolean =>
  update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(refresh)));

const setTokens = StateEffect.define<DecorationSet>();

const marks = new Map<string, Decoration>();

function mark(kind: string): Decoration {
  let found = marks.get(kind);
  if (!found) marks.set(kind, (found = Decoration.mark({ class: `m-${kind}`, kind })));
  return found;
}

const tokens = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTokens)) return effect.value;
    return set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The keywords between two places, in order. */
export function wordsOf(state: EditorState, from: number, to: number): string[] {
  const words: string[] = [];
  state.field(tokens, false)?.between(from, to, (start, end, { spec }) => {
    if ((spec as { kind?: string }).kind === 'keyword' && start >= from && end <= to) words.push(state.sliceDoc(start, end));
  });
  return words;
}

function decorations(list: Token[], length: number): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, kind } of list) if (from < to && to <= length) builder.add(from, to, mark(kind));
  return builder.finish();
}

/** Colours by the engine's own lexer. Until it has answered, the colours move with the text. */
export function highlighting(sessions: Sessions): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      #asked = 0;

      constructor(view: EditorView) {
        this.#ask(view);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || isRefresh(update)) this.#ask(update.view);
      }

      #ask(view: EditorView): void {
        const { doc } = view.state;
        const turn = (this.#asked += 1);
        const session = sessions();
        if (!session || doc.length > LONGEST) return;
        session
          .highlight(doc.toString())
          .then((list) => {
            if (turn !== this.#asked || view.state.doc !== doc) return;
            view.dispatch({ effects: setTokens.of(decorations(list, doc.length)) });
          })
          .catch(() => undefined);
      }
    },
  );
  return [tokens, plugin];
}
