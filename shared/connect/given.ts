import type { CloudId } from '../clouds.ts';
import { nearestNames } from '../powershell/nearest.ts';
import { commonParameters } from '../powershell/parameters.ts';
import { CONNECT_PARAMETERS, connectCmdlet, type ConnectCommand } from './parameter-table.ts';
import {
  isCertificate,
  isSecret,
  isSessionOption,
  isUnknown,
  type ConnectNeed,
  type ConnectNote,
  type ConnectProblem,
  type ConnectValue,
} from './values.ts';

const LONGEST = 1024;

/** Values of one Connect- command by parameter, and what is found out about them while they are read. */
export class Given {
  readonly problems: ConnectProblem[] = [];
  readonly ignored: ConnectNote[] = [];
  readonly needs = new Set<ConnectNeed>();
  readonly inert: Record<string, string> = {};
  readonly command: ConnectCommand;
  private readonly values = new Map<string, ConnectValue>();

  /** @param values by full parameter name in any case */
  constructor(
    command: ConnectCommand,
    values: Readonly<Record<string, ConnectValue>>,
    beside: Readonly<Record<string, ConnectValue>> = {},
  ) {
    this.command = command;
    const cmdlet = connectCmdlet(command);
    const common = commonParameters(cmdlet);
    const own = new Map(
      [...cmdlet.parameters, ...common].map(({ name }) => [name.toLowerCase(), name] as const),
    );
    for (const [typed, value] of Object.entries(values)) {
      const name = own.get(typed.toLowerCase());
      if (name === undefined) this.refuseName(typed, [...own.values()]);
      else if (common.some((one) => one.name === name)) this.inert[name] = textOf(value);
      else if (value !== null) this.values.set(name, value);
    }
    for (const { name } of CONNECT_PARAMETERS) {
      const value = beside[name] ?? null;
      if (value !== null && !this.values.has(name)) this.values.set(name, value);
    }
  }

  /** @param environment the one that was meant, where another one is named */
  problem(parameter: string | null, message: string, hint: string, environment?: CloudId): void {
    this.problems.push({ parameter, message, hint, ...(environment !== undefined && { environment }) });
  }

  note(parameter: string, message: string): void {
    this.ignored.push({ parameter, message });
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  value(name: string): ConnectValue | undefined {
    return this.values.get(name);
  }

  /** A text; null: not given, or refused. Empty ones are refused. */
  text(name: string): string | null {
    const value = this.values.get(name);
    if (value === undefined || isUnknown(value)) return null;
    const plain = Array.isArray(value) && value.length === 1 ? (value as readonly string[])[0] : value;
    if (typeof plain !== 'string' && typeof plain !== 'number') {
      this.problem(name, `-${name} takes a text.`, '');
      return null;
    }
    const text = String(plain).trim();
    if (text === '') this.problem(name, `-${name} is empty.`, 'Write its value, or leave the parameter out.');
    else if (text.length > LONGEST) this.problem(name, `-${name} is longer than any that is real.`, '');
    else return text;
    return null;
  }

  /** A text of a form; null: not given, or refused with that message. */
  matching(name: string, form: RegExp, message: string, hint: string): string | null {
    const text = this.text(name);
    if (text === null || form.test(text)) return text;
    this.problem(name, message, hint);
    return null;
  }

  /** A switch or Boolean; null: not given. */
  flag(name: string): boolean | null {
    const value = this.values.get(name);
    if (value === undefined || isUnknown(value)) return null;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return value !== 0;
    this.problem(name, `-${name} takes $true or $false.`, '');
    return null;
  }

  /** Switch that is on. */
  on(name: string): boolean {
    return this.flag(name) === true;
  }

  list(name: string): string[] {
    const value = this.values.get(name);
    if (value === undefined || isUnknown(value)) return [];
    const texts = Array.isArray(value) ? (value as readonly string[]) : [value];
    if (
      texts.length <= 2000 &&
      texts.every((text): text is string => typeof text === 'string' && text.length <= 200)
    ) {
      return texts.map((text) => text.trim()).filter((text) => text !== '');
    }
    this.problem(name, `-${name} takes names.`, '');
    return [];
  }

  /** Parameters of the table that say how to sign in or the like and that nobody asked about. */
  keepInert(): void {
    for (const { name, effect, why } of CONNECT_PARAMETERS) {
      const value = this.values.get(name);
      if (effect !== 'inert' || value === undefined) continue;
      this.inert[name] = textOf(value);
      this.note(name, `-${name} has no effect. ${why ?? ''}`.trim());
    }
  }

  private refuseName(typed: string, names: readonly string[]): void {
    const other = CONNECT_PARAMETERS.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
    const near = nearestNames(typed, names).map((name) => `-${name}`);
    this.problem(
      other?.name ?? typed,
      `${this.command} has no parameter -${other?.name ?? typed}.`,
      near.length > 0 && other === undefined ? `Did you mean ${near.join(' or ')}?` : '',
    );
  }
}

/** A value as inert parameters keep it: "" for a switch that is on. */
function textOf(value: ConnectValue): string {
  if (value === true) return '';
  if (value === false) return '$false';
  if (value === null) return '$null';
  if (isSecret(value) || isCertificate(value) || isSessionOption(value) || isUnknown(value)) return '$value';
  return (Array.isArray(value) ? (value as readonly string[]).join(',') : String(value)).slice(0, 2048);
}
