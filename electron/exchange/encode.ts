import type { CmdletInfo, CmdletParameter } from '../../shared/model/cmdlet.ts';
import { fail } from '../../shared/model/failure.ts';
import {
  decimalText,
  isPsArray,
  isPsNumber,
  numberText,
  toText,
  type PsHashtable,
  type PsNumber,
  type PsValue,
} from '../../shared/powershell/values.ts';
import { WireNumber } from './wire-json.ts';

export type BoundParameters = Readonly<Record<string, PsValue>>;

const HASHTABLE = '#Exchange.GenericHashTable';
const BYTES = '#Exchange.ByteArrayType';

/** Sent as text (exchange-rest-protocol.md 1.2). */
const COMMON = new Set(
  [
    'Debug',
    'ErrorAction',
    'ErrorVariable',
    'OutBuffer',
    'OutVariable',
    'Verbose',
    'WarningAction',
    'WarningVariable',
    'InformationAction',
    'InformationVariable',
    'PipelineVariable',
  ].map((name) => name.toLowerCase()),
);

/** Where `$true` and `$false` inside the text become `'True'` and `'False'` (exchange-rest-protocol.md 1.2). */
const FILTERS = new Set(['filter', 'recipientfilter', 'recipientpreviewfilter']);

/**
 * Bound values as InvokeCommand takes them (real-client.md 4.3). Secret parameters go through `encrypt`; everything
 * else is a pure rewriting. The answer is for writeWireJson.
 */
export async function encodeParameters(
  bound: BoundParameters,
  info: CmdletInfo | null,
  encrypt: (plain: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const known = new Map(info?.parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]));
  const secret = new Set(info?.encrypted.map((name) => name.toLowerCase()));
  const out = new Map<string, unknown>();
  for (const [name, value] of Object.entries(bound)) {
    const key = name.toLowerCase();
    const parameter = known.get(key) ?? null;
    if (secret.has(key) || parameter?.encrypted === true) {
      const plain = secretText(name, value);
      out.set(name, plain === '' ? (value === null ? null : '') : await encrypt(plain));
      continue;
    }
    if (isPsArray(value) && isTypedTables(parameter, value)) {
      out.set(`${name}@odata.type`, '#Collection(Exchange.GenericHashTable)');
    }
    out.set(name, encodeTop(key, value, parameter));
  }
  return Object.fromEntries(out);
}

function encodeTop(key: string, value: PsValue, parameter: CmdletParameter | null): unknown {
  if (COMMON.has(key) && !(typeof value === 'object' && value !== null && 'on' in value)) {
    return typeof value === 'boolean' ? value : toText(value);
  }
  if (value === null) return parameter?.type === 'String' ? '' : null;
  if (parameter?.type === 'Byte[]' && isPsArray(value)) {
    return { '@odata.type': BYTES, Data: value.map((byte) => encodeValue(byte, false)) };
  }
  const encoded = encodeValue(value, true);
  if (FILTERS.has(key) && typeof encoded === 'string') {
    return encoded.replace(/\$true\b/gi, "'True'").replace(/\$false\b/gi, "'False'");
  }
  return encoded;
}

/** `tag`: false inside lists, where the real client leaves hashtables untagged. */
function encodeValue(value: PsValue, tag: boolean): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isPsNumber(value)) return encodeNumber(value);
  if (isPsArray(value)) return value.map((item) => encodeValue(item, false));
  switch (value.kind) {
    case 'hashtable':
      return encodeTable(value, tag);
    case 'scriptBlock':
      return value.text;
    case 'switch':
      return value.on;
    case 'dateTime':
      return utcSortable(value.iso);
  }
}

function encodeTable(table: PsHashtable, tag: boolean): Record<string, unknown> {
  const members = table.pairs.map(([key, value]): [string, unknown] => [
    toText(key),
    encodeValue(value, tag),
  ]);
  return Object.fromEntries(tag && !table.ordered ? [['@odata.type', HASHTABLE], ...members] : members);
}

function encodeNumber(value: PsNumber): number | WireNumber {
  if (typeof value === 'number') return value;
  if (value.kind === 'double' || value.kind === 'decimal') {
    const text = value.kind === 'double' ? String(value.value) : decimalText(value);
    return new WireNumber(/^-?\d+$/.test(text) ? `${text}.0` : text);
  }
  return new WireNumber(numberText(value));
}

/** UTC, sortable, without Z (exchange-rest-protocol.md 1.2). A time without zone is this computer's. */
function utcSortable(iso: string): string {
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00:00` : iso);
  return Number.isNaN(time.getTime()) ? iso : time.toISOString().slice(0, 19);
}

function isTypedTables(parameter: CmdletParameter | null, value: readonly PsValue[]): boolean {
  return (
    parameter?.type.toLowerCase() === 'hashtable[]' &&
    value.every((item) => item !== null && typeof item === 'object' && 'pairs' in item)
  );
}

/** A credential is JSON of its two members, then encrypted as a whole (exchange-rest-protocol.md 1.3). */
function secretText(name: string, value: PsValue): string {
  if (value === null) return '';
  if (typeof value === 'object' && 'pairs' in value) {
    const members = new Map(value.pairs.map(([key, member]) => [toText(key).toLowerCase(), toText(member)]));
    const user = members.get('username');
    const password = members.get('password');
    if (user !== undefined && password !== undefined) {
      return JSON.stringify({ UserName: user, Password: password });
    }
    throw fail(
      'invalid-input',
      `-${name} takes a secret, or a table of UserName and Password.`,
      `Write -${name} @{UserName='…'; Password='…'}.`,
    );
  }
  return toText(value);
}
