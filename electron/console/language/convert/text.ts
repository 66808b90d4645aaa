import { decimalText } from '../../../../shared/powershell/values.ts';
import { invariantDate } from '../dotnet/dates.ts';
import { general } from '../dotnet/double-text.ts';
import { formatTimeSpan } from '../dotnet/timespans.ts';
import { INVARIANT } from '../culture.ts';
import { splitArguments } from '../members/generic-names.ts';
import { ACCELERATORS } from '../members/type-names.ts';
import { typeNameOf } from '../members/types.ts';
import { isArray } from '../values/model.ts';
import { NativeObject } from '../values/native.ts';
import type { PsBlock, PsReference } from '../values/block.ts';
import type { PsException } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { PsObject } from '../values/object.ts';
import type { PsMailAddress } from '../values/simple.ts';

/** What `$OFS` is at the moment; the interpreter that runs tells. */
let listSeparator: () => Value = () => null;

/** Runs a script method ToString of an object; the interpreter that runs tells. */
let scriptText: (body: PsBlock, self: PsObject) => string = () => '';

/** Says how a ToString that Add-Member made is called. Called by the engine for each run. */
export function setScriptText(call: (body: PsBlock, self: PsObject) => string): void {
  scriptText = call;
}

/** Says where `toText` finds `$OFS`; null there means a blank. Called by the engine for each run. */
export function setListSeparator(source: () => Value): void {
  listSeparator = source;
}

/** The language's own conversion to text, with the invariant culture; lists are joined with `$OFS` or a blank. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value !== null && typeof value === 'object' && (isArray(value) || value.kind === 'list')) {
    const separator = listSeparator();
    return toTextOfs(value, separator === null ? ' ' : toTextOfs(separator, ' '));
  }
  return toTextOfs(value, ' ');
}

/** The same with what `$OFS` says between the elements of a list. */
export function toTextOfs(value: Value, separator: string): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
  }
  if (value === null) return '';
  if (isArray(value)) return joined(value, separator);
  switch (value.kind) {
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
      return value.value.toString();
    case 'double':
      return value.written ?? general(value.value, value.single === true ? 7 : 15);
    case 'decimal':
      return decimalText(value);
    case 'char':
      return String.fromCharCode(value.code);
    case 'dateTime':
      return invariantDate(value);
    case 'timeSpan':
      return formatTimeSpan(value, null, INVARIANT);
    case 'object':
      return objectText(value, separator);
    case 'list':
      return joined(value.items, separator);
    case 'set':
      return joined([...value.items.values()], separator);
    case 'guid':
    case 'version':
    case 'uri':
    case 'stringBuilder':
    case 'scriptBlock':
      return value.text;
    case 'regex':
      return value.pattern;
    case 'enum':
      return value.name;
    case 'type':
      return typeText(value.name);
    case 'mailAddress':
      return mailText(value);
    case 'errorRecord':
      return value.message;
    case 'exception':
      return exceptionText(value);
    case 'reference':
      return referenceText(value, separator);
    case 'ref':
      return 'System.Management.Automation.PSReference`1[System.Object]';
    default:
      return typeNameOf(value);
  }
}

function joined(items: readonly Value[], separator: string): string {
  let text = '';
  for (let at = 0; at < items.length; at++) {
    if (at > 0) text += separator;
    text += elementText(items[at] ?? null);
  }
  return text;
}

/** An element of a list: a list inside shows its type only. */
function elementText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value !== null && typeof value === 'object') {
    if (isArray(value)) return value.wrapped === true ? toTextOfs(value, ' ') : typeNameOf(value);
    if (value.kind === 'list' || value.kind === 'set') return typeNameOf(value);
  }
  return toTextOfs(value, ' ');
}

const CUSTOM = 'System.Management.Automation.PSCustomObject';
const SCRIPT_PROPERTY = 'System.Management.Automation.PSScriptProperty';

function objectText(value: PsObject, separator: string): string {
  const own = value.extra?.get('tostring')?.member;
  if (own?.type === 'ScriptMethod') return scriptText(own.body, value);
  if (value.base !== null) return toTextOfs(value.base, separator);
  if (value.typeNames.length > 0 && !value.typeNames.includes(CUSTOM)) return namedText(value);
  const { names } = value.shape;
  if (names.length === 0) return '';
  let text = '@{';
  for (let at = 0; at < names.length; at++) {
    const name = names[at] ?? '';
    // Script properties aren't worked out for a text.
    const isScript = value.extra?.get(name.toLowerCase())?.member.type === 'ScriptProperty';
    const shown = isScript ? SCRIPT_PROPERTY : memberText(value.values[at] ?? null);
    text += `${at > 0 ? '; ' : ''}${name}=${shown}`;
  }
  return `${text}}`;
}

/** A property's value inside "@{…}": an object inside shows nothing. */
function memberText(value: Value): string {
  if (value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'object') {
    if (value.base === null && value.typeNames.includes(CUSTOM)) return '';
  }
  return elementText(value);
}

/** Objects of PowerShell's own that are kept as properties. */
function namedText(value: PsObject): string {
  const type = value.typeNames[0] ?? '';
  if (/^System\.Management\.Automation\.(Alias|Cmdlet|Function|Filter|Command)Info$/.test(type)) {
    return toText(value.get('Name') ?? null);
  }
  if (type === 'Microsoft.PowerShell.Commands.MemberDefinition')
    return toText(value.get('Definition') ?? null);
  return type;
}

/** 'ann@contoso.com' or '"Ann Lee" <ann@contoso.com>'. */
export function mailText(value: PsMailAddress): string {
  const address = `${value.user}@${value.host}`;
  return value.displayName === '' ? address : `"${value.displayName}" <${address}>`;
}

export function exceptionText(value: PsException): string {
  const own = `${value.typeName}: ${value.message}`;
  return value.inner === null
    ? own
    : `${own}\n ---> ${exceptionText(value.inner)}\n   --- End of inner exception stack trace ---`;
}

function referenceText(value: PsReference, separator: string): string {
  const { state } = value;
  if (state instanceof NativeObject) return state.toText();
  if (typeof state === 'object' && state !== null) {
    if ('toText' in state && typeof state.toText === 'function')
      return String((state as { toText(): unknown }).toText());
    if ('unroll' in state && typeof state.unroll === 'function') {
      return joined([...(state as { unroll(): Iterable<Value> }).unroll()], separator);
    }
  }
  return value.typeName === 'System.Management.Automation.Internal.AutomationNull' ? '' : value.typeName;
}

const shortNames = new Map<string, string>();
for (const [short, full] of ACCELERATORS) if (!shortNames.has(full)) shortNames.set(full, short);

/**
 * A type as PowerShell names it in a text: "int", "string[]", "System.DayOfWeek"; `short` as Get-Member does, without
 * namespaces.
 */
export function typeText(name: string, short = false): string {
  const array = /^(.*)(\[,*\])$/.exec(name);
  if (array !== null) return `${typeText(array[1] ?? '', short)}${array[2] ?? ''}`;
  const accelerator = shortNames.get(name);
  if (accelerator !== undefined && !(short && name === 'System.Object')) return accelerator;
  const generic = /^([^`]+)`\d+\[(.*)\]$/.exec(name);
  const open = generic?.[1] ?? name;
  const own = short ? open.slice(Math.max(open.lastIndexOf('.'), open.lastIndexOf('+')) + 1) : open;
  if (generic === null) return own;
  const types = splitArguments(generic[2] ?? '').map((each) => typeText(each, short));
  return `${own}[${types.join(',')}]`;
}
