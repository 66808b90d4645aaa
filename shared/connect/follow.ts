import type {
  AstNode,
  CommandAst,
  ExpressionAst,
  ForEachAst,
  ParameterAst,
  StatementAst,
} from '../powershell/ast.ts';
import { allNodes, childrenOf } from '../powershell/walk.ts';
import type { KnownValues } from './known-values.ts';
import { isTable, type Known } from './known.ts';

/** Deeper than people write: from there on it is read without regard to branches, and without recursion. */
const DEEPEST = 100;
/** A list that is gone through in a loop is taken apart up to this length. */
const LONGEST_LOOP = 50;
/** Loops in loops are taken apart until so many nodes were read. */
const MOST_STEPS = 20_000;

/**
 * Follows a script's statements in their order, as far as its text tells what its variables hold, and hands out its
 * commands. What is set in one branch alone, or differently in two, is not known after them. Nothing is run.
 */
export class ScriptFollower {
  private readonly known: KnownValues;
  private readonly onCommand: (node: CommandAst) => void;

  private steps = 0;

  constructor(known: KnownValues, onCommand: (node: CommandAst) => void) {
    this.known = known;
    this.onCommand = onCommand;
  }

  follow(node: AstNode, depth = 0): void {
    this.steps += 1;
    if (depth > DEEPEST) {
      for (const one of allNodes(node)) this.note(one);
      return;
    }
    const inner = (child: AstNode | null) => {
      if (child !== null) this.follow(child, depth + 1);
    };
    switch (node.kind) {
      case 'AssignmentStatement':
        childrenOf(node).forEach(inner);
        this.note(node);
        return;
      case 'IfStatement':
        node.clauses.forEach(({ condition }) => inner(condition));
        this.branches([...node.clauses.map(({ body }) => body), node.otherwise], inner);
        return;
      case 'SwitchStatement':
        inner(node.condition);
        this.branches([...node.clauses.map(({ body }) => body), node.otherwise], inner);
        return;
      case 'TryStatement':
        inner(node.body);
        for (const { body } of node.catches) this.branches([body, null], inner);
        inner(node.finally);
        return;
      case 'ForEachStatement':
        this.loop(node, inner);
        return;
      case 'ForStatement':
        inner(node.initializer);
        this.branches([node.body, null], inner);
        return;
      case 'WhileStatement':
        inner(node.condition);
        this.branches([node.body, null], inner);
        return;
      case 'FunctionDefinition':
        this.note(node);
        this.local(() => inner(node.body));
        return;
      default:
        this.note(node);
        childrenOf(node).forEach(inner);
    }
  }

  /** Each branch sets out from here; null: none of them may be taken. */
  private branches(bodies: readonly (AstNode | null)[], inner: (node: AstNode) => void): void {
    const before = this.known.all();
    const ends = bodies.map((body) => {
      if (body === null) return before;
      this.known.restore(before);
      inner(body);
      return this.known.all();
    });
    this.known.agree(ends);
  }

  private local(read: () => void): void {
    const before = this.known.all();
    read();
    this.known.restore(before);
  }

  private loop(node: ForEachAst, inner: (node: AstNode) => void): void {
    const { name } = node.variable;
    inner(node.condition);
    const list = this.known.statement(node.condition);
    if (Array.isArray(list) && list.length <= LONGEST_LOOP && this.steps < MOST_STEPS) {
      for (const item of list as readonly Known[]) {
        this.known.set(name, item);
        inner(node.body);
      }
      return;
    }
    this.known.set(name, { unknown: `$${name}` });
    this.branches([node.body, null], inner);
  }

  private note(node: AstNode): void {
    switch (node.kind) {
      case 'AssignmentStatement':
        this.assign(node.left, node.operator, node.right);
        break;
      case 'ForEachStatement':
        this.known.set(node.variable.name, { unknown: `$${node.variable.name}` });
        break;
      case 'ScriptBlock':
        this.parameters(node.param?.parameters ?? []);
        break;
      case 'FunctionDefinition':
        this.parameters(node.parameters ?? []);
        break;
      case 'InvokeMemberExpression':
        this.changed(node);
        break;
      case 'Command':
        this.onCommand(node);
        break;
      default:
    }
  }

  private parameters(parameters: readonly ParameterAst[]): void {
    for (const { name, defaultValue } of parameters) {
      this.known.set(name, defaultValue === null ? { unknown: `$${name}` } : this.known.of(defaultValue));
    }
  }

  private assign(left: ExpressionAst, operator: string, right: StatementAst): void {
    const value = this.known.statement(right);
    if (operator === '=') this.set(left, value);
    else if (operator === '+=') this.set(left, this.known.sum(this.known.of(left), value, left));
    else this.set(left, this.known.unknown(left));
  }

  /** `$x = …`, `[string]$x = …`, `$table.Name = …`, `$table['Name'] = …`. */
  private set(left: ExpressionAst, value: Known): void {
    if (left.kind === 'VariableExpression') this.known.set(left.name, value);
    else if (left.kind === 'ConvertExpression') this.set(left.child, value);
    else if (left.kind === 'AttributedExpression') this.set(left.child, value);
    else if (left.kind === 'MemberExpression') this.entry(left.target, this.known.of(left.member), value);
    else if (left.kind === 'IndexExpression') this.entry(left.target, this.known.of(left.index), value);
  }

  /** `$table.Add('Name', …)`, `$table.Remove('Name')`. */
  private changed(node: Extract<ExpressionAst, { kind: 'InvokeMemberExpression' }>): void {
    const method = node.member.kind === 'StringConstantExpression' ? node.member.value.toLowerCase() : '';
    const [key, value] = node.arguments;
    if (key === undefined) return;
    if (method === 'add' && value !== undefined) {
      this.entry(node.target, this.known.of(key), this.known.of(value));
    } else if (method === 'remove') this.entry(node.target, this.known.of(key), undefined);
  }

  /** @param value undefined: the entry is taken out */
  private entry(target: ExpressionAst, key: Known, value: Known | undefined): void {
    const table = target.kind === 'VariableExpression' ? this.known.get(target.name) : undefined;
    if (target.kind !== 'VariableExpression' || typeof key !== 'string' || !isTable(table)) return;
    const entries = new Map(table.table);
    if (value === undefined) entries.delete(key.toLowerCase());
    else entries.set(key.toLowerCase(), { name: key, value });
    this.known.set(target.name, { table: entries });
  }
}
