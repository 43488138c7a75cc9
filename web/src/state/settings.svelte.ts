import type { Dialect } from 'runmat';
import { isNumbers, isOneOf, recall, remember } from './storage';

export type Theme = 'system' | 'light' | 'dark';
export type Arrangement = 'below' | 'beside';

const isTheme = isOneOf<Theme>('system', 'light', 'dark');
const isDialect = isOneOf<Dialect>('matlab', 'octave');
const isArrangement = isOneOf<Arrangement>('below', 'beside');

/** What the user chose, kept between visits. */
export class Settings {
  theme = $state<Theme>(recall('theme', 'system', isTheme));
  dialect = $state<Dialect>(recall('dialect', 'matlab', isDialect));
  /** Where the command window stands. */
  arrangement = $state<Arrangement>(recall('arrangement', window.innerWidth >= 1440 ? 'beside' : 'below', isArrangement));
  #systemDark = $state(false);

  constructor() {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = dark.matches;
    dark.addEventListener('change', () => (this.#systemDark = dark.matches));
    $effect.root(() => {
      $effect(() => remember('theme', this.theme));
      $effect(() => remember('dialect', this.dialect));
      $effect(() => remember('arrangement', this.arrangement));
      $effect(() => {
        document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light';
      });
    });
  }

  /** Whether the page is dark now. */
  get dark(): boolean {
    return this.theme === 'system' ? this.#systemDark : this.theme === 'dark';
  }

  /** Sizes of the panels of a splitter, in percent. */
  panels(name: string, initial: number[]): number[] {
    const sizes = recall(`panels.${name}`, initial, isNumbers);
    return sizes.length === initial.length ? sizes : initial;
  }

  keepPanels(name: string, sizes: number[]): void {
    remember(`panels.${name}`, sizes);
  }
}
