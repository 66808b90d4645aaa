import { indentOnInput, indentService, indentUnit } from '@codemirror/language';
import { EditorState, countColumn } from '@codemirror/state';
import type { IndentContext } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

const OPENS = /[{(]\s*(?:#.*)?$/;
const CLOSES = /^\s*[})]/;

/** Columns before a line: those of the line before it, one step more behind an open bracket, one less before its end. */
function indentAt(context: IndentContext, pos: number): number {
  const { tabSize } = context.state;
  const line = context.state.doc.lineAt(pos);
  const before =
    context.simulatedBreak === pos
      ? line.text.slice(0, pos - line.from)
      : textAbove(context.state, line.number);
  const step = (OPENS.test(before) ? 1 : 0) - (CLOSES.test(context.textAfterPos(pos)) ? 1 : 0);
  return Math.max(0, countColumn(/^\s*/.exec(before)?.[0] ?? '', tabSize) + step * context.unit);
}

function textAbove(state: EditorState, number: number): string {
  for (let above = number - 1; above > 0; above--) {
    const { text } = state.doc.line(above);
    if (text.trim() !== '') return text;
  }
  return '';
}

/** Two spaces a step; a new line begins where it belongs, and so does a closing bracket that is typed. */
export const indentation: Extension = [
  indentUnit.of('  '),
  indentService.of(indentAt),
  EditorState.languageData.of(() => [{ indentOnInput: /^\s*[})]$/ }]),
  indentOnInput(),
];
