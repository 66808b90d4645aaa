import { tryConvert } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { failure, Terminating } from '../values/errors.ts';
import { isArray, isNumber, typedArray } from '../values/model.ts';
import { typeArguments } from './generic-names.ts';
import { isInstance, resolveType, typeNameOf } from './types.ts';
import type { Culture } from '../culture.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Call, Method, Overload, Parameter } from './define.ts';

/** Calls a method with the overload that fits best; its .NET exceptions are wrapped as PowerShell wraps them. */
export function callMethod(
  method: Method,
  self: Value,
  args: readonly Value[],
  rt: Runtime,
  shownName: string = method.name,
): Value {
  const bound = bindArguments(method, self, args, rt, shownName);
  try {
    const call: Call = method.call;
    return call(self, bound, rt);
  } catch (error) {
    throw wrapped(error, method.name, args.length);
  }
}

/** `Exception calling "Substring" with "1" argument(s): "…"`. */
export function wrapped(error: unknown, name: string, count: number): unknown {
  if (!(error instanceof Terminating)) return error;
  const inner = error.record.exception;
  return failure(
    shortName(inner.typeName),
    `Exception calling "${name}" with "${String(count)}" argument(s): "${inner.message}"`,
    { type: 'System.Management.Automation.MethodInvocationException', category: 'NotSpecified', inner },
  );
}

export function shortName(typeName: string): string {
  return typeName.slice(typeName.lastIndexOf('.') + 1);
}

function bindArguments(
  method: Method,
  self: Value,
  args: readonly Value[],
  rt: Runtime,
  shownName: string,
): readonly Value[] {
  const overloads = method.overloads;
  const only = overloads[0];
  if (only !== undefined && overloads.length === 1 && args.length === 0 && only.max === 0) return args;
  const fitting = overloads.filter(({ min, max }) => args.length >= min && args.length <= max);
  const chosen = fitting.length > 1 ? best(fitting, self, args, rt) : fitting[0];
  if (chosen === undefined) {
    throw failure(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "${shownName}" and the argument count: "${String(args.length)}".`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  return converted(chosen, self, args, rt, method.name);
}

function converted(
  overload: Overload,
  self: Value,
  args: readonly Value[],
  rt: Runtime,
  name: string,
): readonly Value[] {
  const { parameters } = overload;
  const last = parameters.at(-1);
  if (last?.kind !== 'params') {
    return args.map((value, at) => {
      const parameter = parameters[at];
      return parameter === undefined ? value : convertArgument(value, parameter, self, rt, name);
    });
  }
  const head = args.slice(0, parameters.length - 1).map((value, at) => {
    const parameter = parameters[at];
    return parameter === undefined ? value : convertArgument(value, parameter, self, rt, name);
  });
  const rest = args.slice(parameters.length - 1);
  const single = rest[0] ?? null;
  if (rest.length === 1 && isWhole(single, last))
    return [...head, convertArgument(single, last, self, rt, name)];
  const element = { ...last, type: last.type.replace(/\[\]$/, '') };
  const items = rest.map((value) => convertArgument(value, element, self, rt, name));
  return [
    ...head,
    /^object$/i.test(element.type) ? items : typedArray(items, resolveType(element.type) ?? element.type),
  ];
}

/** Whether an argument stands for the whole `params` array. */
function isWhole(value: Value, parameter: Parameter): boolean {
  return isArray(value) || (parameter.type === 'char[]' && typeof value === 'string' && value.length !== 1);
}

function convertArgument(value: Value, parameter: Parameter, self: Value, rt: Runtime, name: string): Value {
  if (parameter.kind === 'ref') {
    if (value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'ref') return value;
    throw failure(
      'NonRefArgumentToRefParameterMsg',
      `Argument: '${parameter.name}' should be a System.Management.Automation.PSReference. Use [ref].`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  const type = typeOfParameter(parameter.type, self);
  if (type === null) return value;
  const plain = unwrapped(value);
  if (plain === null && !isValue(type)) return type === 'System.String' ? null : plain;
  const answer = type.startsWith('System.Collections.Generic.IEnumerable`1')
    ? sequence(plain, type)
    : tryConvert(plain, type, cultureOf(rt));
  if ('value' in answer) return answer.value;
  const inner = answer.error.record.exception;
  const shown = plain === null ? 'null' : toText(isArray(plain) ? typeNameOf(plain) : plain);
  throw failure(
    'MethodArgumentConversionInvalidCastArgument',
    `Cannot convert argument "${parameter.name}", with value: "${shown}", for "${name}" to type "${type}": "${inner.message}"`,
    { type: 'System.Management.Automation.MethodException', category: 'NotSpecified', inner },
  );
}

function sequence(value: Value, type: string): { value: Value } | { error: Terminating } {
  if (isInstance(value, type) || type.endsWith('[System.Object]')) return { value };
  const own = typeNameOf(value);
  const message = `Cannot convert the "${toText(isArray(value) ? own : value)}" value of type "${own}" to type "${type}".`;
  return {
    error: failure('ConvertToFinalInvalidCastException', message, { type: 'System.InvalidCastException' }),
  };
}

function unwrapped(value: Value): Value {
  return value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'object' &&
    value.base !== null
    ? value.base
    : value;
}

const cultures = new WeakMap<Culture, Culture>();

/** Arguments are converted by the invariant culture, in the user's time zone. */
function cultureOf(rt: Runtime): Culture {
  let culture = cultures.get(rt.culture);
  if (culture === undefined) {
    culture = { name: '', timeZone: rt.culture.timeZone };
    cultures.set(rt.culture, culture);
  }
  return culture;
}

function isValue(type: string): boolean {
  return (
    /^System\.(Int|UInt|Byte|SByte|Char|Boolean|Double|Single|Decimal|DateTime|TimeSpan|Guid)/.test(type) &&
    !type.endsWith(']')
  );
}

/** Full name; null: anything goes. */
function typeOfParameter(written: string, self: Value): string | null {
  if (/^object$/i.test(written)) return null;
  const generic = /^(?:([\w.]+)\[)?([TKV])(\])?$/.exec(written);
  if (generic !== null) {
    const own = elementOf(self, generic[2] ?? 'T');
    if (generic[1] !== undefined) return resolveType(`System.Collections.Generic.${generic[1]}[${own}]`);
    return own === 'System.Object' ? null : own;
  }
  if (written === 'T[]') return `${elementOf(self, 'T')}[]`;
  return resolveType(written) ?? written;
}

function elementOf(self: Value, which: string): string {
  if (typeof self === 'string') return typeArguments(self)[which === 'V' ? 1 : 0] ?? 'System.Object';
  return typeArguments(typeNameOf(self))[which === 'V' ? 1 : 0] ?? 'System.Object';
}

const NO_FIT = 1000;

function best(
  overloads: readonly Overload[],
  self: Value,
  args: readonly Value[],
  rt: Runtime,
): Overload | undefined {
  let chosen: Overload | undefined;
  let lowest = NO_FIT;
  for (const overload of overloads) {
    const spread = overload.parameters.at(-1)?.kind === 'params';
    let cost = spread ? 1 : 0;
    for (let at = 0; at < args.length; at++) {
      const parameter = overload.parameters[Math.min(at, overload.parameters.length - 1)];
      if (parameter === undefined) break;
      const value = unwrapped(args[at] ?? null);
      const expanded =
        parameter.kind === 'params' &&
        !(args.length === overload.parameters.length && isWhole(value, parameter));
      cost += costOf(
        value,
        expanded ? parameter.type.replace(/\[\]$/, '') : parameter.type,
        parameter,
        self,
        rt,
      );
    }
    if (cost < lowest) {
      lowest = cost;
      chosen = overload;
    }
  }
  return chosen;
}

const WIDTH: Readonly<Record<string, number>> = {
  'System.SByte': 1,
  'System.Byte': 2,
  'System.Int16': 3,
  'System.UInt16': 4,
  'System.Int32': 5,
  'System.UInt32': 6,
  'System.Int64': 7,
  'System.UInt64': 8,
  'System.Single': 9,
  'System.Double': 10,
  'System.Decimal': 11,
};

function costOf(value: Value, written: string, parameter: Parameter, self: Value, rt: Runtime): number {
  const isRef = value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'ref';
  if (parameter.kind === 'ref') return isRef ? 0 : NO_FIT;
  const type = typeOfParameter(written, self);
  if (type === null) return value === null ? 2 : 12;
  if (value === null) return isValue(type) ? 40 : type === 'System.String' ? 4 : 3;
  const own = typeNameOf(value);
  if (own === type) return 0;
  const from = WIDTH[own];
  const to = WIDTH[type];
  if (from !== undefined && to !== undefined) return to > from ? 1 + (to - from) / 20 : 8 + (from - to) / 20;
  if (isInstance(value, type)) return 2;
  if (type === 'System.Char' && typeof value === 'string') return value.length === 1 ? 9 : 30;
  if (type === 'System.Char[]' && typeof value === 'string') return 14;
  if (type === 'System.String') return isArray(value) ? 60 : 20;
  if (
    typeof value === 'string' &&
    (to !== undefined || /^System\.(DateTime|TimeSpan|Guid|Version)$/.test(type))
  )
    return 50;
  if (isNumber(value) && type === 'System.Boolean') return 35;
  return 'value' in tryConvert(value, type, cultureOf(rt)) ? 18 : NO_FIT;
}
