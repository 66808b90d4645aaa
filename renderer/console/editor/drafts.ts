import { api } from '../../app/api.ts';

/** Editor texts newer than what the tab list knows, and the timers that will save them. */
const newest = new Map<string, string>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const SAVE_AFTER = 400;

/** The text to start an editor with. */
export const draftOf = (tabId: string, stored: string): string => newest.get(tabId) ?? stored;

/** Keeps a text over a restart, once typing rests. Failing to is no reason to stop anybody from typing. */
export function keepDraft(tabId: string, draft: string): void {
  newest.set(tabId, draft);
  clearTimeout(timers.get(tabId));
  timers.set(
    tabId,
    setTimeout(() => saveDraft(tabId), SAVE_AFTER),
  );
}

/** Saves at once what is still waiting. */
export function saveDraft(tabId: string): void {
  if (!timers.has(tabId)) return;
  clearTimeout(timers.get(tabId));
  timers.delete(tabId);
  api.console.saveDraft({ tabId, draft: newest.get(tabId) ?? '' }).catch(() => undefined);
}
