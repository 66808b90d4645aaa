import { tryConvert } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { failure, Terminating } from '../values/errors.ts';
import { isArray, typedArray } from '../values/model.ts';
import { unwrapped } from '../values/object.ts';
import { isStruct, typeOfParameter } from './parameter-types.ts';
import { isInstance, resolveType, typeNameOf } from './types.ts';
import type { Culture } from '../culture.ts';
import { outOfMemory } from './args.ts';
import { bestOverload, isWhole } from './overload-ranks.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Call, Method, Overload, Parameter } from './define.ts';

/** How errors speak of a call. */
export interface Naming {
  /** Instead of the method's own name ("new" of a constructor). */
  readonly shown?: string;
  /** As New-Object does: arguments by their place, the call by the type's name. */
  readonly indexed?: string;
}

/** Calls a method with the overload that fits best; its .NET exceptions are wrapped as PowerShell wraps them. */
export function callMethod(
  method: Method,
  self: Value,
  args: readonly Value[],
  rt: Runtime,
  naming: Naming = {},
): Value {
  const bound = bindArguments(method, self, args, rt, naming);
  try {
    const call: Call = method.call;
    return call(self, bound, rt);
  } catch (error) {
    throw wrapped(error, method.name, args.length);
  }
}

/** `Exception calling "Substring" with "1" argument(s): "…"`. */
export function wrapped(error: unknown, name: string, count: number): unknown {
  if (error instanceof RangeError && /^Invalid (string|array|count)/i.test(error.message)) {
    return wrapped(outOfMemory(), name, count);
  }
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
  naming: Naming,
): readonly Value[] {
  const overloads = method.overloads;
  const only = overloads[0];
  if (only !== undefined && overloads.length === 1 && args.length === 0 && only.max === 0) return args;
  const fitting = overloads.filter(({ min, max }) => args.length >= min && args.length <= max);
  const chosen = fitting.length > 1 ? bestOverload(fitting, self, args, cultureOf(rt)) : fitting[0];
  if (chosen === undefined) {
    throw failure(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "${naming.shown ?? method.name}" and the argument count: "${String(args.length)}".`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  if (naming.indexed === undefined) return converted(chosen, self, args, rt, method.name);
  const parameters = chosen.parameters.map((parameter, at) => ({ ...parameter, name: String(at) }));
  return converted({ ...chosen, parameters }, self, args, rt, naming.indexed);
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
  if (plain === null && !isStruct(type)) return type === 'System.String' ? '' : plain;
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
