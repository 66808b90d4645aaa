import { insertNewlineAndIndent } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { indentation } from './indentation.ts';
import { powershell } from './language.ts';

/** The text after Enter at the bar. */
function enter(text: string): string {
  const at = text.indexOf('|');
  const doc = text.replace('|', '');
  let state = EditorState.create({ doc, selection: { anchor: at }, extensions: [indentation, powershell] });
  insertNewlineAndIndent({ state, dispatch: (transaction) => (state = transaction.state) });
  return state.doc.toString();
}

test.each([
  ['if ($x) {|', 'if ($x) {\n  '],
  ['if ($x) {|}', 'if ($x) {\n  \n}'],
  ['if ($x) { # why|', 'if ($x) { # why\n  '],
  ['  $a = 1|', '  $a = 1\n  '],
  ['foreach ($a in $b) {\n  if ($a) {|}\n}', 'foreach ($a in $b) {\n  if ($a) {\n    \n  }\n}'],
  ['$a = 1|', '$a = 1\n'],
])('Enter in %j', (text, expected) => {
  expect(enter(text)).toBe(expected);
});
