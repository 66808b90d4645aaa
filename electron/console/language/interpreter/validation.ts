import { aboveRange, belowRange, notInSet } from '../binding/values.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import { enumerable } from '../members/enumerate.ts';
import { compare } from '../operators/compare.ts';
import { toRegex } from '../operators/regex.ts';
import { compositeFormat } from '../dotnet/composite.ts';
import { INVARIANT } from '../culture.ts';
import type { Invalid } from '../binding/arguments.ts';
import { Terminating } from '../values/errors.ts';
import { isNumber, type Value } from '../values/model.ts';
import type { PsBlock } from '../values/block.ts';

/** Why a value isn't let through, in PowerShell's words; null: it is. */
export type Validator = (value: Value) => Invalid | null;

const EMPTY_ELEMENT =
  'The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.';

/** The arguments of a validation attribute, evaluated. */
export interface AttributeValues {
  readonly positional: readonly Value[];
  named(name: string): Value | undefined;
}

function itemsOf(value: Value): readonly Value[] {
  if (value === null) return [null];
  const items = enumerable(value);
  return items === null ? [value] : [...items];
}

/** Checks each element of a list, or the value itself. */
function each(reason: (value: Value) => string | null): Validator {
  return (value) => {
    for (const item of itemsOf(value)) {
      if (item === null) return { message: EMPTY_ELEMENT };
      const message = reason(item);
      if (message !== null) return { message };
    }
    return null;
  };
}

/**
 * The check of a validation attribute, by its name without "Attribute"; null: it checks nothing.
 * @param run runs a ValidateScript block with `$_`
 */
export function validator(
  name: string,
  values: AttributeValues,
  run: (block: PsBlock, value: Value) => Value,
): Validator | null {
  const own = values.named('ErrorMessage');
  const words = (otherwise: string, ...args: Value[]): string =>
    own === undefined || own === null ? otherwise : compositeFormat(toText(own), args, INVARIANT);
  switch (name.toLowerCase()) {
    case 'validateset':
      return setValidator(values, words);
    case 'validaterange':
      return rangeValidator(values.positional);
    case 'validatepattern':
      return patternValidator(toText(values.positional[0] ?? null), words);
    case 'validatelength':
      return lengthValidator(
        Number(toText(values.positional[0] ?? 0)),
        Number(toText(values.positional[1] ?? 0)),
      );
    case 'validatecount':
      return countValidator(
        Number(toText(values.positional[0] ?? 0)),
        Number(toText(values.positional[1] ?? 0)),
      );
    case 'validatenotnull':
      return notNull;
    case 'validatenotnullorempty':
      return (value) => notNullOrEmpty(value, false);
    case 'validatenotnullorwhitespace':
      return (value) => notNullOrEmpty(value, true);
    case 'validatescript':
      return scriptValidator(values.positional[0] ?? null, words, run);
    default:
      return null;
  }
}

type Words = (otherwise: string, ...args: Value[]) => string;

function setValidator(values: AttributeValues, words: Words): Validator {
  const allowed = values.positional.flatMap((value) => itemsOf(value).map(toText));
  const ignoreCase = values.named('IgnoreCase') !== false;
  return each((item) => {
    const text = toText(item);
    const fits = allowed.some((known) =>
      ignoreCase ? known.toLowerCase() === text.toLowerCase() : known === text,
    );
    return fits ? null : words(notInSet(text, allowed), text, allowed.join(','));
  });
}

function rangeValidator(bounds: readonly Value[]): Validator {
  const [min = null, max = null] = bounds;
  if (max === null) return kindValidator(toText(min).toLowerCase());
  return (value) => {
    for (const item of itemsOf(value)) {
      if (item === null) return { message: EMPTY_ELEMENT };
      if (!isNumber(item) && isNumber(min)) {
        const message = `The argument cannot be validated because its type "${typeof item === 'string' ? 'String' : 'Object'}" is not the same type (Int32) as the maximum and minimum limits of the parameter. Make sure the argument is of type Int32 and then try the command again.`;
        if (typeof item !== 'string' || Number.isNaN(Number(item))) return { message };
      }
      if (compare(item, max, false) > 0) {
        return {
          message: aboveRange(toText(item), toText(max)),
        };
      }
      if (compare(item, min, false) < 0) {
        return {
          message: belowRange(toText(item), toText(min)),
        };
      }
    }
    return null;
  };
}

function kindValidator(kind: string): Validator {
  const kinds: Readonly<Record<string, [(sign: number) => boolean, string]>> = {
    positive: [(sign) => sign > 0, 'not greater than zero'],
    nonnegative: [(sign) => sign >= 0, 'not greater than or equal to zero'],
    negative: [(sign) => sign < 0, 'greater than or equal to zero'],
    nonpositive: [(sign) => sign <= 0, 'greater than zero'],
  };
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return each((item) => {
    if (found === undefined || found[0](compare(item, 0, false))) return null;
    return `The argument "${toText(item)}" cannot be validated because its value is ${found[1]}.`;
  });
}

function patternValidator(pattern: string, words: Words): Validator {
  const { regExp } = toRegex(pattern, ['IgnoreCase']);
  return each((item) => {
    const text = toText(item);
    if (regExp.test(text)) return null;
    return words(
      `The argument "${text}" does not match the "${pattern}" pattern. Supply an argument that matches "${pattern}" and try the command again.`,
      text,
      pattern,
    );
  });
}

function lengthValidator(min: number, max: number): Validator {
  return each((item) => {
    const { length } = toText(item);
    if (length < min) {
      return `The character length (${String(length)}) of the argument is too short. Specify an argument with a length that is greater than or equal to "${String(min)}", and then try the command again.`;
    }
    if (length > max) {
      return `The character length of the ${String(length)} argument is too long. Shorten the character length of the argument so it is fewer than or equal to "${String(max)}" characters, and then try the command again.`;
    }
    return null;
  });
}

function countValidator(min: number, max: number): Validator {
  return (value) => {
    const count = value === null ? 0 : itemsOf(value).length;
    if (count >= min && count <= max) return null;
    const message =
      min === max
        ? `The parameter requires exactly ${String(max)} value(s) - ${String(count)} value(s) were provided.`
        : `The parameter requires at least ${String(min)} value(s) and no more than ${String(max)} value(s) - ${String(count)} value(s) were provided.`;
    return { message };
  };
}

function notNull(value: Value): ReturnType<Validator> {
  if (value === null) {
    return {
      message:
        'The argument is null. Provide a valid value for the argument, and then try running the command again.',
    };
  }
  if (Array.isArray(value) && value.includes(null)) return { message: EMPTY_ELEMENT };
  return null;
}

function notNullOrEmpty(value: Value, blanks: boolean): ReturnType<Validator> {
  const isEmpty = (item: Value): boolean =>
    item === null || (typeof item === 'string' && (blanks ? item.trim() === '' : item === ''));
  if (isEmpty(value)) {
    return blanks && value !== null && value !== ''
      ? {
          message:
            'The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.',
        }
      : {
          message:
            'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.',
        };
  }
  if (Array.isArray(value) && (value.length === 0 || value.some(isEmpty))) {
    return { message: EMPTY_ELEMENT };
  }
  return null;
}

function scriptValidator(
  block: Value,
  words: Words,
  run: (block: PsBlock, value: Value) => Value,
): Validator | null {
  if (block === null || typeof block !== 'object' || Array.isArray(block) || block.kind !== 'scriptBlock') {
    return null;
  }
  return (value) => {
    for (const item of itemsOf(value)) {
      if (item === null) return { message: EMPTY_ELEMENT };
      try {
        if (truth(run(block, item))) continue;
      } catch (error) {
        if (!(error instanceof Terminating)) throw error;
        return { message: error.record.message, inner: error.record.exception };
      }
      const message = words(
        `The "${block.text}" validation script for the argument with value "${toText(item)}" did not return a result of True. Determine why the validation script failed, and then try the command again.`,
        item,
        block.text,
      );
      return { message };
    }
    return null;
  };
}
