import { history, redo, undo } from '@codemirror/commands';
import { expect, test } from 'vitest';
import { EDITORS_KEPT, editorOf, forgetClosedEditors, keepEditor } from './editorStates.ts';
import type { EditorState, StateCommand } from '@codemirror/state';

const fresh = (tabId: string, text: string) => editorOf(tabId, text, [history()]).state;
const typed = (state: EditorState, insert: string): EditorState =>
  state.update({
    changes: { from: state.doc.length, insert },
    selection: { anchor: state.doc.length + insert.length },
    userEvent: 'input.paste',
  }).state;
function after(command: StateCommand, state: EditorState): EditorState {
  let result = state;
  command({ state, dispatch: (transaction) => (result = transaction.state) });
  return result;
}

test('undo, redo and cursor go on where the tab was left', () => {
  const before = typed(fresh('a', 'Get-Mailbox'), ' -ResultSize 5');
  keepEditor('a', before.update({ selection: { anchor: 3, head: 7 } }).state, null);
  const again = fresh('a', 'Get-Mailbox -ResultSize 5');
  expect(again.selection.main).toMatchObject({ anchor: 3, head: 7 });
  const undone = after(undo, again);
  expect(undone.doc.toString()).toBe('Get-Mailbox');
  expect(after(redo, undone).doc.toString()).toBe('Get-Mailbox -ResultSize 5');
});

test('a text that changed meanwhile starts anew, without the history of another text', () => {
  keepEditor('b', typed(fresh('b', 'Get-User'), ' x'), null);
  const again = fresh('b', 'Get-Group');
  expect(again.doc.toString()).toBe('Get-Group');
  expect(after(undo, again).doc.toString()).toBe('Get-Group');
});

test('one tab knows nothing of another', () => {
  keepEditor('c', typed(fresh('c', 'same'), '!'), null);
  expect(after(undo, fresh('d', 'same!')).doc.toString()).toBe('same!');
});

test('a closed tab is forgotten, an open one is not', () => {
  keepEditor('e', typed(fresh('e', 'x'), 'y'), null);
  keepEditor('f', typed(fresh('f', 'x'), 'y'), null);
  forgetClosedEditors(new Set(['f']));
  expect(after(undo, fresh('e', 'xy')).doc.toString()).toBe('xy');
  expect(after(undo, fresh('f', 'xy')).doc.toString()).toBe('x');
});

test('only so many are kept, and the one that was left longest ago goes first', () => {
  forgetClosedEditors(new Set());
  for (let i = 0; i <= EDITORS_KEPT; i += 1) {
    keepEditor(`t${i}`, typed(fresh(`t${i}`, 'x'), 'y'), null);
    if (i === 5) keepEditor('t0', typed(fresh('t0', 'x'), 'y'), null);
  }
  expect(after(undo, fresh('t1', 'xy')).doc.toString()).toBe('xy');
  expect(after(undo, fresh('t0', 'xy')).doc.toString()).toBe('x');
  expect(after(undo, fresh(`t${EDITORS_KEPT}`, 'xy')).doc.toString()).toBe('x');
});
