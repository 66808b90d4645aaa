import type { CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import { INVARIANT } from '../culture.ts';
import { netToString } from '../dotnet/to-string.ts';
import { resolveType } from '../members/types.ts';
import { exception, failure, type PsException, type Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { Argument, BindingTarget, Invalid } from './arguments.ts';

const BINDING = 'System.Management.Automation.ParameterBindingException';
const VALIDATION = 'System.Management.Automation.ParameterBindingValidationException';
const TRANSFORMATION = 'System.Management.Automation.ParameterBindingArgumentTransformationException';

/** An error of binding with the command's name in its id, at the argument where there is one. */
function bindingError(
  target: BindingTarget,
  id: string,
  message: string,
  at: Argument | null,
  more: { type?: string; category?: string; inner?: PsException; value?: Value; name?: string } = {},
): Terminating {
  const error = failure(id, message, {
    type: more.type ?? BINDING,
    category: more.category ?? 'InvalidArgument',
    ...(more.inner === undefined ? {} : { inner: more.inner }),
    more: more.name === undefined ? {} : { ParameterName: more.name },
  });
  const { record } = error;
  record.command = target.command;
  record.activity = target.info.name;
  if (more.value !== undefined) record.target = more.value;
  if (at !== null) record.place = { line: 0, column: 0, start: at.start, end: at.end };
  return error;
}

export function unknownName(target: BindingTarget, at: Argument & { type: 'name' }): Terminating {
  const message = `A parameter cannot be found that matches parameter name '${at.name}'.`;
  return bindingError(target, 'NamedParameterNotFound', message, at, { name: at.name });
}

export function ambiguousName(
  target: BindingTarget,
  at: Argument & { type: 'name' },
  candidates: readonly string[],
): Terminating {
  const list = candidates.map((name) => ` -${name}`).join('');
  const message = `Parameter cannot be processed because the parameter name '${at.name}' is ambiguous. Possible matches include:${list}.`;
  return bindingError(target, 'AmbiguousParameter', message, at, { name: at.name });
}

export function alreadyBound(target: BindingTarget, parameter: CmdletParameter, at: Argument): Terminating {
  const message =
    `Cannot bind parameter because parameter '${parameter.name}' is specified more than once. ` +
    'To provide multiple values to parameters that can accept multiple values, use the array syntax. ' +
    'For example, "-parameter value1,value2,value3".';
  return bindingError(target, 'ParameterAlreadyBound', message, at, { name: parameter.name });
}

export function missingArgument(
  target: BindingTarget,
  parameter: CmdletParameter,
  at: Argument,
): Terminating {
  const message = `Missing an argument for parameter '${parameter.name}'. Specify a parameter of type '${fullName(parameter.type)}' and try again.`;
  return bindingError(target, 'MissingArgument', message, at, { name: parameter.name });
}

/** The place is the whole command's; the value is named by its own ToString, so a list by its type. */
export function noPosition(target: BindingTarget, value: Value): Terminating {
  const text = value === null ? '$null' : netToString(value, INVARIANT);
  const message = `A positional parameter cannot be found that accepts argument '${text}'.`;
  return bindingError(target, 'PositionalParameterNotFound', message, null);
}

export function ambiguousSet(target: BindingTarget): Terminating {
  const message =
    'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be ' +
    'used together or an insufficient number of parameters were provided.';
  return bindingError(target, 'AmbiguousParameterSet', message, null);
}

export function missingMandatory(target: BindingTarget, names: readonly string[]): Terminating {
  const message = `Cannot process command because of one or more missing mandatory parameters: ${names.join(' ')}.`;
  return bindingError(target, 'MissingMandatoryParameter', message, null);
}

/** What the object of a pipeline left without a value. */
export function inputWithoutMandatory(
  target: BindingTarget,
  names: readonly string[],
  input: Value,
): Terminating {
  const message =
    'The input object cannot be bound because it did not contain the information required to bind all mandatory ' +
    `parameters:  ${names.join(' ')}`;
  return bindingError(target, 'InputObjectMissingMandatory', message, null, { value: input });
}

export function notBound(target: BindingTarget, input: Value): Terminating {
  const message =
    'The input object cannot be bound to any parameters for the command either because the command does not take ' +
    'pipeline input or the input and its properties do not match any of the parameters that take pipeline input.';
  return bindingError(target, 'InputObjectNotBound', message, null, { value: input });
}

/** A value that can't be converted to the parameter's type. */
export function cannotConvert(
  target: BindingTarget,
  parameter: CmdletParameter,
  cause: Terminating,
  at: Argument | null,
): Terminating {
  const inner = cause.record.exception;
  if (target.isFunction && !isCommonType(parameter)) {
    const message = `Cannot process argument transformation on parameter '${parameter.name}'. ${cause.record.message}`;
    return bindingError(target, 'ParameterArgumentTransformationError', message, at, {
      type: TRANSFORMATION,
      category: 'InvalidData',
      inner,
      name: parameter.name,
    });
  }
  const message = `Cannot bind parameter '${parameter.name}'. ${cause.record.message}`;
  return bindingError(target, 'CannotConvertArgumentNoMessage', message, at, { inner, name: parameter.name });
}

/** The common parameters belong to the engine also where a function has them. */
function isCommonType(parameter: CmdletParameter): boolean {
  return parameter.type === 'ActionPreference';
}

/** A list where one value is wanted. */
export function notOneValue(
  target: BindingTarget,
  parameter: CmdletParameter,
  valueType: string,
  at: Argument | null,
): Terminating {
  const message = `Cannot convert '${valueType}' to the type '${fullName(parameter.type)}' required by parameter '${parameter.name}'. Specified method is not supported.`;
  return bindingError(target, 'CannotConvertArgument', message, at, { name: parameter.name });
}

export function notAllowed(
  target: BindingTarget,
  parameter: CmdletParameter,
  what: 'null' | 'string' | 'array' | 'collection',
  at: Argument | null,
): Terminating {
  const [id, words] = {
    null: ['ParameterArgumentValidationErrorNullNotAllowed', 'it is null'],
    string: ['ParameterArgumentValidationErrorEmptyStringNotAllowed', 'it is an empty string'],
    array: ['ParameterArgumentValidationErrorEmptyArrayNotAllowed', 'it is an empty array'],
    collection: ['ParameterArgumentValidationErrorEmptyCollectionNotAllowed', 'it is an empty collection'],
  }[what] as [string, string];
  const message = `Cannot bind argument to parameter '${parameter.name}' because ${words}.`;
  return bindingError(target, id, message, at, {
    type: VALIDATION,
    category: 'InvalidData',
    name: parameter.name,
  });
}

export function invalid(
  target: BindingTarget,
  parameter: CmdletParameter,
  reason: Invalid,
  at: Argument | null,
): Terminating {
  const message = `Cannot validate argument on parameter '${parameter.name}'. ${reason.message}`;
  return bindingError(target, 'ParameterArgumentValidationError', message, at, {
    type: VALIDATION,
    category: 'InvalidData',
    inner:
      reason.inner ?? exception('System.Management.Automation.ValidationMetadataException', reason.message),
    name: parameter.name,
  });
}

/** "System.Int32" of "Int32"; generic and longer names stay. */
export function fullName(type: string): string {
  if (/^(SwitchParameter|ActionPreference|ScriptBlock|PSObject)(\[\])?$/.test(type)) {
    return `System.Management.Automation.${type}`;
  }
  if (type.includes('.')) return type;
  return resolveType(type) ?? `System.${type}`;
}
