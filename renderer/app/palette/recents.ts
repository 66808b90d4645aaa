const recents: string[] = [];
const KEPT = 20;

/** Ids of what was last run from the palette, newest first; kept while the app is open. */
export const recentIds = (): readonly string[] => [...recents];

export function rememberRecent(id: string): void {
  const at = recents.indexOf(id);
  if (at >= 0) recents.splice(at, 1);
  recents.unshift(id);
  recents.length = Math.min(recents.length, KEPT);
}
