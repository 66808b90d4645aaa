import { INVARIANT } from '../culture.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';

/** State of a DictionaryEntry or KeyValuePair; the text of both is "[key, value]". */
export class EntryState {
  readonly key: Value;
  value: Value;

  constructor(key: Value, value: Value) {
    this.key = key;
    this.value = value;
  }

  toText(): string {
    return `[${toStringOf(this.key, INVARIANT)}, ${toStringOf(this.value, INVARIANT)}]`;
  }
}

/** `generic`: the types of a Dictionary's keys and values, short or full names; null: a DictionaryEntry. */
export function entryReference(
  key: Value,
  value: Value,
  generic: { readonly key: string; readonly value: string } | null,
): PsReference {
  const typeName =
    generic === null
      ? 'System.Collections.DictionaryEntry'
      : `System.Collections.Generic.KeyValuePair\`2[${withSystem(generic.key)},${withSystem(generic.value)}]`;
  return {
    kind: 'reference',
    typeName,
    state: new EntryState(key, value),
  };
}

function withSystem(name: string): string {
  return name.includes('.') ? name : `System.${name}`;
}
