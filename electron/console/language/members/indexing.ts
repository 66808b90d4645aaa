import type { PsReference } from '../values/block.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** The state of a reference that can be indexed (groups by name or number, matches, nodes, properties by name). */
export interface Indexing {
  indexed(index: Value, rt: Runtime): Value;
}

/** null: this object has no indexer. */
export function tableIndex(value: PsReference): ((index: Value, rt: Runtime) => Value) | null {
  const state = value.state;
  if (
    typeof state === 'object' &&
    state !== null &&
    'indexed' in state &&
    typeof state.indexed === 'function'
  ) {
    const indexing = state as Indexing;
    return (index, rt) => indexing.indexed(index, rt);
  }
  return null;
}
