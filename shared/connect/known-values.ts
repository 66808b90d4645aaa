import type {
  CommandAst,
  ExpressionAst,
  HashtablePair,
  StatementAst,
  StatementBlockAst,
} from '../powershell/ast.ts';
import { bindCommand } from '../powershell/binder.ts';
import { printArgument } from '../powershell/printer.ts';
import { numberText } from '../powershell/values.ts';
import { makingCommand } from './making-commands.ts';
import { SESSION_OPTIONS } from './session-option.ts';
import { isSame, isTable, textsOf, type Known, type KnownTable } from './known.ts';
import type { CertificateValue, SecretValue } from './values.ts';

const SECRET: SecretValue = { secret: true };
const NO_CERTIFICATE: CertificateValue = { certificate: null };
const DEEPEST = 60;
/** Longer texts and lists are no parameter's value: a text that doubles itself must not fill the memory. */
const LONGEST = 20_000;

/** Values of a script's variables and expressions, as far as its text tells them. */
export class KnownValues {
  private readonly variables = new Map<string, Known>();
  private readonly source: string;
  private readonly blankIn: (text: string) => string | null;

  /** @param blankIn what is left to be filled in inside a text; null: nothing */
  constructor(source: string, blankIn: (text: string) => string | null) {
    this.source = source;
    this.blankIn = blankIn;
  }

  set(variable: string, value: Known): void {
    this.variables.set(nameOf(variable), value);
  }

  get(variable: string): Known | undefined {
    return this.variables.get(nameOf(variable));
  }

  /** Every variable as it stands. */
  all(): ReadonlyMap<string, Known> {
    return new Map(this.variables);
  }

  restore(variables: ReadonlyMap<string, Known>): void {
    this.variables.clear();
    for (const [name, value] of variables) this.variables.set(name, value);
  }

  /** After several ways that a script may have gone: what they agree on, where they set it at all. */
  agree(ways: readonly ReadonlyMap<string, Known>[]): void {
    for (const name of new Set(ways.flatMap((way) => [...way.keys()]))) {
      const [first, ...others] = ways.flatMap((way) => {
        const value = way.get(name);
        return value === undefined ? [] : [value];
      });
      if (first === undefined) continue;
      this.variables.set(name, agreed([first, ...others], `$${name}`));
    }
  }

  /** `left + right`. */
  sum(left: Known, right: Known, node: { start: number; end: number }): Known {
    if (typeof left === 'string' && typeof right === 'string') return this.filled(left + right);
    if (isTable(left) && isTable(right)) return { table: new Map([...left.table, ...right.table]) };
    if (Array.isArray(left)) {
      const items = [
        ...(left as readonly Known[]),
        ...(Array.isArray(right) ? (right as readonly Known[]) : [right]),
      ];
      if (items.length <= LONGEST) return items;
    }
    return this.unknown(node);
  }

  /** Never throws. */
  of(node: ExpressionAst, depth = 0): Known {
    if (depth > DEEPEST) return this.unknown(node);
    const inner = (child: ExpressionAst): Known => this.of(child, depth + 1);
    switch (node.kind) {
      case 'StringConstantExpression':
        return this.filled(node.value);
      case 'ConstantExpression':
        return node.value === null
          ? null
          : typeof node.value === 'number'
            ? node.value
            : numberText(node.value);
      case 'ExpandableStringExpression':
        return this.expanded(
          node,
          node.parts.map((part) => (typeof part === 'string' ? part : inner(part))),
        );
      case 'VariableExpression':
        return this.variable(node);
      case 'ArrayLiteral':
        return node.elements.map(inner);
      case 'ArrayExpression': {
        const items = this.block(node.body, depth).flatMap((one) =>
          Array.isArray(one) ? (one as readonly Known[]) : [one],
        );
        return items.length > LONGEST ? this.unknown(node) : items;
      }
      case 'SubExpression': {
        const values = this.block(node.body, depth);
        return values.length === 1 ? (values[0] ?? null) : values;
      }
      case 'UsingExpression':
        return inner(node.child);
      case 'ParenExpression':
        return this.statement(node.pipeline, depth + 1);
      case 'Hashtable':
        return this.hashtable(node.pairs, depth);
      case 'ConvertExpression':
        return /^(string|guid|int|securestring|ordered|bool|switch|pscredential|.*\.pscredential|.*x509certificate2?|.*\.securestring|pscustomobject|hashtable)$/i.test(
          node.type.typeName.name,
        )
          ? inner(node.child)
          : this.unknown(node);
      case 'BinaryExpression': {
        const [left, right] = [inner(node.left), inner(node.right)];
        if (node.operator === '+') return this.sum(left, right, node);
        if (node.operator === '-f') return this.formatted(left, right, node);
        if (node.operator === '-split' && typeof left === 'string' && typeof right === 'string')
          return /^[^\\^$.|?*+()[\]{}]+$/.test(right) ? left.split(right) : this.unknown(node);
        return node.operator === '-join' ? this.joined(left, right, node) : this.unknown(node);
      }
      case 'MemberExpression':
        return this.member(node, inner(node.target));
      case 'IndexExpression':
        return this.indexed(node, inner(node.target), inner(node.index));
      case 'InvokeMemberExpression':
        return this.called(node, depth);
      default:
        return this.unknown(node);
    }
  }

  /** The value of a statement that is one value or one command. */
  statement(node: StatementAst, depth = 0): Known {
    if (depth > DEEPEST || node.kind !== 'Pipeline') return this.unknown(node);
    const last = node.elements.at(-1);
    const first = node.elements[0];
    if (first?.kind === 'CommandExpression' && node.elements.length === 1) {
      return this.of(first.expression, depth + 1);
    }
    if (last?.kind !== 'Command') return this.unknown(node);
    if (node.elements.length === 1) return this.command(last, depth);
    // A pipeline into ConvertTo-SecureString, or certificates that are picked from the store.
    if (commandName(last) === 'convertto-securestring') return SECRET;
    return first?.kind === 'Command' && isCertificate(this.command(first, depth))
      ? NO_CERTIFICATE
      : this.unknown(node);
  }

  private command(node: CommandAst, depth: number): Known {
    const typed = commandName(node);
    const known = makingCommand(typed);
    if (known === undefined) return this.unknown(node);
    const { bound } = bindCommand(node, known, { source: this.source });
    const values = new Map(
      bound.map(({ parameter, value }): [string, Known] => [
        parameter.name,
        value === null
          ? true
          : value.kind === 'CommandParameter'
            ? this.unknown(value)
            : this.of(value, depth + 1),
      ]),
    );
    const text = (name: string): string | null => {
      const value = values.get(name);
      return typeof value === 'string' ? value : null;
    };
    switch (known.name) {
      case 'Get-Credential':
        return { secret: true, username: text('UserName') ?? text('Credential') };
      case 'Read-Host':
        return values.get('AsSecureString') === true || values.get('MaskInput') === true
          ? SECRET
          : { unknown: text('Prompt') ?? this.textOf(node) };
      case 'ConvertTo-SecureString':
      case 'Import-Clixml':
        return SECRET;
      case 'New-PSSessionOption':
        return {
          ...userOf(values.get('ProxyCredential')),
          sessionOption: Object.fromEntries(
            [...values].flatMap(([name, value]) => {
              const written = argumentText(name, value);
              return written === null ? [] : [[name, written] as const];
            }),
          ),
        };
      case 'New-Object':
        return this.made(node, text('TypeName') ?? '', values.get('ArgumentList') ?? null);
      case 'Get-PfxCertificate':
        return certificateFile(text('FilePath') ?? text('LiteralPath'));
      default:
        return this.stored(node, text('Path') ?? text('LiteralPath'));
    }
  }

  /** A certificate by its path in the certificate drive. */
  private stored(node: CommandAst, path: string | null): Known {
    const found = path === null ? null : /^cert:[\\/].*?(?:[\\/]([0-9a-f]{40}))?$/i.exec(path);
    if (found === null) return this.unknown(node);
    const [, thumbprint] = found;
    return thumbprint === undefined
      ? NO_CERTIFICATE
      : { certificate: { from: 'store', thumbprint: thumbprint.toUpperCase() } };
  }

  /** New-Object, and `[type]::new( )`. */
  private made(node: { start: number; end: number }, type: string, given: Known): Known {
    const list = Array.isArray(given) ? (given as readonly Known[]) : given === null ? [] : [given];
    const [first] = list;
    if (/(^|\.)pscredential$/i.test(type)) {
      return { secret: true, username: typeof first === 'string' ? first : null };
    }
    if (/(^|\.)securestring$/i.test(type)) return SECRET;
    if (/(^|\.)x509certificate2?$/i.test(type))
      return certificateFile(typeof first === 'string' ? first : null);
    return this.unknown(node);
  }

  private called(node: Extract<ExpressionAst, { kind: 'InvokeMemberExpression' }>, depth: number): Known {
    const member = node.member.kind === 'StringConstantExpression' ? node.member.value.toLowerCase() : '';
    const values = node.arguments.map((one) => this.of(one, depth + 1));
    if (node.isStatic && node.target.kind === 'TypeExpression' && member === 'new') {
      return this.made(node, node.target.typeName.name, values);
    }
    const target = this.of(node.target, depth + 1);
    if (typeof target === 'string') {
      const called = textMethod(target, member, values);
      if (called !== null) return typeof called === 'string' ? this.filled(called) : called;
    }
    return member === 'getnetworkcredential' ? target : this.unknown(node);
  }

  private member(node: Extract<ExpressionAst, { kind: 'MemberExpression' }>, target: Known): Known {
    const name = node.member.kind === 'StringConstantExpression' ? node.member.value.toLowerCase() : '';
    if (typeof target !== 'object' || target === null || Array.isArray(target)) return this.unknown(node);
    if ('table' in target) return target.table.get(name)?.value ?? this.unknown(node);
    if ('secret' in target) {
      if (name === 'password') return SECRET;
      return name === 'username' ? (target.username ?? this.unknown(node)) : this.unknown(node);
    }
    if ('certificate' in target && name === 'thumbprint' && target.certificate?.from === 'store') {
      return target.certificate.thumbprint;
    }
    return this.unknown(node);
  }

  private indexed(node: ExpressionAst, target: Known, index: Known): Known {
    if (Array.isArray(target) && typeof index === 'number') {
      return (target as readonly Known[]).at(index) ?? this.unknown(node);
    }
    const found =
      isTable(target) && typeof index === 'string' ? target.table.get(index.toLowerCase()) : undefined;
    return found?.value ?? this.unknown(node);
  }

  private variable(node: Extract<ExpressionAst, { kind: 'VariableExpression' }>): Known {
    switch (node.name.toLowerCase()) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      default:
        return this.get(node.name) ?? { unknown: `$${node.name}` };
    }
  }

  private expanded(node: ExpressionAst, parts: readonly Known[]): Known {
    const plain = parts.every((part) => typeof part === 'string' || typeof part === 'number');
    return plain ? this.filled(parts.join('')) : this.unknown(node);
  }

  /** `'{0}.onmicrosoft.com' -f $name`, without alignment and format. */
  private formatted(format: Known, given: Known, node: ExpressionAst): Known {
    const values = textsOf(given);
    if (typeof format !== 'string' || values === null) return this.unknown(node);
    let isPlain = true;
    const text = format.replace(/\{\{|\}\}|\{(\d+)\}|[{}]/g, (found, index: string | undefined) => {
      if (found === '{{' || found === '}}') return found.charAt(0);
      const value = index === undefined ? undefined : values[Number(index)];
      if (value === undefined) isPlain = false;
      return value ?? '';
    });
    return isPlain ? this.filled(text) : this.unknown(node);
  }

  private joined(list: Known, separator: Known, node: ExpressionAst): Known {
    const values = textsOf(list);
    return values === null || typeof separator !== 'string'
      ? this.unknown(node)
      : this.filled(values.join(separator));
  }

  private filled(text: string): Known {
    if (text.length > LONGEST) return { unknown: `${text.slice(0, 40)}…` };
    const blank = this.blankIn(text);
    return blank === null ? text : { unknown: blank };
  }

  private block(body: StatementBlockAst, depth: number): Known[] {
    return body.statements.map((statement) => this.statement(statement, depth + 1));
  }

  private hashtable(pairs: readonly HashtablePair[], depth: number): KnownTable {
    const table = new Map<string, { name: string; value: Known }>();
    for (const { key, value } of pairs) {
      const name = this.of(key, depth + 1);
      if (typeof name === 'string')
        table.set(name.toLowerCase(), { name, value: this.statement(value, depth + 1) });
    }
    return { table };
  }

  unknown(node: { start: number; end: number }): Known {
    return { unknown: this.textOf(node) };
  }

  /** A short form of what stands there; texts in it may be secrets. */
  private textOf(node: { start: number; end: number }): string {
    const text = this.source
      .slice(node.start, Math.min(node.end, node.start + 200))
      .replace(/\s+/g, ' ')
      .replace(/(['"])(?:(?!\1).)*\1?/g, '$1…$1');
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
  }
}

/** A method of a text that scripts take an account or domain apart with; null: none of these. */
function textMethod(text: string, member: string, values: readonly Known[]): Known | null {
  const [first, second] = values;
  switch (member) {
    case 'tostring':
    case 'trim':
      return values.length === 0 ? text.trim() : null;
    case 'tolower':
      return text.toLowerCase();
    case 'toupper':
      return text.toUpperCase();
    case 'split':
      return typeof first === 'string' && first.length === 1 && values.length === 1
        ? text.split(first)
        : null;
    case 'replace':
      return typeof first === 'string' && first !== '' && typeof second === 'string'
        ? text.replaceAll(first, () => second)
        : null;
    default:
      return null;
  }
}

/** What values agree on. Tables agree entry by entry: one that only some have is taken, as it is with variables. */
function agreed(values: readonly Known[], unknown: string): Known {
  const [first = null, ...others] = values;
  if (others.every((other) => isSame(other, first))) return first;
  const tables = values.filter(isTable);
  if (tables.length < values.length) return { unknown };
  const table = new Map<string, { name: string; value: Known }>();
  for (const key of new Set(tables.flatMap((one) => [...one.table.keys()]))) {
    const entries = tables.flatMap((one) => one.table.get(key) ?? []);
    const name = entries[0]?.name ?? key;
    const plain = entries.map(({ value }) => value);
    const same = plain.every((value) => isSame(value, plain[0]));
    table.set(key, { name, value: same ? (plain[0] ?? null) : { unknown: `${unknown}.${name}` } });
  }
  return { table };
}

function nameOf(variable: string): string {
  return variable.toLowerCase().replace(/^(global|script|local|private|using):/, '');
}

function commandName(node: CommandAst): string {
  const first = node.elements[0];
  return first?.kind === 'StringConstantExpression' ? first.value.toLowerCase().replace(/^[\w.]+\\/, '') : '';
}

function isCertificate(value: Known): boolean {
  return typeof value === 'object' && value !== null && 'certificate' in value;
}

function certificateFile(path: string | null): CertificateValue {
  return path === null || path === '' ? NO_CERTIFICATE : { certificate: { from: 'file', path } };
}

/** How a session option's value is written again. */
function argumentText(name: string, value: Known): string | null {
  if (SESSION_OPTIONS[name] === 'secret') return `$${name}`;
  if (value === true) return '';
  if (typeof value === 'string') return printArgument(value);
  return typeof value === 'number' ? String(value) : null;
}

/** The user name of -ProxyCredential: a credential whose name is known, or the name alone. */
function userOf(value: Known | undefined): { readonly proxyUser?: string } {
  const name = typeof value === 'string' ? value : isCredential(value) ? value.username : null;
  return name == null || name === '' ? {} : { proxyUser: name };
}

const isCredential = (value: Known | undefined): value is SecretValue =>
  typeof value === 'object' && value !== null && 'secret' in value;
