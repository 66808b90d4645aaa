import type { CmdletParameter } from '../model/cmdlet.ts';
import type { Plan } from './plan.ts';
import { isDoubleQuote, isSingleQuote } from './lexer/chars.ts';
import { isPsArray, isPsNumber, numberText, type PsNumber, type PsValue } from './values.ts';

/** What stands for a secret in printed commands. */
export const maskedSecret = "'********'";

const plainWord = /^[A-Za-z_][A-Za-z0-9_.\\-]*$/;
const suffixOf: Record<string, string | undefined> = {
  long: 'l',
  decimal: 'd',
  byte: 'uy',
  sbyte: 'y',
  short: 's',
  ushort: 'us',
  uint: 'u',
  ulong: 'ul',
  bigint: 'n',
};

/**
 * A command as one PowerShell line that reads back to the same values. Secrets (encrypted parameters, credentials)
 * are masked.
 */
export function printCommand(plan: Pick<Plan, 'cmdlet' | 'parameters' | 'common'>): string {
  const words = [plan.cmdlet.name];
  const byName = new Map(plan.cmdlet.parameters.map((p) => [p.name, p]));
  for (const [name, value] of [...plan.parameters, ...plan.common]) {
    const parameter = byName.get(name);
    const isSecret = isSecretParameter(name, parameter, plan.cmdlet.encrypted);
    words.push(printParameter(name, value, isSecret));
  }
  return words.join(' ');
}

/** Its value must never be shown. */
export function isSecretParameter(
  name: string,
  parameter: CmdletParameter | undefined,
  encrypted: readonly string[],
): boolean {
  return (
    parameter?.encrypted === true ||
    encrypted.includes(name) ||
    parameter?.type === 'SecureString' ||
    parameter?.type === 'PSCredential'
  );
}

function printParameter(name: string, value: PsValue, isSecret: boolean): string {
  if (isSecret && value !== null) return `-${name} ${maskedSecret}`;
  if (isSwitchValue(value)) return value.on ? `-${name}` : `-${name}:$false`;
  return `-${name} ${printArgument(value)}`;
}

function isSwitchValue(value: PsValue): value is Extract<PsValue, { kind: 'switch' }> {
  return value !== null && typeof value === 'object' && !isPsArray(value) && value.kind === 'switch';
}

/** A value where an argument stands: a list is written with commas, a plain word without quotes. */
export function printArgument(value: PsValue): string {
  if (typeof value === 'string' && plainWord.test(value)) return value;
  if (isPsArray(value) && value.length > 1) return value.map(printElement).join(',');
  return printElement(value);
}

function printElement(value: PsValue): string {
  if (isPsArray(value)) return printList(value);
  return printExpression(value);
}

function printList(value: readonly PsValue[]): string {
  // A comma keeps an inner list whole where @( ) would unroll it.
  if (value.length === 1)
    return `@(${isPsArray(value[0] ?? null) ? ',' : ''}${printElement(value[0] ?? null)})`;
  return `@(${value.map(printElement).join(',')})`;
}

function printExpression(value: PsValue): string {
  if (value === null) return '$null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (isPsNumber(value)) return printNumber(value);
  if (isPsArray(value)) return printList(value);
  switch (value.kind) {
    case 'hashtable': {
      const pairs = value.pairs.map(([key, item]) => `${printKey(key)}=${printElementOf(item)}`);
      const table = `@{${pairs.join(';')}}`;
      // A cast is only read as one inside brackets, where arguments stand.
      return value.ordered ? `([ordered]${table})` : table;
    }
    case 'scriptBlock':
      return `{${value.text}}`;
    case 'dateTime':
      return quote(value.iso);
    case 'switch':
      return value.on ? '$true' : '$false';
    default:
      return '$null';
  }
}

function printElementOf(item: PsValue): string {
  return isPsArray(item) && item.length > 1 ? item.map(printElement).join(',') : printElement(item);
}

function printKey(key: PsValue): string {
  return typeof key === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : printExpression(key);
}

function printNumber(value: PsNumber): string {
  const text = numberText(value);
  if (typeof value === 'number') return value < 0 ? `(${text})` : text;
  if (value.kind === 'double') {
    const real = Number.isFinite(value.value) ? text : '0';
    const shaped = /[.E]/.test(real) ? real : `${real}.0`;
    return shaped.startsWith('-') ? `(${shaped})` : shaped;
  }
  const written = `${text}${suffixOf[value.kind] ?? ''}`;
  return written.startsWith('-') ? `(${written})` : written;
}

/** A text in quotes that reads back to it: single quotes, double ones where a line break or such must be escaped. */
export function quote(text: string): string {
  if (/[\0-\u001f\u0085\u2028\u2029]/.test(text)) return doubleQuoted(text);
  let out = '';
  for (const character of text) {
    out += isSingleQuote(character.charCodeAt(0)) ? character + character : character;
  }
  return `'${out}'`;
}

const escapes: Record<string, string | undefined> = {
  '\0': '`0',
  '\u0007': '`a',
  '\b': '`b',
  '\t': '`t',
  '\n': '`n',
  '\v': '`v',
  '\f': '`f',
  '\r': '`r',
  '\u001b': '`e',
  $: '`$',
  '`': '``',
};

function doubleQuoted(text: string): string {
  let out = '';
  for (const character of text) {
    const escape = escapes[character];
    if (escape !== undefined) out += escape;
    else out += isDoubleQuote(character.charCodeAt(0)) ? `\`${character}` : character;
  }
  return `"${out}"`;
}
