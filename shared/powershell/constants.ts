import type { ExpressionAst, StatementAst, StatementBlockAst } from './ast.ts';
import { convertTo } from './convert.ts';
import { LineMap } from './problems.ts';
import type { PsValue } from './values.ts';

export interface Refusal {
  /** What isn't available, as typed: "$x", "Get-Date". */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ConstantResult = { readonly value: PsValue } | { readonly refused: Refusal };

export interface ConstantOptions {
  readonly source: string;
  readonly lines?: LineMap;
  /** Values of a saved query's placeholders by name: `{name}` alone is replaced whole. */
  readonly placeholders?: Readonly<Record<string, PsValue>>;
}

/** Carries a refusal out of nested values. */
class Refused extends Error {
  readonly label: string;
  readonly node: { start: number; end: number };

  constructor(label: string, node: { start: number; end: number }, message?: string) {
    super(message ?? `${label} isn't available here.`);
    this.label = label;
    this.node = node;
  }
}

/**
 * The value of an argument that is known without running anything: texts, numbers, $true, $false, $null, lists,
 * `@( … )`, `@{ … }`, `[ordered]@{ … }`, simple casts, and `{ … }` as its text. All else is refused by name and place.
 */
export function evaluateConstant(ast: ExpressionAst, options: ConstantOptions): ConstantResult {
  try {
    return { value: new Evaluator(options).value(ast, true) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { start, end } = error.node;
    const place = (options.lines ?? new LineMap(options.source)).place(start, end);
    return { refused: { name: error.label, ...place, message: error.message } };
  }
}

/** Names of placeholders written inside a text, which would be pasted there; "" for none. */
function placeholderIn(text: string, names: ReadonlyMap<string, PsValue>): string | null {
  if (names.size === 0) return null;
  const lower = text.toLowerCase();
  for (const name of names.keys()) if (lower.includes(`{${name}}`)) return name;
  return null;
}

class Evaluator {
  private readonly source: string;
  private readonly placeholders: ReadonlyMap<string, PsValue>;

  constructor(options: ConstantOptions) {
    this.source = options.source;
    const entries = Object.entries(options.placeholders ?? {});
    this.placeholders = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  }

  value(ast: ExpressionAst, isArgument: boolean): PsValue {
    switch (ast.kind) {
      case 'StringConstantExpression':
        this.refusePlaceholder(ast.value, ast);
        return ast.value;
      case 'ConstantExpression':
        if (ast.value === null) throw new Refused(this.text(ast), ast, 'This number fits no type.');
        return ast.value;
      case 'VariableExpression':
        return this.variable(ast);
      case 'ArrayLiteral':
        return ast.elements.map((element) => this.value(element, isArgument));
      case 'ArrayExpression':
        return this.array(ast.body);
      case 'ParenExpression':
        return this.statement(ast.pipeline);
      case 'Hashtable':
        return this.hashtable(ast.pairs, false);
      case 'ConvertExpression':
        return this.convert(ast.type.typeName.name, ast.child, ast);
      case 'ScriptBlockExpression':
        return this.scriptBlock(ast, isArgument);
      case 'UnaryExpression':
        return this.negative(ast);
      case 'ExpandableStringExpression': {
        const part = ast.parts.find((p) => typeof p !== 'string');
        const name = part === undefined || typeof part === 'string' ? this.text(ast) : this.text(part);
        throw new Refused(name, part === undefined || typeof part === 'string' ? ast : part);
      }
      default:
        throw new Refused(this.text(ast), ast);
    }
  }

  private variable(ast: Extract<ExpressionAst, { kind: 'VariableExpression' }>): PsValue {
    if (!ast.splatted) {
      switch (ast.name.toLowerCase()) {
        case 'true':
          return true;
        case 'false':
          return false;
        case 'null':
          return null;
        default:
      }
    }
    throw new Refused(`${ast.splatted ? '@' : '$'}${ast.name}`, ast);
  }

  /** The one value of a statement that is nothing but a value. */
  private statement(statement: StatementAst): PsValue {
    if (statement.kind === 'Pipeline' && !statement.background) {
      const [element, more] = statement.elements;
      if (element?.kind === 'CommandExpression' && more === undefined && element.redirections.length === 0) {
        return this.value(element.expression, false);
      }
      if (element?.kind === 'Command') {
        const first = element.elements[0] ?? element;
        const bare =
          more === undefined && first.kind === 'StringConstantExpression' && element.elements.length === 1;
        const label = this.text(first);
        if (!bare) throw new Refused(label, first);
        throw new Refused(label, first, `${label} would be run as a command here. Quote it if it is a text.`);
      }
    }
    throw new Refused(this.text(statement), statement);
  }

  private array(body: StatementBlockAst): PsValue[] {
    const [trap] = body.traps;
    if (trap !== undefined) throw new Refused('trap', trap);
    return body.statements.flatMap((statement) => {
      const value = this.statement(statement);
      return Array.isArray(value) ? (value as readonly PsValue[]) : [value];
    });
  }

  private hashtable(
    pairs: readonly { readonly key: ExpressionAst; readonly value: StatementAst }[],
    ordered: boolean,
  ): PsValue {
    const list = pairs.map(({ key, value }): readonly [PsValue, PsValue] => {
      const name = this.value(key, false);
      if (name === null) throw new Refused('$null', key, 'A key of @{ } can’t be $null.');
      return [name, this.statement(value)];
    });
    return { kind: 'hashtable', ordered, pairs: list };
  }

  private convert(type: string, child: ExpressionAst, whole: ExpressionAst): PsValue {
    if (type.toLowerCase() === 'ordered' && child.kind === 'Hashtable')
      return this.hashtable(child.pairs, true);
    const result = convertTo(this.value(child, false), type);
    if (result === null) throw new Refused(`[${type}]`, whole);
    if ('error' in result) throw new Refused(`[${type}]`, whole, result.error);
    return result.value;
  }

  private scriptBlock(
    ast: Extract<ExpressionAst, { kind: 'ScriptBlockExpression' }>,
    isArgument: boolean,
  ): PsValue {
    const inner = this.source.slice(ast.start + 1, ast.end - 1);
    const bound = this.placeholders.get(inner.trim().toLowerCase());
    if (bound !== undefined) return bound;
    if (!isArgument) throw new Refused(this.text(ast), ast, 'A { … } block isn’t available here.');
    this.refusePlaceholder(inner, ast);
    return { kind: 'scriptBlock', text: inner };
  }

  private negative(ast: Extract<ExpressionAst, { kind: 'UnaryExpression' }>): PsValue {
    const value = ast.operator === '-' || ast.operator === '+' ? this.value(ast.operand, false) : null;
    if (typeof value !== 'number' || ast.postfix) throw new Refused(this.text(ast), ast);
    return ast.operator === '-' ? -value : value;
  }

  private refusePlaceholder(text: string, node: { start: number; end: number }): void {
    const name = placeholderIn(text, this.placeholders);
    if (name === null) return;
    const message = `{${name}} stands inside a text. It must be the whole value, without quotes: values are never pasted into text.`;
    throw new Refused(`{${name}}`, node, message);
  }

  /** What was typed, on one line and short enough for a message. */
  private text(node: { start: number; end: number }): string {
    const text = this.source.slice(node.start, Math.min(node.end, node.start + 200)).replace(/\s+/g, ' ');
    return text.length > 40 ? `${text.slice(0, 37)}…` : text;
  }
}
