import { INVARIANT } from '../culture.ts';
import { dateTime, MAX_TICKS, parseDate } from '../dotnet/dates.ts';
import { parseTimeSpan } from '../dotnet/timespans.ts';
import { ENUM_TYPES, enumNamed, enumOf } from '../members/enum-names.ts';
import { resolveType, typeNameOf } from '../members/types.ts';
import { toRegex } from '../operators/regex.ts';
import { Terminating } from '../values/errors.ts';
import { isArray, isNumber } from '../values/model.ts';
import { char } from '../values/simple.ts';
import { cannotConvert, castFailure, noConversion, nullTo } from './cast-errors.ts';
import { toBigInt } from './numbers.ts';
import { toText } from './text.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';

const PARSE = 'InvalidCastParseTargetInvocationWithFormatProvider';
const CONSTRUCT = 'InvalidCastConstructorException';

function kindOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return isArray(value) ? 'array' : value.kind;
}

export function toChar(value: Value): Value {
  const type = 'System.Char';
  if (value === null) return char(0);
  if (typeof value === 'string') {
    if (value.length === 1) return char(value.charCodeAt(0));
    throw cannotConvert('InvalidCastIConvertible', value, type, 'String must be exactly one character long.');
  }
  if (isNumber(value)) {
    const whole = toBigInt(value);
    const real = typeof value === 'object' && (value.kind === 'double' || value.kind === 'decimal');
    if (real) {
      const name = typeNameOf(value).replace('System.', '');
      throw cannotConvert('InvalidCastIConvertible', value, type, `Invalid cast from '${name}' to 'Char'.`);
    }
    if (whole !== null && whole >= 0n && whole <= 0xffffn) return char(Number(whole));
    throw cannotConvert(
      'InvalidCastIConvertible',
      value,
      type,
      'Value was either too large or too small for a character.',
    );
  }
  if (kindOf(value) === 'char') return value;
  if (typeof value === 'boolean') {
    throw cannotConvert('InvalidCastIConvertible', value, type, "Invalid cast from 'Boolean' to 'Char'.");
  }
  throw noConversion(value, type);
}

export function toDateTime(value: Value, culture: Culture): Value {
  const type = 'System.DateTime';
  if (value === null) throw nullTo(type);
  if (typeof value === 'string') {
    const parsed = parseDate(value, { ...INVARIANT, timeZone: culture.timeZone });
    if ('problem' in parsed) throw cannotConvert(PARSE_DATE, value, type, parsed.problem);
    return parsed;
  }
  if (isNumber(value)) {
    const ticks = typeof value === 'object' && value.kind === 'decimal' ? null : toBigInt(value);
    if (typeof value === 'object' && (value.kind === 'double' || value.kind === 'decimal')) {
      const name = typeNameOf(value).replace('System.', '');
      throw cannotConvert(
        'InvalidCastIConvertible',
        value,
        type,
        `Invalid cast from '${name}' to 'DateTime'.`,
      );
    }
    if (ticks === null || ticks < 0n || ticks > MAX_TICKS) {
      throw cannotConvert(
        CONSTRUCT,
        value,
        type,
        "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')",
      );
    }
    return dateTime(ticks, 'Unspecified');
  }
  if (kindOf(value) === 'dateTime') return value;
  throw noConversion(value, type);
}

const PARSE_DATE = 'InvalidCastParseTargetInvocationWithFormatProvider';

export function toTimeSpan(value: Value): Value {
  const type = 'System.TimeSpan';
  if (value === null) throw nullTo(type);
  if (typeof value === 'string') {
    const parsed = parseTimeSpan(value, INVARIANT);
    if (parsed === 'format') {
      throw cannotConvert(PARSE, value, type, `String '${value}' was not recognized as a valid TimeSpan.`);
    }
    if (parsed === 'overflow') {
      throw cannotConvert(
        PARSE,
        value,
        type,
        `The TimeSpan string '${value}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.`,
      );
    }
    return parsed;
  }
  if (kindOf(value) === 'timeSpan') return value;
  if (isNumber(value) || kindOf(value) === 'char') {
    const ticks = isNumber(value) ? toBigInt(value) : null;
    if (ticks !== null && ticks >= -(2n ** 63n) && ticks < 2n ** 63n) return { kind: 'timeSpan', ticks };
  }
  if (kindOf(value) === 'dateTime') {
    throw cannotConvert(
      'InvalidCastIConvertible',
      value,
      type,
      "Invalid cast from 'System.DateTime' to 'System.TimeSpan'.",
    );
  }
  throw noConversion(value, type);
}

export function toGuid(value: Value): Value {
  const type = 'System.Guid';
  if (value === null) throw nullTo(type);
  if (kindOf(value) === 'guid') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  const made = guidOf(value.trim());
  if (made.startsWith('!')) throw cannotConvert(PARSE, value, type, made.slice(1));
  return { kind: 'guid', text: made };
}

/** In its usual form, or "!" and .NET's complaint. */
function guidOf(text: string): string {
  const shape = '!Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';
  if (text.length < 32) return '!Unrecognized Guid format.';
  let body = text;
  if (text.startsWith('{0x')) {
    const parts = [...text.matchAll(/0x([0-9a-f]+)/gi)].map((part) => part[1] ?? '');
    const sizes = [8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2];
    if (parts.length !== 11 || !text.endsWith('}}'))
      return "!Could not find a brace, or the length between the previous token and the brace was zero (i.e., '0x,'etc.).";
    body = parts.map((part, at) => part.padStart(sizes[at] ?? 2, '0')).join('');
  } else if (/^[{(]/.test(text)) {
    if (text.length !== 38 || !text.endsWith(text.startsWith('{') ? '}' : ')')) return shape;
    body = text.slice(1, -1);
  }
  if (body.includes('-')) {
    if (body.length !== 36 || !/^.{8}-.{4}-.{4}-.{4}-.{12}$/.test(body)) return shape;
    body = body.replaceAll('-', '');
  } else if (body.length !== 32) return shape;
  if (!/^[0-9a-f]{32}$/i.test(body)) return '!Guid string should only contain hexadecimal characters.';
  return body.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const SEMANTIC = 'System.Management.Automation.SemanticVersion';

export function toVersion(value: Value): Value {
  const type = 'System.Version';
  if (value === null || kindOf(value) === 'version') return value;
  if (typeof value === 'object' && !isArray(value) && value.kind === 'reference') {
    if (value.typeName !== SEMANTIC) throw noConversion(value, type);
    return toVersion(toText(value).replace(/[-+].*$/, ''));
  }
  const text =
    typeof value === 'string' ? value : isNumber(value) && kindOf(value) !== 'number' ? toText(value) : null;
  if (text === null) throw noConversion(value, type);
  const parts = text
    .trim()
    .split('.')
    .map((part) => part.trim());
  const fail = (why: string): Error => cannotConvert(CONSTRUCT_VERSION, value, type, why);
  if (parts.length < 2 || parts.length > 4)
    throw fail("Version string portion was too short or too long. (Parameter 'input')");
  const numbers = parts.map((part) => {
    if (/^-\d+$/.test(part))
      throw fail(`input ('${part}') must be a non-negative value. (Parameter 'input')
Actual value was ${part}.`);
    if (!/^\+?\d+$/.test(part)) throw fail(`The input string '${part}' was not in a correct format.`);
    const number = Number(part);
    if (number > 2147483647) throw fail('Value was either too large or too small for an Int32.');
    return number;
  });
  const [major = 0, minor = 0, build = -1, revision = -1] = numbers;
  return { kind: 'version', parts: [major, minor, build, revision], text: numbers.join('.') };
}

const CONSTRUCT_VERSION = 'InvalidCastParseTargetInvocation';

export function toUri(value: Value): Value {
  const type = 'System.Uri';
  if (value === null || kindOf(value) === 'uri') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  const text = value.trim();
  const web = /^https?:\/\/([^/?#]*)/i.exec(text);
  if (web !== null) {
    const host = web[1] ?? '';
    const port = /:(\d+)$/.exec(host);
    if (port !== null && Number(port[1]) > 65535) {
      throw cannotConvert('InvalidCastFromStringToUri', value, type, 'Invalid URI: Invalid port specified.');
    }
    if (host === '' || /[\s<>"{}|\\^`]/.test(host)) {
      throw cannotConvert(
        'InvalidCastFromStringToUri',
        value,
        type,
        'Invalid URI: The hostname could not be parsed.',
      );
    }
  }
  if (/^[A-Za-z]:[\\/]/.test(text))
    return { kind: 'uri', text: `file:///${text.replaceAll('\\', '/')}`, absolute: true };
  return { kind: 'uri', text: uriText(text), absolute: /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text) };
}

/** Scheme and host in lower case, "/" after a bare host, as Uri.ToString() shows. */
function uriText(text: string): string {
  const parts = /^(https?|ftp):\/\/([^/?#]*)(.*)$/i.exec(text);
  if (parts === null) return text;
  const rest = parts[3] ?? '';
  return `${(parts[1] ?? '').toLowerCase()}://${(parts[2] ?? '').toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}`;
}

export function toMailAddress(value: Value): Value {
  const type = 'System.Net.Mail.MailAddress';
  if (value === null || kindOf(value) === 'mailAddress') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  const made = mailOf(value.trim());
  if (typeof made === 'string') throw cannotConvert(CONSTRUCT, value, type, made);
  return { kind: 'mailAddress', ...made };
}

/** Parts of an address, or .NET's complaint. */
function mailOf(text: string): { displayName: string; user: string; host: string } | string {
  const form = 'The specified string is not in the form required for an e-mail address.';
  const mark = (found: string): string => `An invalid character was found in the mail header: '${found}'.`;
  if (text === '') return "The value cannot be an empty string. (Parameter 'address')";
  const angled = /^(.*)<([^<>]*)>$/.exec(text);
  const bare = angled === null ? (/^()("[^"]*"@\S*)$/.exec(text) ?? /^(?:(.*)\s)?(\S+)$/.exec(text)) : null;
  const address = (angled?.[2] ?? bare?.[2] ?? '').replace(/\([^()]*\)/g, '').trim();
  const at = address.lastIndexOf('@');
  if (at <= 0) return form;
  const user = address.slice(0, at);
  const host = address.slice(at + 1);
  if (host === '') return mark('@');
  if (user.includes('..') || host.includes('..')) return mark('..');
  if (user.startsWith('.')) return mark('.');
  const quoted = /^"[^"]*"$/.test(user);
  const bad = /[\s@(),:;<>[\]\\"](?!.*[\s(),:;<>[\]\\"])/.exec(quoted ? host : user + host);
  if (bad !== null && !/^\[[^\]]*\]$/.test(host)) return /\s/.test(bad[0]) ? form : mark(bad[0]);
  const name = (angled?.[1] ?? bare?.[1] ?? '').trim();
  if (name.includes('@')) return form;
  return { displayName: /^".*"$/.test(name) ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name, user, host };
}

export function toRegexValue(value: Value): Value {
  const type = 'System.Text.RegularExpressions.Regex';
  if (value === null || kindOf(value) === 'regex') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  try {
    return toRegex(value, []);
  } catch (error) {
    if (error instanceof Terminating) {
      throw cannotConvert('InvalidCastFromStringToRegex', value, type, error.record.message);
    }
    throw error;
  }
}

export function toEnum(value: Value, type: string): Value {
  const known = ENUM_TYPES.get(type);
  if (value === null) {
    throw castFailure(
      'nullToObjectInvalidCast',
      `Cannot convert null to type "${type}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${(known?.members ?? []).map(({ name }) => name).join(',')}".`,
    );
  }
  if (typeof value === 'object' && !isArray(value) && value.kind === 'enum') {
    return value.typeName === type ? value : enumOf(type, value.value);
  }
  if (isNumber(value)) return enumOfNumber(value, type);
  const text = typeof value === 'string' ? value : isArray(value) ? value.map(toText).join(',') : null;
  if (text === null) throw noConversion(value, type);
  const names = (known?.members ?? []).map(({ name }) => name);
  const parts = text.split(',').map((part) => fullMember(part.trim(), names));
  const made = enumNamed(type, parts.map((part) => (typeof part === 'string' ? part : '?')).join(','));
  if (made !== null) {
    if (!isDefined(made.value, type)) throw undefinedEnum('EnumParseUndefined', text, type);
    return made;
  }
  const bad = parts.find((part) => typeof part !== 'string');
  const why =
    bad !== undefined && typeof bad !== 'string' && bad.several
      ? `The identifier name ${bad.word} cannot be processed because it is either too similar or identical to the following enumerator names: ${bad.names.join(', ')}. Use a more specific identifier name.`
      : `Unable to match the identifier name ${typeof bad === 'object' ? bad.word : text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${names.join(', ')}`;
  throw cannotConvert('SubstringDisambiguationEnumParseThrewAnException', value, type, why);
}

function enumOfNumber(value: Value & { kind?: string }, type: string): Value {
  const whole = isNumber(value) ? toBigInt(value) : null;
  const number = Number(whole ?? NaN);
  if (whole !== null && isDefined(number, type)) return enumOf(type, number);
  throw undefinedEnum('UndefinedIntegerToEnum', toText(value), type);
}

/** Whether the enum has a member of that value; of flags, members for all its bits. */
function isDefined(value: number, type: string): boolean {
  const known = ENUM_TYPES.get(type);
  if (known === undefined) return true;
  const all = known.members.reduce((bits, member) => bits | member.value, 0);
  return known.flags ? (value & ~all) === 0 : known.members.some((member) => member.value === value);
}

function undefinedEnum(id: string, shown: string, type: string): Error {
  const names = (ENUM_TYPES.get(type)?.members ?? []).map(({ name }) => name);
  return castFailure(
    id,
    `Cannot convert value "${shown}" to type "${type}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${names.join(',')}".`,
  );
}

/** The member that a word names, whole or by an unambiguous beginning. */
function fullMember(
  word: string,
  names: readonly string[],
): string | { readonly word: string; readonly several: boolean; readonly names: readonly string[] } {
  if (/^[+-]?\d+$/.test(word)) return word;
  const lower = word.toLowerCase();
  const exact = names.find((name) => name.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const begins = word === '' ? [] : names.filter((name) => name.toLowerCase().startsWith(lower));
  return begins.length === 1 ? (begins[0] ?? word) : { word, several: begins.length > 1, names: begins };
}

export function toType(value: Value): Value {
  const type = 'System.Type';
  if (value === null || kindOf(value) === 'type') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  const name = resolveType(value);
  if (name === null) {
    throw castFailure(
      'InvalidCastFromStringToType',
      `Cannot convert the "${value}" value of type "System.String" to type "System.Type".`,
    );
  }
  return { kind: 'type', name };
}
