import { isStrings, recall, remember } from './storage';

const MOST = 500;

/** The commands typed so far. Walking through them keeps to those that begin like what stands in the prompt. */
export class History {
  readonly #entries = recall<string[]>('history', [], isStrings);
  #position: number | null = null;
  #draft = '';

  add(command: string): void {
    this.leave();
    if (!command.trim() || this.#entries.at(-1) === command) return;
    this.#entries.push(command);
    this.#entries.splice(0, this.#entries.length - MOST);
    remember('history', this.#entries);
  }

  /** The command before (`-1`) or after (`1`) the one shown; null: there is none. */
  walk(step: -1 | 1, shown: string): string | null {
    if (this.#position === null) {
      if (step === 1) return null;
      this.#draft = shown;
      this.#position = this.#entries.length;
    }
    for (let k = this.#position + step; k >= 0 && k < this.#entries.length; k += step) {
      const entry = this.#entries[k] ?? '';
      if (!entry.startsWith(this.#draft) || entry === shown) continue;
      this.#position = k;
      return entry;
    }
    if (step === -1) return null;
    this.#position = null;
    return this.#draft;
  }

  /** The user types something else: the next walk starts from there. */
  leave(): void {
    this.#position = null;
  }
}
