import type {
  AttributeAst,
  AttributedAst,
  ExpressionAst,
  FunctionAst,
  ParameterAst,
  StatementAst,
  StatementBlockAst,
  TypeConstraintAst,
} from '../ast.ts';

type Report = (id: string, start: number, end: number, argument?: string) => void;

/** Attributes are made before anything runs, so their values must be known then: constants, types and blocks. */
export function checkAttribute(node: AttributeAst, report: Report): void {
  const seen = new Set<string>();
  for (const { name, value, start, end } of node.named) {
    const key = name.toLowerCase();
    if (seen.has(key)) report('DuplicateNamedArgument', start, end, name);
    else if (value !== null) checkConstant(value, report);
    seen.add(key);
  }
  for (const value of node.positional) checkConstant(value, report);
}

/** An attribute in front of an expression is for a variable. */
export function checkAttributed(node: AttributedAst, report: Report): void {
  let at: ExpressionAst = node;
  while (at.kind === 'AttributedExpression' || at.kind === 'ConvertExpression') at = at.child;
  if (at.kind === 'VariableExpression' || at.kind === 'ErrorExpression') return;
  const { attribute } = node;
  report('UnexpectedAttribute', attribute.start, attribute.end, attribute.typeName.name);
}

function checkConstant(value: ExpressionAst, report: Report): void {
  if (isConstant(value)) return;
  report('ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock', value.start, value.end);
}

const constantVariables: readonly string[] = ['true', 'false', 'null'];

function isConstant(node: ExpressionAst): boolean {
  switch (node.kind) {
    case 'ExpandableStringExpression':
    case 'Hashtable':
    case 'InvokeMemberExpression':
    case 'IndexExpression':
      return false;
    case 'VariableExpression':
      return constantVariables.includes(node.name.toLowerCase());
    case 'MemberExpression':
      return node.isStatic && node.target.kind === 'TypeExpression';
    case 'UsingExpression':
    case 'ConvertExpression':
      return isConstant(node.child);
    case 'UnaryExpression':
      return isConstant(node.operand);
    case 'BinaryExpression':
      return isConstant(node.left) && isConstant(node.right);
    case 'TernaryExpression':
      return isConstant(node.condition) && isConstant(node.whenTrue) && isConstant(node.whenFalse);
    case 'ArrayLiteral':
      return node.elements.every(isConstant);
    case 'ParenExpression':
      return isConstantStatement(node.pipeline);
    case 'ArrayExpression':
    case 'SubExpression':
      return isConstantBlock(node.body);
    default:
      return true;
  }
}

function isConstantBlock(block: StatementBlockAst): boolean {
  const [only, more] = block.statements;
  if (block.traps.length > 0 || more !== undefined) return false;
  return only === undefined || isConstantStatement(only);
}

function isConstantStatement(statement: StatementAst): boolean {
  if (statement.kind === 'ErrorStatement') return true;
  if (statement.kind !== 'Pipeline') return false;
  const [only, more] = statement.elements;
  return more === undefined && only?.kind === 'CommandExpression' && isConstant(only.expression);
}

export function isVoid(type: AttributeAst | TypeConstraintAst): boolean {
  const name = type.typeName.name.toLowerCase();
  return type.kind === 'TypeConstraint' && (name === 'void' || name === 'system.void');
}

/** No parameter twice, and none of the type [void]. */
export function checkParameters(parameters: readonly ParameterAst[], source: string, report: Report): void {
  const seen = new Set<string>();
  for (const parameter of parameters) {
    const name = parameter.name.toLowerCase();
    if (seen.has(name)) {
      const start = source.indexOf('$', parameter.attributes.at(-1)?.end ?? parameter.start);
      report('DuplicateFormalParameter', start, start + 1 + parameter.name.length, parameter.name);
    }
    seen.add(name);
    const nothing = parameter.attributes.find(isVoid);
    if (nothing !== undefined) report('VoidTypeConstraintNotAllowed', nothing.start, nothing.end);
    for (const type of parameter.attributes) {
      if (type.kind !== 'TypeConstraint' || type.typeName.name.toLowerCase() !== 'ordered') continue;
      report('OrderedAttributeOnlyOnHashLiteralNode', type.start, type.end, type.typeName.name);
    }
  }
}

export function checkFunction(node: FunctionAst, source: string, report: Report): void {
  const { param } = node.body;
  if (node.parameters !== null && param !== null) {
    report('OnlyOneParameterListAllowed', param.start, param.end);
  } else checkParameters(node.parameters ?? [], source, report);
  if (node.type === 'workflow') report('WorkflowNotSupportedInPowerShellCore', node.start, node.end);
}
