import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSettings } from '../app/stores/settings.ts';

/** The time now, again every `everyMs` while the caller is on the screen; `everyMs` null stops it. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

function subscribeToSize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** True at 1,100 CSS pixels and wider: labels on the rail, details panes, more columns. */
export const useWide = (): boolean => useSyncExternalStore(subscribeToSize, () => window.innerWidth >= 1100);

/** Height of a list row in px: 36, or 44 with comfortable density. */
export const useRowHeight = (): number =>
  useSettings((state) => (state.data.density === 'compact' ? 36 : 44));
