/** Small settings in the browser's storage. Where it is refused (a frame from another site), they last as long as the page. */

const PREFIX = 'runmat.';
const fallback = new Map<string, string>();

function store(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** What was kept under a name, or the default if there is nothing, or nothing that fits. */
export function recall<T>(name: string, initial: T, fits: (value: unknown) => value is T): T {
  const text = store()?.getItem(PREFIX + name) ?? fallback.get(name);
  if (text === undefined) return initial;
  try {
    const value: unknown = JSON.parse(text);
    return fits(value) ? value : initial;
  } catch {
    return initial;
  }
}

/** Keeps a value under a name. */
export function remember(name: string, value: unknown): void {
  const text = JSON.stringify(value);
  fallback.set(name, text);
  try {
    store()?.setItem(PREFIX + name, text);
  } catch {
    // Full or refused: the page goes on with its own copy.
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string';

export const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

export const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => typeof n === 'number');

export function isOneOf<T extends string>(...choices: T[]): (value: unknown) => value is T {
  return (value): value is T => choices.includes(value as T);
}
