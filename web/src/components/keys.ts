const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);
const NAMES: Record<string, string> = APPLE ? { Mod: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥', Enter: '⏎' } : { Mod: 'Ctrl' };

/** A key combination as this system writes it. */
export function keys(...names: string[]): string {
  return names.map((name) => NAMES[name] ?? name).join(APPLE ? '' : '+');
}
