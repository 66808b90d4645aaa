import { NativeObject, nativeProperty } from '../values/native.ts';
import { toText } from '../convert/text.ts';
import type { PsHashtable } from '../values/collections.ts';
import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';

const ENTRY_TYPES = ['System.Collections.DictionaryEntry', 'System.ValueType', 'System.Object'];

/** The entries of a table as objects with Key and Value (and Name, as PowerShell adds). */
export function entriesOf(table: PsHashtable): PsReference[] {
  const { generic } = table;
  const types =
    generic === null
      ? ENTRY_TYPES
      : [
          `System.Collections.Generic.KeyValuePair\`2[System.${generic.key},System.${generic.value}]`,
          'System.ValueType',
          'System.Object',
        ];
  return Array.from(table.entries(), ([key, value]) => entry(types, key, value, generic === null));
}

function entry(typeNames: readonly string[], key: Value, value: Value, named: boolean): PsReference {
  const properties = [
    nativeProperty('Key', 'Object', () => key),
    nativeProperty('Value', 'Object', () => value),
  ];
  if (named) properties.unshift(nativeProperty('Name', 'Object', () => key, 'AliasProperty'));
  const state = new NativeObject({
    typeNames,
    properties,
    toText: () => `[${toText(key)}, ${toText(value)}]`,
  });
  return { kind: 'reference', typeName: typeNames[0] ?? '', state };
}
