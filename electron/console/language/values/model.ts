import type { PsDecimal, PsDouble, PsInteger, PsLong } from '../../../../shared/powershell/values.ts';
import type { PsBlock, PsReference, PsVariableReference } from './block.ts';
import type { PsDateTime, PsTimeSpan } from './time.ts';
import type { PsErrorRecord, PsException } from './errors.ts';
import type { PsObject } from './object.ts';
import type { PsHashtable, PsList, PsSet } from './collections.ts';
import type {
  PsChar,
  PsCredential,
  PsEnum,
  PsGuid,
  PsMailAddress,
  PsRegex,
  PsSecureString,
  PsStringBuilder,
  PsType,
  PsUri,
  PsVersion,
} from './simple.ts';

export type { PsDecimal, PsDouble, PsInteger, PsLong } from '../../../../shared/powershell/values.ts';

/** An Object[], or with `elementType` set (a .NET short name such as `Int32`) an array of that type. Mutable. */
export interface PsArray extends Array<Value> {
  elementType?: string;
  /** Of an array of several dimensions: their lengths. The elements are kept row by row. */
  lengths?: readonly number[];
  /** In a PSObject of its own (several objects out of a calculated property): ToString() joins with blanks. */
  wrapped?: true;
}

/**
 * Any value of the running language. A JavaScript number is an Int32, a JavaScript string a String, null `$null`;
 * everything else has a `kind`, which is what code switches on.
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | PsLong
  | PsDouble
  | PsDecimal
  | PsInteger
  | PsArray
  | PsChar
  | PsObject
  | PsHashtable
  | PsList
  | PsSet
  | PsBlock
  | PsVariableReference
  | PsDateTime
  | PsTimeSpan
  | PsGuid
  | PsVersion
  | PsUri
  | PsMailAddress
  | PsRegex
  | PsEnum
  | PsType
  | PsSecureString
  | PsCredential
  | PsStringBuilder
  | PsErrorRecord
  | PsException
  | PsReference;

export type NumberValue = number | PsLong | PsDouble | PsDecimal | PsInteger;

export function isArray(value: Value): value is PsArray {
  return Array.isArray(value);
}

type Kind = Extract<Value, { readonly kind: string }>['kind'];
type OfKind<V, K> = V extends { readonly kind: infer Own } ? (K extends Own ? V : never) : never;

/** True of a value with that `kind`; for code that runs once a value, not for inner loops. */
export function hasKind<K extends Kind>(value: Value | undefined, kind: K): value is OfKind<Value, K> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === kind;
}

/** True of the six families of .NET numbers; a char, a bool and an enum are none. */
export function isNumber(value: Value): value is NumberValue {
  if (typeof value === 'number') return true;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  switch (value.kind) {
    case 'long':
    case 'double':
    case 'decimal':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
      return true;
    default:
      return false;
  }
}

export function double(value: number): PsDouble {
  return { kind: 'double', value };
}

export function long(value: bigint): PsLong {
  return { kind: 'long', value };
}

export function typedArray(items: Value[], elementType: string): PsArray {
  const array: PsArray = items;
  array.elementType = elementType;
  return array;
}
