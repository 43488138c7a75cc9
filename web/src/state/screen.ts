/** The text of a terminal: lines, of which the last one is still being written. */

const CONTROL = /[\r\b\f\x07\x1b]/;
// Escape sequences: erasing the screen and moving home clear it; colours and the rest are left out.
const ESCAPE = /^\x1b(?:\[([0-9;?]*)([A-Za-z])|[^[])/;

/** A text, and where the next character goes in its last line; null: at the end. */
export interface Screenful {
  text: string;
  column: number | null;
}

/** What came of a piece of text. */
export interface Written extends Screenful {
  /** All that stood there before is gone. */
  cleared: boolean;
}

/** Adds `more` to a text, with carriage returns, backspaces and escape sequences done as a terminal does them. */
export function write({ text, column }: Screenful, more: string): Written {
  if (column === null && !CONTROL.test(more)) return { cleared: false, text: text + more, column };
  const start = text.lastIndexOf('\n') + 1;
  const screen = new Screen(text.slice(0, start), [...text.slice(start)], column);
  screen.write(more);
  return { cleared: screen.cleared, text: screen.text, column: screen.column };
}

class Screen {
  cleared = false;
  #done: string;
  #line: string[];
  #column: number;

  constructor(done: string, line: string[], column: number | null) {
    this.#done = done;
    this.#line = line;
    this.#column = column ?? line.length;
  }

  get column(): number | null {
    return this.#column === this.#line.length ? null : this.#column;
  }

  get text(): string {
    return this.#done + this.#line.join('');
  }

  write(more: string): void {
    for (let k = 0; k < more.length; ) {
      const character = String.fromCodePoint(more.codePointAt(k) ?? 0);
      if (character === '\x1b') {
        const escape = ESCAPE.exec(more.slice(k, k + 32));
        if (escape) this.#escape(escape[2], escape[1] ?? '');
        k += escape ? escape[0].length : 1;
        continue;
      }
      this.#put(character);
      k += character.length;
    }
  }

  #put(character: string): void {
    switch (character) {
      case '\n':
        this.#done += this.#line.join('') + '\n';
        this.#line = [];
        this.#column = 0;
        break;
      case '\r':
        this.#column = 0;
        break;
      case '\b':
        this.#column = Math.max(0, this.#column - 1);
        break;
      case '\f':
        this.#clear();
        break;
      case '\x07':
        break;
      default:
        this.#line[this.#column++] = character;
    }
  }

  #escape(verb: string | undefined, argument: string): void {
    if ((verb === 'J' && argument !== '' && argument !== '0') || verb === 'H') this.#clear();
    if (verb === 'K') this.#line.length = Math.min(this.#line.length, this.#column);
  }

  #clear(): void {
    this.cleared = true;
    this.#done = '';
    this.#line = [];
    this.#column = 0;
  }
}
