import { useEffect, useRef } from 'react';

let lastOutside: HTMLElement | null = null;

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=tooltip]') === null)
      lastOutside = target;
  });
}

/** Gives the focus back to where it was before a dialog, drawer or palette opened, once that has closed. */
export function useFocusReturn(open: boolean): void {
  const place = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    place.current = lastOutside;
    return () => {
      const target = place.current;
      // After Fluent has taken its focus trap away.
      setTimeout(() => {
        const active = document.activeElement;
        const lost = active === null || active === document.body || !active.isConnected;
        if (lost && target?.isConnected === true) target.focus();
      }, 0);
    };
  }, [open]);
}
