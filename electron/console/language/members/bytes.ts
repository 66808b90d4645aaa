import { isArray, typedArray } from '../values/model.ts';
import { argumentNull, int } from './args.ts';
import type { PsArray, Value } from '../values/model.ts';

const BYTES: readonly Value[] = Array.from({ length: 256 }, (_, at): Value => ({
  kind: 'byte',
  value: BigInt(at),
}));

/** A byte[] of PowerShell from bytes. */
export function byteArray(bytes: Uint8Array): PsArray {
  return typedArray(
    Array.from(bytes, (each) => BYTES[each] ?? null),
    'Byte',
  );
}

/** Bytes of a byte[] (or of any list of numbers). */
export function bytesOf(value: Value): Uint8Array {
  if (value === null) throw argumentNull('bytes');
  if (isArray(value)) return Uint8Array.from(value, (each) => int([each], 0));
  return new Uint8Array();
}
