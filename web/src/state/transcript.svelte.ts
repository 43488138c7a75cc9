import type { Place } from './places';
import { write } from './screen';

export type BlockKind = 'command' | 'stdout' | 'stderr' | 'error' | 'answer' | 'note';

/** A piece of the command window. */
export class Block {
  static #count = 0;
  readonly id = ++Block.#count;
  readonly kind: BlockKind;
  /** What stands before the text: the prompt of a command, the question of an answer. */
  readonly lead: string;
  /** The places that an error speaks of. */
  readonly places: Place[];
  text = $state('');
  column: number | null = null;

  constructor(kind: BlockKind, text = '', more: { lead?: string; places?: Place[] } = {}) {
    this.kind = kind;
    this.text = text;
    this.lead = more.lead ?? '';
    this.places = more.places ?? [];
  }

  /** How many lines there are; the last one may be empty. */
  get lines(): number {
    return 1 + breaks(this.text);
  }
}

function breaks(text: string): number {
  let count = 0;
  for (let k = text.indexOf('\n'); k >= 0; k = text.indexOf('\n', k + 1)) count += 1;
  return count;
}

const MOST_LINES = 5000;
const BLOCK_LINES = 100;
const BLOCK_CHARACTERS = 20_000;
// So much is shown in one frame; of what comes faster than that, only the end is kept.
const FRAME_CHARACTERS = 8_000;
const MOST_WAITING = 400_000;

interface Piece {
  kind: 'stdout' | 'stderr';
  text: string;
}

/** What the command window shows. Output is gathered, and shown once per frame. */
export class Transcript {
  blocks = $state.raw<Block[]>([]);
  /** Lines that were dropped at the top. */
  dropped = $state(0);
  /** Grows whenever something new is shown. */
  revision = $state(0);
  #waiting: Piece[] = [];
  #waitingLength = 0;
  #scheduled = false;

  write(kind: 'stdout' | 'stderr', text: string): void {
    for (let at = 0; at < text.length; at += FRAME_CHARACTERS) this.#wait(kind, text.slice(at, at + FRAME_CHARACTERS));
    this.#schedule();
  }

  add(block: Block): void {
    this.flush();
    this.#push(block);
    this.#trim();
  }

  clear(): void {
    this.#waiting = [];
    this.#waitingLength = 0;
    this.blocks = [];
    this.dropped = 0;
    this.revision += 1;
  }

  /** Shows all that waits. */
  flush(): void {
    this.#showSome(Infinity);
  }

  /** The text since a block, for those who listen rather than look. */
  textSince(id: number): string {
    const blocks = this.blocks.filter((block) => block.id > id && block.kind !== 'command');
    return blocks.map((block) => block.text).join('\n');
  }

  get lastId(): number {
    return this.blocks.at(-1)?.id ?? 0;
  }

  #wait(kind: Piece['kind'], text: string): void {
    const last = this.#waiting.at(-1);
    if (last?.kind === kind && last.text.length < FRAME_CHARACTERS) last.text += text;
    else this.#waiting.push({ kind, text });
    this.#waitingLength += text.length;
    while (this.#waitingLength > MOST_WAITING) this.#drop();
  }

  #drop(): void {
    const piece = this.#waiting.shift();
    this.#waitingLength -= piece?.text.length ?? 0;
    this.dropped += breaks(piece?.text ?? '');
  }

  #showSome(most: number): void {
    if (this.#waiting.length === 0) return;
    for (let shown = 0; shown < most; ) {
      const piece = this.#waiting.shift();
      if (!piece) break;
      this.#waitingLength -= piece.text.length;
      shown += piece.text.length;
      this.#show(piece);
    }
    this.#trim();
    this.revision += 1;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const show = () => {
      this.#scheduled = false;
      this.#showSome(document.hidden ? Infinity : FRAME_CHARACTERS);
      if (this.#waiting.length > 0) this.#schedule();
    };
    // A hidden page has no frames.
    if (document.hidden) setTimeout(show, 100);
    else requestAnimationFrame(show);
  }

  #show(piece: Piece): void {
    for (const text of portions(piece.text)) {
      const last = this.blocks.at(-1);
      const fits = last?.kind === piece.kind && !isFull(last);
      let block = fits ? last : new Block(piece.kind);
      const written = write(block, text);
      if (written.cleared) {
        this.blocks = [];
        this.dropped = 0;
        block = new Block(piece.kind);
      }
      block.text = written.text;
      block.column = written.column;
      if (block !== last) this.#push(block);
    }
  }

  #push(block: Block): void {
    this.blocks = [...this.blocks, block];
    this.revision += 1;
  }

  #trim(): void {
    let lines = this.blocks.reduce((sum, block) => sum + block.lines, 0);
    let first = 0;
    for (; lines > MOST_LINES && first < this.blocks.length - 1; first += 1) {
      const gone = this.blocks[first]?.lines ?? 0;
      lines -= gone;
      this.dropped += gone;
    }
    if (first > 0) this.blocks = this.blocks.slice(first);
  }
}

/** Whether text goes on in another block: after many lines, or in the middle of a line without end. */
function isFull(block: Block): boolean {
  if (!block.text.endsWith('\n')) return block.text.length > 2 * BLOCK_CHARACTERS;
  return block.text.length > BLOCK_CHARACTERS || block.lines > BLOCK_LINES;
}

/** A text in portions of some lines each. */
function* portions(text: string): Generator<string> {
  let start = 0;
  let lines = 0;
  for (let k = text.indexOf('\n'); k >= 0; k = text.indexOf('\n', k + 1)) {
    lines += 1;
    if (lines < BLOCK_LINES) continue;
    yield text.slice(start, k + 1);
    start = k + 1;
    lines = 0;
  }
  if (start < text.length) yield text.slice(start);
}
