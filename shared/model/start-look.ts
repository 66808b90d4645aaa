/** The screens, in the order of the rail and of Ctrl+1 to Ctrl+6. Without zod: main and the page read this before anything else. */
export const SCREENS = ['connections', 'customers', 'console', 'queries', 'activity', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

export const THEMES = ['system', 'light', 'dark', 'high-contrast'] as const;
export type ThemeChoice = (typeof THEMES)[number];

/** What the first picture depends on: known to the page with its HTML, before main's services stand. */
export interface StartLook {
  readonly screen: Screen;
  readonly theme: ThemeChoice;
}

/** One of the list's values, or its first where there is another or none. */
export const oneOf = <T>(list: readonly [T, ...T[]], value: unknown): T =>
  list.find((known) => known === value) ?? list[0];
