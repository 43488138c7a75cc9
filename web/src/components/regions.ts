/** Parts of the page that F6 goes through. Each marks what gets the focus with `data-region-focus`. */

const REGIONS = '[data-region]';
const INSIDE = '[data-region-focus], .cm-content, [role="tree"] [tabindex="0"], button:not([disabled]), [tabindex="0"]';

export function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter((region) => region.offsetParent !== null);
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const step = back ? -1 : 1;
  for (let k = 1; k <= regions.length; k += 1) {
    const from = here < 0 && back ? 0 : here;
    const region = regions[(from + k * step + regions.length * 2) % regions.length];
    const goal = region && focusIn(region);
    if (goal) return goal.focus({ preventScroll: true });
  }
}

/** The preferred place in a region, or else the first that can have the focus. */
function focusIn(region: HTMLElement): HTMLElement | null {
  return INSIDE.split(', ').reduce<HTMLElement | null>((found, selector) => found ?? region.querySelector<HTMLElement>(selector), null);
}

/** Brings the focus to a region by name. */
export function focusRegion(name: string): void {
  const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
  if (region) focusIn(region)?.focus({ preventScroll: true });
}
