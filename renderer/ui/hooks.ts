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

const tickers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;
const TICK = 10_000;

function subscribeToTime(changed: () => void): () => void {
  tickers.add(changed);
  ticking ??= setInterval(() => tickers.forEach((tell) => tell()), TICK);
  return () => {
    tickers.delete(changed);
    if (tickers.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/**
 * What `read` says of the time now. One timer serves all that are on the screen, and each is drawn again only when its
 * own text is another one.
 */
export const useTimeText = (read: (now: number) => string): string =>
  useSyncExternalStore(subscribeToTime, () => read(Date.now()));

function subscribeToSize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** True at 1,100 CSS pixels and wider: labels on the rail, details panes, more columns. */
export const useWide = (): boolean => useSyncExternalStore(subscribeToSize, () => window.innerWidth >= 1100);

/** Height of a list row in px: 36, or 44 with comfortable density. */
export const useRowHeight = (): number =>
  useSettings((state) => (state.data.density === 'compact' ? 36 : 44));
