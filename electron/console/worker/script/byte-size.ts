import { long, type Value } from '../../language/values/model.ts';
import { nativeProperty, nativeReference } from '../../language/values/native.ts';
import { sizeText } from '../../results/cells.ts';

const UNITS = ['ToBytes', 'ToKB', 'ToMB', 'ToGB', 'ToTB'] as const;

/**
 * A size as Get-EXO* commands give it: `.Value.ToMB()` and the like work, and its text is `1.5 MB (1,572,864 bytes)`
 * (real-client.md 6.4).
 */
export function byteSize(bytes: number): Value {
  const toText = (): string => sizeText(bytes);
  const methods = new Map(
    UNITS.map((name, power): [string, () => Value] => [
      name.toLowerCase(),
      () => long(BigInt(Math.floor(bytes / 1024 ** power))),
    ]),
  );
  const size = nativeReference({
    typeNames: ['Microsoft.Exchange.Data.ByteQuantifiedSize', 'System.ValueType', 'System.Object'],
    properties: [],
    toText,
    methods,
    order: bytes,
  });
  return nativeReference({
    typeNames: ['Microsoft.Exchange.Data.Unlimited', 'System.ValueType', 'System.Object'],
    properties: [
      nativeProperty('IsUnlimited', 'bool', () => false),
      nativeProperty('Value', 'ByteQuantifiedSize', () => size),
    ],
    toText,
    order: bytes,
  });
}
