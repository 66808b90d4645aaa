import { isArray } from '../values/model.ts';
import { typeNamesOf } from '../members/types.ts';
import type { Value } from '../values/model.ts';

const SCALAR_NAMES = new Set(
  (
    'String SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Char Single Double Boolean Decimal IntPtr ' +
    'Security.SecureString Numerics.BigInteger'
  )
    .split(' ')
    .map((name) => `System.${name}`),
);

/** Text, numbers, true and false, enums: shown as their text wherever they come, never as a table or list. */
export function isScalar(value: Value): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return true;
  if (isArray(value)) return false;
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
    case 'char':
    case 'enum':
    case 'secureString':
      return true;
    case 'object':
    case 'reference': {
      const names = typeNamesOf(value);
      return SCALAR_NAMES.has(names[0] ?? '') || names[1] === 'System.Enum';
    }
    default:
      return false;
  }
}

/** Whether a column goes right because of its first value: scalars do, text doesn't. */
export function goesRight(value: Value): boolean {
  if (value === null || typeof value === 'string' || !isScalar(value)) return false;
  return typeof value !== 'object' || typeNamesOf(value)[0] !== 'System.String';
}
