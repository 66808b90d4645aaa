import type { AstNode, ParamBlockAst, ParameterAst, ScriptBlockAst, StatementBlockAst } from './ast.ts';

function ofParameters(parameters: readonly ParameterAst[]): AstNode[] {
  return parameters.flatMap((p) =>
    p.defaultValue === null ? [...p.attributes] : [...p.attributes, p.defaultValue],
  );
}

function ofParam(param: ParamBlockAst | null): AstNode[] {
  return param === null ? [] : [...param.attributes, ...ofParameters(param.parameters)];
}

function some(...nodes: (AstNode | null)[]): AstNode[] {
  return nodes.filter((node) => node !== null);
}

function ofBlock(block: ScriptBlockAst): AstNode[] {
  return [
    ...ofParam(block.param),
    ...some(block.body),
    ...block.blocks.map((b): StatementBlockAst => b.body),
  ];
}

/** The nodes directly below a node, in source order. */
export function childrenOf(node: AstNode): AstNode[] {
  switch (node.kind) {
    case 'StringConstantExpression':
    case 'ConstantExpression':
    case 'VariableExpression':
    case 'TypeExpression':
    case 'TypeConstraint':
    case 'UnsupportedStatement':
      return [];
    case 'ExpandableStringExpression':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'UsingExpression':
      return [node.child];
    case 'ArrayLiteral':
      return [...node.elements];
    case 'ArrayExpression':
    case 'SubExpression':
    case 'ScriptBlockExpression':
      return [node.body];
    case 'ParenExpression':
      return [node.pipeline];
    case 'Hashtable':
      return node.pairs.flatMap((pair) => [pair.key, pair.value]);
    case 'MemberExpression':
      return [node.target, node.member];
    case 'InvokeMemberExpression':
      return [node.target, node.member, ...node.arguments];
    case 'IndexExpression':
      return [node.target, node.index];
    case 'UnaryExpression':
      return [node.operand];
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'TernaryExpression':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'ConvertExpression':
      return [node.type, node.child];
    case 'AttributedExpression':
      return [node.attribute, node.child];
    case 'Attribute':
      return [...node.positional, ...some(...node.named.map((argument) => argument.value))];
    case 'ErrorExpression':
    case 'ErrorStatement':
      return [...node.children];
    case 'CommandParameter':
      return some(node.argument);
    case 'Redirection':
      return some(node.file);
    case 'Command':
      return [...node.elements, ...node.redirections];
    case 'CommandExpression':
      return [node.expression, ...node.redirections];
    case 'Pipeline':
      return [...node.elements];
    case 'PipelineChain':
      return [node.left, node.right];
    case 'AssignmentStatement':
      return [node.left, node.right];
    case 'StatementBlock':
      return [...node.traps, ...node.statements];
    case 'IfStatement':
      return [...node.clauses.flatMap((clause) => [clause.condition, clause.body]), ...some(node.otherwise)];
    case 'SwitchStatement':
      return [
        node.condition,
        ...node.clauses.flatMap((clause) => [clause.condition, clause.body]),
        ...some(node.otherwise),
      ];
    case 'ForStatement':
      return some(node.initializer, node.condition, node.iterator, node.body);
    case 'ForEachStatement':
      return [node.variable, node.condition, node.body];
    case 'WhileStatement':
      return [node.condition, node.body];
    case 'DoWhileStatement':
    case 'DoUntilStatement':
      return [node.body, node.condition];
    case 'TryStatement':
      return [
        node.body,
        ...node.catches.flatMap((clause) => [...clause.types, clause.body]),
        ...some(node.finally),
      ];
    case 'TrapStatement':
      return some(node.type, node.body);
    case 'FunctionDefinition':
      return [...ofParameters(node.parameters ?? []), node.body];
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ExitStatement':
      return some(node.pipeline);
    case 'BreakStatement':
    case 'ContinueStatement':
      return some(node.label);
    case 'DataStatement':
      return [...node.commands, node.body];
    case 'ScriptBlock':
      return ofBlock(node);
  }
}

/** Every node of a tree, parents before their children, in source order; without recursion, so any depth will do. */
export function* allNodes(root: AstNode): Generator<AstNode> {
  const stack: AstNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) stack.push(child);
    }
  }
}
