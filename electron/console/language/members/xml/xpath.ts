import { callFunction, compareItems, nodesOf, toBoolean, toNumber, XPathProblem } from './xpath-values.ts';
import type { XmlNode } from './node.ts';
import type { Expression, Focus, Item } from './xpath-values.ts';

export { XPathProblem } from './xpath-values.ts';

/*
 * XPath 1.0 as scripts use it: paths over child, descendant, parent, self, attribute and the sibling axes, predicates,
 * the usual functions, comparisons, and/or, arithmetic and unions.
 */

const TOKEN =
  /\s*(\/\/|\.\.|::|!=|<=|>=|[/.@()[\],|+\-=<>*$]|"[^"]*"|'[^']*'|\d+(?:\.\d+)?|[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::(?!:)(?:\*|[A-Za-z_][\w.-]*))?)/y;

/** Nodes that the expression picks, in document order of finding. */
export function selectNodes(
  node: XmlNode,
  expression: string,
  namespaces: ReadonlyMap<string, string> = new Map(),
): readonly XmlNode[] {
  const result = compile(expression)({ node, position: 1, size: 1, namespaces });
  if (!Array.isArray(result)) throw new XPathProblem('Expression must evaluate to a node-set.');
  return result as readonly XmlNode[];
}

function compile(expression: string): Expression {
  const tokens = tokenize(expression);
  let at = 0;
  const peek = (ahead = 0): string => tokens[at + ahead] ?? '';
  const take = (wanted?: string): string => {
    const token = peek();
    if (token === '' || (wanted !== undefined && token !== wanted))
      throw new XPathProblem(`'${expression}' has an invalid token.`);
    at++;
    return token;
  };

  const left =
    (
      next: () => Expression,
      operators: readonly string[],
      apply: (operator: string, a: Item, b: Item) => Item,
    ) =>
    (): Expression => {
      let expressionSoFar = next();
      while (operators.includes(peek())) {
        const operator = take();
        const a = expressionSoFar;
        const b = next();
        expressionSoFar = (focus) => apply(operator, a(focus), b(focus));
      }
      return expressionSoFar;
    };

  const primary = (): Expression => {
    const token = peek();
    if (token === '(') {
      take();
      const inner = or();
      take(')');
      return inner;
    }
    if (/^["']/.test(token)) {
      take();
      return () => token.slice(1, -1);
    }
    if (/^\d/.test(token)) {
      take();
      return () => Number(token);
    }
    return call();
  };

  const call = (): Expression => {
    const name = take();
    take('(');
    const args: Expression[] = [];
    while (peek() !== ')') {
      args.push(or());
      if (peek() === ',') take();
    }
    take(')');
    return callFunction(name, args);
  };

  const isCall = (): boolean =>
    peek(1) === '(' && !/^(text|node|comment|processing-instruction)$/.test(peek());

  const predicates = (): Expression[] => {
    const found: Expression[] = [];
    while (peek() === '[') {
      take();
      found.push(or());
      take(']');
    }
    return found;
  };

  const path = (): Expression => {
    const token = peek();
    if (token === '(' || /^["'\d]/.test(token) || isCall()) {
      let base = primary();
      const filters = predicates();
      if (filters.length > 0) {
        const inner = base;
        base = (focus) => filter(nodesOf(inner(focus)), filters, focus);
      }
      if (peek() !== '/' && peek() !== '//') return base;
      const rest = steps();
      const start = base;
      return (focus) => walk(nodesOf(start(focus)), rest, focus);
    }
    if (token === '/' && !/^[\w.*@]/.test(peek(1))) {
      take();
      return (focus) => [focus.node.document];
    }
    const absolute = token === '/' || token === '//';
    const all = absolute ? steps() : [step(), ...steps()];
    return (focus) => walk([absolute ? focus.node.document : focus.node], all, focus);
  };

  const steps = (): Step[] => {
    const found: Step[] = [];
    while (peek() === '/' || peek() === '//') {
      if (take() === '//') found.push({ axis: 'descendant-or-self', test: 'node()', filters: [] });
      found.push(step());
    }
    return found;
  };

  const step = (): Step => {
    if (peek() === '.') {
      take();
      return { axis: 'self', test: 'node()', filters: predicates() };
    }
    if (peek() === '..') {
      take();
      return { axis: 'parent', test: 'node()', filters: predicates() };
    }
    let axis = 'child';
    if (peek() === '@') {
      take();
      axis = 'attribute';
    } else if (peek(1) === '::') {
      axis = take();
      take('::');
    }
    let test = take();
    if (peek() === '(') {
      take();
      if (peek() !== ')') take();
      take(')');
      test += '()';
    }
    return { axis, test, filters: predicates() };
  };

  const union = left(path, ['|'], (_, a, b) => [...new Set([...nodesOf(a), ...nodesOf(b)])]);
  const unary = (): Expression => {
    if (peek() !== '-') return union();
    take();
    const inner = unary();
    return (focus) => -toNumber(inner(focus));
  };
  const times = left(unary, ['*', 'div', 'mod'], (operator, a, b) => {
    const [x, y] = [toNumber(a), toNumber(b)];
    return operator === '*' ? x * y : operator === 'div' ? x / y : x % y;
  });
  const plus = left(times, ['+', '-'], (operator, a, b) =>
    operator === '+' ? toNumber(a) + toNumber(b) : toNumber(a) - toNumber(b),
  );
  const relation = left(plus, ['<', '>', '<=', '>='], compareItems);
  const equality = left(relation, ['=', '!='], compareItems);
  const and = left(equality, ['and'], (_, a, b) => toBoolean(a) && toBoolean(b));
  const or: () => Expression = left(and, ['or'], (_, a, b) => toBoolean(a) || toBoolean(b));

  const result = or();
  if (at < tokens.length) throw new XPathProblem(`'${expression}' has an invalid token.`);
  return result;
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const clean = expression.trimEnd();
  while (TOKEN.lastIndex < clean.length) {
    const found = TOKEN.exec(clean)?.[1];
    if (found === undefined) throw new XPathProblem(`'${expression}' has an invalid token.`);
    tokens.push(found);
  }
  return tokens;
}

interface Step {
  readonly axis: string;
  readonly test: string;
  readonly filters: readonly Expression[];
}

function walk(start: readonly XmlNode[], steps: readonly Step[], focus: Focus): readonly XmlNode[] {
  let current = start;
  for (const { axis, test, filters } of steps) {
    const next = new Set<XmlNode>();
    for (const node of current) {
      const found = axisOf(node, axis).filter((each) => fits(each, axis, test, focus.namespaces));
      for (const each of filter(found, filters, focus)) next.add(each);
    }
    current = [...next];
  }
  return current;
}

function filter(nodes: readonly XmlNode[], filters: readonly Expression[], focus: Focus): readonly XmlNode[] {
  let kept = nodes;
  for (const each of filters) {
    const before = kept;
    kept = before.filter((node, at) => {
      const answer = each({ ...focus, node, position: at + 1, size: before.length });
      return typeof answer === 'number' ? answer === at + 1 : toBoolean(answer);
    });
  }
  return kept;
}

function axisOf(node: XmlNode, axis: string): readonly XmlNode[] {
  switch (axis) {
    case 'child':
      return node.children;
    case 'attribute':
      return node.attributes.filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
    case 'self':
      return [node];
    case 'parent':
      return node.parent === null ? [] : [node.parent];
    case 'descendant':
      return descendants(node);
    case 'descendant-or-self':
      return [node, ...descendants(node)];
    case 'ancestor':
    case 'ancestor-or-self': {
      const found: XmlNode[] = axis === 'ancestor' ? [] : [node];
      for (let each = node.parent; each !== null; each = each.parent) found.push(each);
      return found;
    }
    case 'following-sibling':
    case 'preceding-sibling': {
      const siblings = node.parent?.children ?? [];
      const at = siblings.indexOf(node);
      return axis === 'following-sibling' ? siblings.slice(at + 1) : siblings.slice(0, at).reverse();
    }
    default:
      throw new XPathProblem(`The axis '${axis}' isn't available here.`);
  }
}

function descendants(node: XmlNode): XmlNode[] {
  return node.children.flatMap((child) => [child, ...descendants(child)]);
}

function fits(node: XmlNode, axis: string, test: string, namespaces: ReadonlyMap<string, string>): boolean {
  if (test === 'node()') return true;
  if (test === 'text()') return node.kind === 'Text' || node.kind === 'CDATA';
  if (test === 'comment()') return node.kind === 'Comment';
  if (node.kind !== (axis === 'attribute' ? 'Attribute' : 'Element')) return false;
  if (test === '*') return true;
  if (!test.includes(':')) return node.localName === test && node.namespace === '';
  const [prefix = '', local = ''] = test.split(':');
  const space = namespaces.get(prefix);
  if (space === undefined)
    throw new XPathProblem(
      `Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.`,
    );
  return node.namespace === space && (local === '*' || node.localName === local);
}
