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
  const text = value.trim();
  const plain = /^(?:\{([^{}()]+)\}|\(([^{}()]+)\)|([^{}()]+))$/.exec(text);
  const body = plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? '';
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(body))
    return { kind: 'guid', text: body.toLowerCase() };
  if (/^[0-9a-f]{32}$/i.test(text)) {
    return { kind: 'guid', text: text.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') };
  }
  throw cannotConvert(PARSE, value, type, guidProblem(text));
}

function guidProblem(text: string): string {
  if (text === '') return 'Unrecognized Guid format.';
  if (/^[{(]/.test(text) || text.includes('-')) {
    return 'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';
  }
  return text.length === 32
    ? 'Guid string should only contain hexadecimal characters.'
    : 'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';
}

export function toVersion(value: Value): Value {
  const type = 'System.Version';
  if (value === null || kindOf(value) === 'version') return value;
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
      throw fail("Version's parameters must be greater than or equal to zero. (Parameter 'input')");
    if (!/^\+?\d+$/.test(part)) throw fail(`The input string '${part}' was not in a correct format.`);
    const number = Number(part);
    if (number > 2147483647) throw fail('Value was either too large or too small for an Int32.');
    return number;
  });
  const [major = 0, minor = 0, build = -1, revision = -1] = numbers;
  return { kind: 'version', parts: [major, minor, build, revision], text: numbers.join('.') };
}

const CONSTRUCT_VERSION = PARSE;

export function toUri(value: Value): Value {
  const type = 'System.Uri';
  if (value === null || kindOf(value) === 'uri') return value;
  if (typeof value !== 'string') throw noConversion(value, type);
  const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value.trim()) || /^\//.test(value.trim());
  const text = value.trim();
  if (/^https?:\/\/([/?#]|$)/i.test(text)) {
    throw cannotConvert(
      'InvalidCastFromStringToUri',
      value,
      type,
      'Invalid URI: The hostname could not be parsed.',
    );
  }
  return {
    kind: 'uri',
    text: uriText(text),
    absolute: absolute && (text.includes(':') || text.startsWith('/')),
  };
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
  const text = value.trim();
  const bad = (why: string): Error => cannotConvert(CONSTRUCT, value, type, why);
  if (text === '') throw bad("The parameter 'address' cannot be an empty string. (Parameter 'address')");
  const named = /^(?:"((?:[^"\\]|\\.)*)"|([^<>"]*?))\s*<([^<>]+)>$/.exec(text);
  const address = named === null ? text : (named[3] ?? '').trim();
  const parts = /^([^\s@<>()[\]:;,"\\]+|"[^"]+")@([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?|\[[^\]]+\])$/.exec(
    address,
  );
  const user = parts?.[1] ?? '';
  if (parts === null || user.startsWith('.') || user.endsWith('.') || user.includes('..')) {
    throw bad('The specified string is not in the form required for an e-mail address.');
  }
  return {
    kind: 'mailAddress',
    displayName: (named?.[1]?.replace(/\\(.)/g, '$1') ?? named?.[2] ?? '').trim(),
    user,
    host: parts[2] ?? '',
  };
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
  if (made !== null) return made;
  const bad = parts.find((part) => typeof part !== 'string');
  const why =
    bad !== undefined && typeof bad !== 'string' && bad.several
      ? `The identifier name ${bad.word} cannot be processed because it is either too similar or identical to the following enumerator names: ${bad.names.join(', ')}. Use a more specific identifier name.`
      : `Unable to match the identifier name ${typeof bad === 'object' ? bad.word : text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${names.join(', ')}`;
  throw cannotConvert('InvalidCastFromStringToEnum', value, type, why);
}

function enumOfNumber(value: Value & { kind?: string }, type: string): Value {
  const whole = isNumber(value) ? toBigInt(value) : null;
  const number = Number(whole ?? NaN);
  const made = enumOf(type, number);
  const known = ENUM_TYPES.get(type);
  const valid = known === undefined || known.flags || known.members.some((member) => member.value === number);
  if (whole !== null && valid && !(known?.flags === true && /^-?\d+$/.test(made.name) && number !== 0))
    return made;
  throw castFailure(
    'InvalidCastExceptionEnumerationNoValue',
    `Cannot convert the ${toText(value)} value to type "${type}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${(known?.members ?? []).map(({ name }) => name).join(',')}".`,
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
