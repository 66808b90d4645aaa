import { useLayoutEffect, useRef } from 'react';

const OVERLAY = '[role=dialog], [role=alertdialog]';

let lastOutside: HTMLElement | null = null;

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.closest(`${OVERLAY}, [role=menu], [role=tooltip]`) === null) lastOutside = target;
  });
}

/** Nowhere, or in what is about to go. */
function isLost(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest(OVERLAY) !== null;
}

/** Fluent's restorer goes to the last menu or popover button it knows, which may be the neighbour of the right one. */
function wasRestored(): boolean {
  return document.activeElement?.getAttribute('data-tabster')?.includes('"restorer"') === true;
}

/**
 * Gives the focus back to where it was before a dialog, drawer or palette opened, once that has closed. What was chosen
 * in it may have put the focus elsewhere on purpose; there it stays.
 */
export function useFocusReturn(open: boolean): void {
  const place = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    place.current = lastOutside;
    return () => {
      const target = place.current;
      // Once this update and its effects are through, and before Fluent's restorer, which waits for a timer.
      queueMicrotask(() => {
        if (!isLost()) return;
        // After Fluent has taken its focus trap away.
        setTimeout(() => {
          if (!isLost() && !wasRestored()) return;
          if (target?.isConnected === true) target.focus();
          // What opened it went meanwhile, as the buttons of an empty screen do: the screen it was on.
          else if (isLost()) document.querySelector<HTMLElement>('main')?.focus();
        }, 0);
      });
    };
  }, [open]);
}
