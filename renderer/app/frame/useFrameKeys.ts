import { useEffect } from 'react';
import { SCREENS } from '../../../shared/model/start-look.ts';
import { go } from '../navigation.ts';
import { closeOverlays, openHelp, openKeys, openPalette, useOverlays } from './overlays.ts';

/** True where a plain key is text that somebody writes. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [role=textbox]') !== null
  );
}

/** True while a dialog that has to be answered first lies over the screens. */
const dialogOpen = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null;

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.shiftKey && !event.altKey) {
    if (event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (useOverlays.getState().palette) closeOverlays();
      else if (!dialogOpen()) openPalette();
      return;
    }
    const screen = SCREENS[Number(event.key) - 1];
    if (screen !== undefined && !dialogOpen()) {
      event.preventDefault();
      go(screen);
    }
    return;
  }
  if (event.key === 'F1' && !dialogOpen()) {
    event.preventDefault();
    openHelp();
    return;
  }
  if (event.key === '?' && !command && !event.altKey && !isTyping(event.target) && !dialogOpen()) {
    event.preventDefault();
    openKeys();
  }
}

/** Keys that work on every screen: Ctrl+1 to Ctrl+6, Ctrl+K, F1 and ?. */
export function useFrameKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
