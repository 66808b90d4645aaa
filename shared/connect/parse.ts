import { isPersonal } from '../model/sign-in-method.ts';
import type { AstNode, CommandAst, CommandElementAst } from '../powershell/ast.ts';
import { bindCommand } from '../powershell/binder.ts';
import { parseScript } from '../powershell/parser/index.ts';
import { isSwitch, matchParameter } from '../powershell/parameters.ts';
import { allNodes } from '../powershell/walk.ts';
import { LineMap, type LanguageProblem, type TextPlace } from '../powershell/problems.ts';
import { ScriptFollower } from './follow.ts';
import { KnownValues } from './known-values.ts';
import { isSame, isTable, type Known } from './known.ts';
import { ownParametersBefore } from './own-parameters.ts';
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
/** Loops may make many of one command. */
const MOST_CONNECTIONS = 200;
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

type Take = (name: string, value: Known, at: { start: number; end: number }) => void;

/** A switch's value that stands apart from it. */
interface Late {
  readonly name: string;
  readonly at: CommandElementAst;
  readonly isOn: boolean;
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
    this.problems = errors.map(withoutQuotes);
    this.root = ast;
  }

  read(): PastedConnections {
    new ScriptFollower(this.known, (node) => this.command(node)).follow(this.root);
    return {
      connections: inBothServices(this.connections),
      problems: this.problems.sort((a, b) => a.start - b.start),
    };
  }

  private command(node: CommandAst): void {
    const first = node.elements[0];
    if (first?.kind !== 'StringConstantExpression') return;
    const command = connectCommandOf(first.value);
    if (command !== null) {
      if (this.connections.length < MOST_CONNECTIONS) this.connect(command, node);
    } else if (/^new-pssession$/i.test(first.value)) {
      this.problem(node, 'New-PSSession', 'Remote PowerShell was retired, and New-PSSession with it.');
    }
  }

  private connect(command: ConnectCommand, node: CommandAst): void {
    const values: Record<string, ConnectValue> = {};
    const places: Record<string, TextPlace> = {};
    const blanks: PastedBlank[] = [];
    const late: Late[] = [];
    const take: Take = (name, value, at) => {
      const place = this.lines.place(at.start, at.end);
      const plain = SECRET.has(name) ? secretOf(value) : plainOf(value);
      values[name] = plain;
      places[name] = place;
      if (typeof plain === 'object' && plain !== null && 'unknown' in plain) {
        blanks.push({ parameter: name, label: plain.unknown, place });
      }
    };
    const elements = node.elements.filter(
      (element, at) =>
        !this.splatted(element, command, take) && !this.apart(element, node.elements[at - 1], command, late),
    );
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
    for (const { name, at, isOn } of late) take(name, isOn, at);
    this.notContinued(node.end);
    const after = this.ends.get(command) ?? 0;
    this.ends.set(command, node.end);
    const beside = { start: node.start, after };
    const reading = draftFromParameters(command, values, this.own(command, beside));
    const clientId = isPersonal({ kind: reading.method })
      ? registrationBefore(this.text, command, beside)
      : null;
    const place = this.lines.place(node.start, node.end);
    const draft = { ...reading.draft, clientId };
    // A loop comes to it again: it is one connection, unless the round makes it another.
    const known = this.connections.some((one) => one.place.start === place.start && isSame(one.draft, draft));
    if (!known) this.connections.push({ ...reading, draft, command, place, blanks, places });
  }

  /** What a copied command (print.ts) says beyond the module's parameters. */
  private own(
    command: ConnectCommand,
    beside: { readonly start: number; readonly after: number },
  ): Record<string, ConnectValue> {
    const words = ownParametersBefore(this.text, command, beside);
    if (words === null) return {};
    const other: ConnectCommand =
      command === 'Connect-IPPSSession' ? 'Connect-ExchangeOnline' : 'Connect-IPPSSession';
    const source = `${other} ${words}`;
    const known = new KnownValues(source, () => null);
    const values: Record<string, ConnectValue> = {};
    for (const node of allNodes(parseScript(source).ast)) {
      if (node.kind !== 'Command') continue;
      for (const { parameter, value } of bindCommand(node, connectCmdlet(other), { source }).bound) {
        values[parameter.name] =
          value === null || value.kind === 'CommandParameter' ? true : plainOf(known.of(value));
      }
    }
    return values;
  }

  /** Takes the values of `@params`; false: it is something else. */
  private splatted(element: CommandElementAst, command: ConnectCommand, take: Take): boolean {
    const variable = element.kind === 'UsingExpression' ? element.child : element;
    if (variable.kind !== 'VariableExpression' || !variable.splatted) return false;
    const value = this.known.get(variable.name);
    const cmdlet = connectCmdlet(command);
    if (Array.isArray(value)) {
      (value as readonly Known[]).forEach((one, at) => {
        const parameter = cmdlet.parameters.find(({ sets }) => sets[0]?.position === at);
        if (parameter !== undefined) take(parameter.name, one, element);
      });
    } else if (isTable(value)) {
      for (const { name, value: one } of value.table.values()) {
        const match = matchParameter(cmdlet, name);
        take('found' in match ? match.found.name : name, one, element);
      }
    } else {
      const message = `@${variable.name} is not set above, so its parameters are not known.`;
      this.problem(element, 'UnknownSplat', message, 'Paste the lines that set it as well.');
    }
    return true;
  }

  /** `-ShowBanner $false`: PowerShell takes the switch as on and the value for the first position; false: it is something else. */
  private apart(
    element: CommandElementAst,
    before: CommandElementAst | undefined,
    command: ConnectCommand,
    late: Late[],
  ): boolean {
    if (element.kind !== 'VariableExpression' || !/^(true|false)$/i.test(element.name)) return false;
    if (before?.kind !== 'CommandParameter' || before.argument !== null) return false;
    const match = matchParameter(connectCmdlet(command), before.name);
    if (!('found' in match) || !isSwitch(match.found)) return false;
    const { name } = match.found;
    const written = `-${name}:$${element.name.toLowerCase()}`;
    this.problem(
      element,
      'SwitchWithBlank',
      `-${name} is a switch: a value after a blank is not its value.`,
      `Write ${written}, which is what was taken here.`,
    );
    late.push({ name, at: element, isOn: /^true$/i.test(element.name) });
    return true;
  }

  /** A line that begins with a parameter, below a command that does not go on to it. */
  private notContinued(end: number): void {
    const below =
      /^[^\r\n]*(?:\r?\n|\r)(?:[ \t]*#[^\r\n]*(?:\r?\n|\r))*[ \t]*([-\u2013-\u2015][a-z]\w*)/i.exec(
        this.text.slice(end, end + 2000),
      );
    if (below?.[1] === undefined || below[0].slice(0, 1).trim() === ';') return;
    const start = end + below[0].length - below[1].length;
    this.problem(
      { start, end: start + below[1].length },
      'LineNotContinued',
      `The line with ${below[1]} is not part of the command above it, and was left out.`,
      'End each line but the last one with a backtick, and keep comments out of the middle.',
    );
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

/** PowerShell's complaint, unless it quotes more of the text than a sign or two: a password may stand there. */
function withoutQuotes(error: LanguageProblem): LanguageProblem {
  const told = `${error.message} ${error.hint ?? ''}`.replace(/(['"“‘])\W{1,3}['"”’]/g, '');
  if (!/['"“‘]/.test(told.replace(/[a-z]'[a-z]/gi, ''))) return error;
  return {
    ...error,
    message: `PowerShell does not understand line ${String(error.line)} from column ${String(error.column)} on.`,
    hint: 'Check its quotes, brackets and commas, or paste the Connect- command alone.',
  };
}

/** Only whether there is one, and whose. */
function secretOf(value: Known): ConnectValue {
  // A text for -Credential is the name that PowerShell asks the password for.
  const named = typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value) ? value : null;
  const username =
    typeof value === 'object' && value !== null && 'secret' in value ? (value.username ?? null) : named;
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
