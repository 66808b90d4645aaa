import { toText } from '../convert/text.ts';
import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';

/** State of a DictionaryEntry or KeyValuePair. */
export class EntryState {
  readonly key: Value;
  value: Value;

  constructor(key: Value, value: Value) {
    this.key = key;
    this.value = value;
  }
}

/** A KeyValuePair, whose text is "[key, value]". */
class PairState extends EntryState {
  toText(): string {
    return `[${toText(this.key)}, ${toText(this.value)}]`;
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
    state: generic === null ? new EntryState(key, value) : new PairState(key, value),
  };
}

function withSystem(name: string): string {
  return name.includes('.') ? name : `System.${name}`;
}
