import type { AstNode, ExpressionAst, HashtableAst, ScriptAst, VariableAst } from '../ast.ts';
import { numberText } from '../values.ts';
import { childrenOf } from '../walk.ts';
import {
  checkAttribute,
  checkAttributed,
  checkFunction,
  checkParameters,
  isVoid,
} from './check-attributes.ts';
import { checkCatches, checkFinally, type Parents } from './check-flow.ts';

type Report = (id: string, start: number, end: number, argument?: string) => void;

/** What reads well but can't mean anything: assignments to values, keys written twice, a catch-all before others. */
export function checkMeaning(script: ScriptAst, report: Report): void {
  const parents = new Map<AstNode, AstNode>();
  const stack: AstNode[] = [script];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    checkNode(node, script.source, parents, report);
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child === undefined) continue;
      parents.set(child, node);
      stack.push(child);
    }
  }
}

function checkNode(node: AstNode, source: string, parents: Parents, report: Report): void {
  switch (node.kind) {
    case 'AssignmentStatement':
      if (node.left.kind === 'ConvertExpression' && isVoid(node.left.type)) {
        report('VoidTypeConstraintNotAllowed', node.left.type.start, node.left.type.end);
      }
      checkTarget(node.left, node.operator === '=', ({ start, end }) => {
        report('InvalidLeftHandSide', start, end);
      });
      return;
    case 'UnaryExpression':
      if (node.operator !== '++' && node.operator !== '--') return;
      checkTarget(node.operand, false, ({ start, end }) => {
        report('OperatorRequiresVariableOrProperty', start, end, node.operator);
      });
      return;
    case 'Hashtable':
      checkKeys(node, report);
      return;
    case 'TryStatement':
      checkCatches(node, report);
      return;
    case 'ReturnStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      checkFinally(node, parents, report);
      return;
    case 'ScriptBlock':
      if (node.param !== null) checkParameters(node.param.parameters, source, report);
      return;
    case 'FunctionDefinition':
      checkFunction(node, source, report);
      return;
    case 'Attribute':
      checkAttribute(node, report);
      return;
    case 'AttributedExpression':
      checkAttributed(node, report);
      return;
    case 'ForEachStatement':
      if (node.parallel) reserved(node, "foreach '-parallel'", report);
      return;
    case 'SwitchStatement':
      if (node.flags.includes('parallel')) reserved(node, "switch '-parallel'", report);
      return;
    case 'UnsupportedStatement':
      if (node.keyword !== 'parallel' && node.keyword !== 'sequence') return;
      report('UnexpectedKeyword', node.start, node.start + node.keyword.length, node.keyword);
      return;
    case 'ConvertExpression':
      if (node.type.typeName.name.toLowerCase() === 'ordered' && node.child.kind !== 'Hashtable') {
        report('OrderedAttributeOnlyOnHashLiteralNode', node.start, node.end, node.type.typeName.name);
      }
      return;
    case 'VariableExpression':
      if (node.splatted) checkSplat(node, parents, report);
      return;
    default:
  }
}

function reserved({ start, end }: Target, option: string, report: Report): void {
  report('KeywordParameterReservedForFutureUse', start, end, option);
}

type Target = Pick<ExpressionAst, 'start' | 'end'>;

/** @param simple whether the operator is a plain `=`, which alone may have a list on its left */
function checkTarget(target: ExpressionAst, simple: boolean, bad: (target: Target) => void): void {
  switch (target.kind) {
    case 'VariableExpression':
      return;
    case 'IndexExpression':
    case 'MemberExpression':
      if (target.nullConditional) bad(target);
      return;
    case 'ArrayLiteral':
      if (!simple) bad(target);
      else for (const element of target.elements) checkTarget(element, true, bad);
      return;
    case 'ConvertExpression':
    case 'AttributedExpression':
      checkTarget(target.child, simple, bad);
      return;
    case 'ParenExpression': {
      const element =
        target.pipeline.kind === 'Pipeline' && target.pipeline.elements.length === 1
          ? target.pipeline.elements[0]
          : undefined;
      if (element?.kind === 'CommandExpression') checkTarget(element.expression, simple, bad);
      else bad(target.pipeline);
      return;
    }
    default:
      bad(target);
  }
}

function keyText(key: ExpressionAst): string | null {
  if (key.kind === 'StringConstantExpression') return key.value;
  return key.kind === 'ConstantExpression' && key.value !== null ? numberText(key.value) : null;
}

function checkKeys(table: HashtableAst, report: Report): void {
  const seen = new Set<string>();
  for (const { key } of table.pairs) {
    const text = keyText(key);
    if (text === null) continue;
    const name = text.toLowerCase();
    if (seen.has(name)) report('DuplicateKeyInHashLiteral', key.start, key.end, text);
    seen.add(name);
  }
}

/** @x stands for arguments, so only among a command's. */
function checkSplat(node: VariableAst, parents: Parents, report: Report): void {
  const parent = parents.get(node);
  if (parent === undefined || parent.kind === 'Command' || parent.kind === 'UsingExpression') return;
  const inList = parent.kind === 'ArrayLiteral' && parents.get(parent)?.kind === 'Command';
  report(
    inList ? 'SplattingNotPermittedInArgumentList' : 'SplattingNotPermitted',
    node.start,
    node.end,
    node.name,
  );
}
