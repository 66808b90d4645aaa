import type { AttributeAst, TypeConstraintAst } from '../../../../../shared/powershell/ast.ts';
import { toBooleanParameter, toSwitchParameter } from '../../binding/values.ts';
import { convertTo, isNullable } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { resolveType } from '../../members/types.ts';
import { failure, Terminating } from '../../values/errors.ts';
import { switchValue } from '../../values/switch.ts';
import type { Value } from '../../values/model.ts';
import type { Frame } from '../frame.ts';
import type { Interp } from '../interp.ts';
import { validator, type AttributeValues, type Validator } from '../validation.ts';
import { fromTable, typeNotFound } from './casts.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Compiler } from './context.ts';

/** Name of an attribute without its namespace and "Attribute", in lower case. */
export function attributeName(ast: AttributeAst): string {
  return ast.typeName.name
    .toLowerCase()
    .replace(/^system\.management\.automation\./, '')
    .replace(/attribute$/, '');
}

/** Evaluates an attribute's arguments. */
export function attributeValues(c: Compiler, ast: AttributeAst): (frame: Frame) => AttributeValues {
  const positional = ast.positional.map((argument) => c.expression(argument));
  const named = ast.named.map(({ name, value }) => ({
    name: name.toLowerCase(),
    value: value === null ? (): Value => true : c.expression(value),
  }));
  return (f) => {
    const values = new Map(named.map(({ name, value }) => [name, value(f)]));
    return {
      positional: positional.map((value) => value(f)),
      named: (name) => values.get(name.toLowerCase()),
    };
  };
}

/** Checks of a list of attributes, ready for a frame. */
export function validatorsOf(
  c: Compiler,
  attributes: readonly (AttributeAst | TypeConstraintAst)[],
): (frame: Frame) => Validator[] {
  const { interp } = c;
  const list = attributes
    .filter((each) => each.kind === 'Attribute')
    .map((ast) => ({ name: attributeName(ast), values: attributeValues(c, ast) }))
    .filter(({ name }) => name.startsWith('validate'));
  if (list.length === 0) return () => [];
  return (f) =>
    list
      .map(({ name, values }) => validator(name, values(f), (block, value) => runCheck(interp, block, value)))
      .filter((each) => each !== null);
}

function runCheck(interp: Interp, block: Parameters<Interp['runtime']['invoke']>[0], value: Value): Value {
  const output = interp.runtime.invoke(block, { underscore: value, args: [value], newScope: true });
  return output.length === 1 ? (output[0] as Value) : output;
}

/**
 * The conversion that a type constraint makes; null: none.
 * @param advanced of a parameter of an advanced function
 */
export function converterOf(
  interp: Interp,
  type: TypeConstraintAst,
  advanced = false,
): ((value: Value) => Value) | null {
  const written = type.typeName.name;
  switch (written.toLowerCase()) {
    case 'object':
    case 'system.object':
    case 'psobject':
      return null;
    case 'bool':
    case 'boolean':
    case 'system.boolean':
      return toBooleanParameter;
    case 'switch':
    case 'switchparameter':
    case 'system.management.automation.switchparameter':
      return (value) => switchValue(toSwitchParameter(value, 'function'));
    case 'ref':
    case 'psreference':
      return toReference;
    case 'pscustomobject':
      return (value) => (value instanceof PsHashtable ? fromTable(value) : value);
    default:
  }
  const full = resolveType(written);
  if (full === null) throw typeNotFound(written);
  const { culture } = interp.host;
  if (advanced && full === 'System.String') {
    return (value) => {
      if (Array.isArray(value)) throw notText();
      return convertTo(value, full, culture);
    };
  }
  if (isNullable(written)) {
    return (value) => (value === null ? null : convertTo(value, full, culture));
  }
  return (value) => convertTo(value, full, culture);
}

/** An advanced function makes no text of an array. */
function notText(): Error {
  return failure('InvalidCastFromAnyTypeToString', 'Cannot convert value to type System.String.', {
    type: 'System.Management.Automation.PSInvalidCastException',
    category: 'InvalidArgument',
  });
}

function toReference(value: Value): Value {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'ref')
    return value;
  throw failure('PSReferenceTypeExpected', 'Reference type is expected in argument.', {
    type: 'System.Management.Automation.PSInvalidCastException',
    category: 'InvalidArgument',
  });
}

/**
 * What a typed or validated variable does with each value assigned to it; null: takes anything.
 * @param name the variable's, for messages; null: a cast on a member, which only converts
 */
export function checkOf(
  c: Compiler,
  constraints: readonly (AttributeAst | TypeConstraintAst)[],
  name: string | null,
): (frame: Frame) => ((value: Value) => Value) | null {
  const { interp } = c;
  const types = constraints.filter((each) => each.kind === 'TypeConstraint');
  const validators = validatorsOf(c, constraints);
  if (types.length === 0 && constraints.every((each) => each.kind === 'TypeConstraint')) return () => null;
  return (f) => {
    const converters = types
      .map((type) => converterOf(interp, type))
      .filter((each) => each !== null)
      .reverse();
    const checks = validators(f);
    if (converters.length === 0 && checks.length === 0) return null;
    return (given) => {
      let value = given;
      for (const convert of converters) value = converted(convert, value, name);
      for (const check of checks) {
        const reason = check(value);
        if (reason !== null) throw notValid(value, name ?? '');
      }
      return value;
    };
  };
}

function converted(convert: (value: Value) => Value, value: Value, name: string | null): Value {
  if (name === null) return convert(value);
  try {
    return convert(value);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw failure('RuntimeException', error.record.message, {
      type: 'System.Management.Automation.ArgumentTransformationMetadataException',
      category: 'MetadataError',
      inner: error.record.exception,
    });
  }
}

/** Whatever the attribute, a variable's value fails with the id of ValidateSet. */
function notValid(value: Value, name: string): Error {
  const shown = value === null ? '$null' : toText(value);
  return failure(
    'ValidateSetFailure',
    `The variable cannot be validated because the value ${shown} is not a valid value for the ${name} variable.`,
    { type: 'System.Management.Automation.ValidationMetadataException', category: 'MetadataError' },
  );
}
