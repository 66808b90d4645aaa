import type { XmlNode } from './node.ts';

/** An expression that makes no sense, or uses what isn't there. */
export class XPathProblem extends Error {}

/** What an expression gives: nodes or a plain value. */
export type Item = readonly XmlNode[] | string | number | boolean;

/** Where an expression is worked out. */
export interface Focus {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
  readonly namespaces: ReadonlyMap<string, string>;
}

export type Expression = (focus: Focus) => Item;

function isNodes(item: Item): item is readonly XmlNode[] {
  return Array.isArray(item);
}

export function nodesOf(item: Item): readonly XmlNode[] {
  if (!isNodes(item)) throw new XPathProblem('Expression must evaluate to a node-set.');
  return item;
}

function toTextOf(item: Item): string {
  if (isNodes(item)) return item[0]?.innerText ?? '';
  return String(item);
}

export function toNumber(item: Item): number {
  if (typeof item === 'number') return item;
  if (typeof item === 'boolean') return Number(item);
  const written = toTextOf(item).trim();
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(written) ? Number(written) : NaN;
}

export function toBoolean(item: Item): boolean {
  if (isNodes(item)) return item.length > 0;
  return typeof item === 'number' ? item !== 0 && !Number.isNaN(item) : Boolean(item);
}

export function compareItems(operator: string, a: Item, b: Item): boolean {
  const nodes = isNodes(a) ? a : null;
  if (nodes !== null) return nodes.some((node) => compareItems(operator, node.innerText, b));
  if (isNodes(b)) return b.some((node) => compareItems(operator, a, node.innerText));
  if (operator === '=' || operator === '!=') {
    const same =
      typeof a === 'boolean' || typeof b === 'boolean'
        ? toBoolean(a) === toBoolean(b)
        : typeof a === 'number' || typeof b === 'number'
          ? toNumber(a) === toNumber(b)
          : a === b;
    return operator === '=' ? same : !same;
  }
  const [x, y] = [toNumber(a), toNumber(b)];
  return operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y;
}

export function callFunction(name: string, args: readonly Expression[]): Expression {
  const item = (focus: Focus, at: number): Item => args[at]?.(focus) ?? [focus.node];
  const written = (focus: Focus, at: number): string => toTextOf(item(focus, at));
  switch (name) {
    case 'position':
      return (focus) => focus.position;
    case 'last':
      return (focus) => focus.size;
    case 'count':
      return (focus) => nodesOf(item(focus, 0)).length;
    case 'sum':
      return (focus) => nodesOf(item(focus, 0)).reduce((sum, node) => sum + toNumber(node.innerText), 0);
    case 'name':
      return (focus) => nodesOf(item(focus, 0))[0]?.name ?? '';
    case 'local-name':
      return (focus) => nodesOf(item(focus, 0))[0]?.localName ?? '';
    case 'namespace-uri':
      return (focus) => nodesOf(item(focus, 0))[0]?.namespace ?? '';
    case 'not':
      return (focus) => !toBoolean(item(focus, 0));
    case 'true':
      return () => true;
    case 'false':
      return () => false;
    case 'boolean':
      return (focus) => toBoolean(item(focus, 0));
    case 'number':
      return (focus) => toNumber(item(focus, 0));
    case 'string':
      return (focus) => written(focus, 0);
    case 'string-length':
      return (focus) => written(focus, 0).length;
    case 'normalize-space':
      return (focus) => written(focus, 0).trim().replace(/\s+/g, ' ');
    case 'contains':
      return (focus) => written(focus, 0).includes(written(focus, 1));
    case 'starts-with':
      return (focus) => written(focus, 0).startsWith(written(focus, 1));
    case 'substring-before':
      return (focus) => {
        const at = written(focus, 0).indexOf(written(focus, 1));
        return at < 0 ? '' : written(focus, 0).slice(0, at);
      };
    case 'substring-after':
      return (focus) => {
        const at = written(focus, 0).indexOf(written(focus, 1));
        return at < 0 ? '' : written(focus, 0).slice(at + written(focus, 1).length);
      };
    case 'substring':
      return (focus) => {
        const from = Math.round(toNumber(item(focus, 1))) - 1;
        const end = args.length > 2 ? from + Math.round(toNumber(item(focus, 2))) : undefined;
        return written(focus, 0).slice(Math.max(0, from), end);
      };
    case 'concat':
      return (focus) => args.map((_, at) => written(focus, at)).join('');
    case 'translate':
      return (focus) => {
        const [from, to] = [written(focus, 1), written(focus, 2)];
        return Array.from(written(focus, 0), (c) => (from.includes(c) ? to.charAt(from.indexOf(c)) : c)).join(
          '',
        );
      };
    case 'floor':
      return (focus) => Math.floor(toNumber(item(focus, 0)));
    case 'ceiling':
      return (focus) => Math.ceil(toNumber(item(focus, 0)));
    case 'round':
      return (focus) => Math.round(toNumber(item(focus, 0)));
    default:
      throw new XPathProblem(`The function '${name}()' isn't available here.`);
  }
}
