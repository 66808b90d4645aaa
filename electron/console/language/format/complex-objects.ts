import { cellText } from './cell-text.ts';
import { elementsOf } from './enumerate.ts';
import { isScalar } from './scalars.ts';
import { listColumns, ownColumns } from './columns.ts';
import { NEWLINE, text } from './packets.ts';
import { typeNamesOf } from '../members/types.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Column } from './columns.ts';
import type { Token } from './packets.ts';

const INDENT = 2;

interface Tree {
  readonly rt: Runtime;
  readonly limit: number;
  readonly depth: number;
}

/** An object as Format-Custom shows it: "class Name", its properties in braces, nested to a depth. */
export function complexTokens(value: Value, asked: readonly Column[], tree: Tree): Token[] {
  if (isScalar(value)) return [text(cellText(value, tree.rt, tree.limit, false)), NEWLINE];
  const elements = elementsOf(value);
  return elements === null ? object(value, 0, asked, tree) : list(elements, 0, tree);
}

function object(value: Value, level: number, asked: readonly Column[], tree: Tree): Token[] {
  const name = typeNamesOf(value)[0]?.split('.').at(-1) ?? 'PSObject';
  const columns = asked.length > 0 ? listColumns(asked, value) : ownColumns(value, tree.rt).columns;
  const inside: Token[] = [];
  for (const { expression, origin } of columns) {
    inside.push(text(`${expression.text} = `));
    const read = expression.evaluate(value);
    const held = read?.error === null ? read.value : null;
    const depth = origin?.depth ?? tree.depth;
    const elements = held === null ? null : elementsOf(held);
    if (elements !== null) {
      inside.push(NEWLINE, frame(list(elements, level + 1, { ...tree, depth })));
    } else if (isLeaf(held, level, depth)) {
      inside.push(...leaf(held, tree));
    } else {
      inside.push(NEWLINE, frame(object(held, level + 1, [], { ...tree, depth })));
    }
  }
  return [text(`class ${name}`), NEWLINE, text('{'), NEWLINE, frame(inside), text('}'), NEWLINE];
}

function list(elements: Iterable<Value>, level: number, tree: Tree): Token[] {
  const inside: Token[] = [];
  let count = 0;
  for (const element of elements) {
    if (tree.limit >= 0 && count === tree.limit) {
      inside.push(...leaf('…', tree));
      break;
    }
    count++;
    if (isLeaf(element, level, tree.depth)) {
      inside.push(...leaf(element, tree));
      continue;
    }
    const nested = elementsOf(element);
    if (nested === null) inside.push(...object(element, level + 1, [], tree));
    else inside.push(NEWLINE, frame(list(nested, level + 1, tree)));
  }
  return [text('['), NEWLINE, frame(inside), text(']'), NEWLINE, NEWLINE];
}

function isLeaf(value: Value, level: number, depth: number): boolean {
  return level >= depth || value === null || isScalar(value);
}

function leaf(value: Value, tree: Tree): Token[] {
  return [text(cellText(value, tree.rt, tree.limit, false)), NEWLINE];
}

function frame(tokens: readonly Token[]): Token {
  return { kind: 'frame', indent: INDENT, tokens };
}
