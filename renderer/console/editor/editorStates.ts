import { historyField } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import type { EditorStateConfig, StateEffect } from '@codemirror/state';

/** How a tab's editor was left: text, cursor and undo history as plain data, and where it was scrolled to. */
interface LeftEditor {
  readonly text: string;
  readonly json: unknown;
  readonly scroll: StateEffect<unknown> | null;
}

/** More tabs than anybody has open, so that nothing piles up. */
export const EDITORS_KEPT = 40;

const parts = { history: historyField };

/** By tab, the one that was left last at the end. */
const left = new Map<string, LeftEditor>();

/** Keeps cursor and undo history of a tab while another one, or another screen, is in front. */
export function keepEditor(tabId: string, state: EditorState, scroll: StateEffect<unknown> | null): void {
  left.delete(tabId);
  // As plain data: the state's own extensions belong to a component that is gone by then.
  left.set(tabId, { text: state.doc.toString(), json: state.toJSON(parts), scroll });
  const [oldest] = left.keys();
  if (left.size > EDITORS_KEPT && oldest !== undefined) left.delete(oldest);
}

/** The editor of a tab as it was left, if `text` is still its text; else a new one with that text. */
export function editorOf(
  tabId: string,
  text: string,
  extensions: EditorStateConfig['extensions'],
): { readonly state: EditorState; readonly scroll: StateEffect<unknown> | null } {
  const config = extensions === undefined ? {} : { extensions };
  const before = left.get(tabId);
  if (before?.text !== text) return { state: EditorState.create({ doc: text, ...config }), scroll: null };
  return { state: EditorState.fromJSON(before.json, config, parts), scroll: before.scroll };
}

/** Forgets the tabs that are not open any more. */
export function forgetClosedEditors(open: ReadonlySet<string>): void {
  for (const tabId of left.keys()) if (!open.has(tabId)) left.delete(tabId);
}
