import type {
  AstNode,
  CommandAst,
  CommandElementAst,
  ExpressionAst,
  ParameterAst,
} from '../powershell/ast.ts';
import { isPersonal } from '../model/sign-in-method.ts';
import { bindCommand } from '../powershell/binder.ts';
import { parseScript } from '../powershell/parser/index.ts';
import { LineMap, type LanguageProblem, type TextPlace } from '../powershell/problems.ts';
import { allNodes } from '../powershell/walk.ts';
import { KnownValues, type Known } from './known-values.ts';
import { connectCmdlet, connectCommandOf, type ConnectCommand } from './parameter-table.ts';
import { draftFromParameters } from './parameters.ts';
import { readPastedText } from './pasted-text.ts';
import { registrationBefore } from './registration-comment.ts';
import { inBothServices } from './services.ts';
import type { ConnectReading, ConnectValue } from './values.ts';

/** A parameter whose value the text does not tell: a placeholder, or what only a running script knows. */
export interface PastedBlank {
  readonly parameter: string;
  /** What stands for the value. */
  readonly label: string;
  readonly place: TextPlace;
}

/** One Connect- command of a pasted text. */
export interface PastedConnection extends ConnectReading {
  readonly command: ConnectCommand;
  readonly place: TextPlace;
  readonly blanks: readonly PastedBlank[];
  /** Where each parameter that was given stands, by its full name. */
  readonly places: Readonly<Record<string, TextPlace>>;
}

export interface PastedConnections {
  readonly connections: readonly PastedConnection[];
  /** What was not understood, in the text's order: PowerShell's own complaints, unknown parameters, retired commands. */
  readonly problems: readonly LanguageProblem[];
}

const LONGEST = 200_000;
/** The values of these are secrets, whatever they are written as. */
const SECRET = new Set(['AccessToken', 'CertificatePassword', 'Credential']);

/**
 * Reads the Connect- commands of a text as it is published or pasted: prompts, continued lines, splatting, variables set
 * above. Nothing is run, and no secret of the text is in the answer. Never throws.
 */
export function parseConnectText(pasted: string): PastedConnections {
  if (pasted.length > LONGEST) {
    const place = new LineMap('').place(0);
    const message = 'The text is too long to be read.';
    return {
      connections: [],
      problems: [{ id: 'TooLong', message, hint: 'Paste the Connect- command alone.', ...place }],
    };
  }
  return new Reader(pasted).read();
}

class Reader {
  private readonly connections: PastedConnection[] = [];
  private readonly problems: LanguageProblem[];
  /** Where the command of each name ended that was read last. */
  private readonly ends = new Map<ConnectCommand, number>();
  private readonly lines: LineMap;
  private readonly text: string;
  private readonly known: KnownValues;
  private readonly root: AstNode;

  constructor(pasted: string) {
    const { text, blankIn } = readPastedText(pasted);
    const { ast, errors } = parseScript(text);
    this.text = text;
    this.lines = new LineMap(text);
    this.known = new KnownValues(text, blankIn);
    this.problems = [...errors];
    this.root = ast;
  }

  read(): PastedConnections {
    for (const node of allNodes(this.root)) {
      switch (node.kind) {
        case 'AssignmentStatement':
          if (node.operator === '=') this.assign(node.left, this.known.statement(node.right));
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
        case 'Command':
          this.command(node);
          break;
        default:
      }
    }
    return {
      connections: inBothServices(this.connections),
      problems: this.problems.sort((a, b) => a.start - b.start),
    };
  }

  private parameters(parameters: readonly ParameterAst[]): void {
    for (const { name, defaultValue } of parameters) {
      this.known.set(name, defaultValue === null ? { unknown: `$${name}` } : this.known.of(defaultValue));
    }
  }

  /** `$x = …`, `[string]$x = …`, `$table.Name = …`, `$table['Name'] = …`. */
  private assign(left: ExpressionAst, value: Known): void {
    if (left.kind === 'VariableExpression') this.known.set(left.name, value);
    else if (left.kind === 'ConvertExpression') this.assign(left.child, value);
    else if (left.kind === 'AttributedExpression') this.assign(left.child, value);
    else if (left.kind === 'MemberExpression' || left.kind === 'IndexExpression') {
      const key = this.known.of(left.kind === 'MemberExpression' ? left.member : left.index);
      const table = left.target.kind === 'VariableExpression' ? this.known.get(left.target.name) : undefined;
      if (left.target.kind !== 'VariableExpression' || typeof key !== 'string' || !isTable(table)) return;
      const entries = new Map(table.table).set(key.toLowerCase(), { name: key, value });
      this.known.set(left.target.name, { table: entries });
    }
  }

  private command(node: CommandAst): void {
    const first = node.elements[0];
    if (first?.kind !== 'StringConstantExpression') return;
    const command = connectCommandOf(first.value);
    if (command !== null) this.connect(command, node);
    else if (/^new-pssession$/i.test(first.value)) {
      this.problem(node, 'New-PSSession', 'Remote PowerShell was retired, and New-PSSession with it.');
    }
  }

  private connect(command: ConnectCommand, node: CommandAst): void {
    const values: Record<string, ConnectValue> = {};
    const places: Record<string, TextPlace> = {};
    const blanks: PastedBlank[] = [];
    const take = (name: string, value: Known, at: { start: number; end: number }) => {
      const place = this.lines.place(at.start, at.end);
      const plain = SECRET.has(name) ? secretOf(value) : plainOf(value);
      values[name] = plain;
      places[name] = place;
      if (typeof plain === 'object' && plain !== null && 'unknown' in plain) {
        blanks.push({ parameter: name, label: plain.unknown, place });
      }
    };
    const elements = node.elements.filter((element) => !this.splatted(element, command, take));
    const { bound, failures } = bindCommand({ ...node, elements }, connectCmdlet(command), {
      source: this.text,
    });
    for (const { id, message, hint, start, end } of failures) {
      this.problems.push({ id, message, hint, ...this.lines.place(start, end) });
    }
    for (const { parameter, value, named } of bound) {
      const at = { start: (named ?? value ?? node).start, end: (value ?? named ?? node).end };
      if (value === null) take(parameter.name, true, at);
      else if (value.kind !== 'CommandParameter') take(parameter.name, this.known.of(value), at);
    }
    const reading = draftFromParameters(command, values);
    const clientId = isPersonal({ kind: reading.method }) ? this.registration(command, node) : null;
    this.connections.push({
      ...reading,
      draft: { ...reading.draft, clientId },
      command,
      place: this.lines.place(node.start, node.end),
      blanks,
      places,
    });
  }

  /** Of a copied command (print.ts). */
  private registration(command: ConnectCommand, { start, end }: CommandAst): string | null {
    const after = this.ends.get(command) ?? 0;
    this.ends.set(command, end);
    return registrationBefore(this.text, command, { start, after });
  }

  /** Takes the values of `@params`; false: it is something else. */
  private splatted(
    element: CommandElementAst,
    command: ConnectCommand,
    take: (name: string, value: Known, at: { start: number; end: number }) => void,
  ): boolean {
    if (element.kind !== 'VariableExpression' || !element.splatted) return false;
    const table = this.known.get(element.name);
    if (!isTable(table)) {
      const message = `@${element.name} is not set above, so its parameters are not known.`;
      this.problem(element, 'UnknownSplat', message, 'Paste the lines that set it as well.');
      return true;
    }
    const names = connectCmdlet(command).parameters.map(({ name }) => name);
    for (const { name, value } of table.table.values()) {
      take(names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name, value, element);
    }
    return true;
  }

  private problem(
    at: { start: number; end: number },
    id: string,
    message: string,
    hint = 'Use Connect-ExchangeOnline or Connect-IPPSSession.',
  ): void {
    this.problems.push({ id, message, hint, ...this.lines.place(at.start, at.end) });
  }
}

function isTable(value: Known | undefined): value is Extract<Known, { table: unknown }> {
  return typeof value === 'object' && value !== null && 'table' in value;
}

/** Only whether there is one, and whose. */
function secretOf(value: Known): ConnectValue {
  const username =
    typeof value === 'object' && value !== null && 'secret' in value ? (value.username ?? null) : null;
  return value === null ? null : { secret: true, username };
}

function plainOf(value: Known): ConnectValue {
  if (Array.isArray(value)) {
    const items = (value as readonly Known[]).map((item) =>
      Array.isArray(item) ? { unknown: '@( )' } : plainOf(item),
    );
    const unknown = items.find((item) => typeof item === 'object' && item !== null && 'unknown' in item);
    if (unknown !== undefined) return unknown;
    return items.map((item) => (typeof item === 'string' || typeof item === 'number' ? String(item) : ''));
  }
  if (isTable(value)) return { unknown: '@{ }' };
  return value as Exclude<Known, readonly Known[] | { table: unknown }>;
}
