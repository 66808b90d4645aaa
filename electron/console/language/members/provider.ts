import { stateOf } from '../values/state-of.ts';
import type { Culture } from '../culture.ts';
import type { PsReference } from '../values/block.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** State of a System.Globalization.CultureInfo and of its format infos. */
export class CultureState {
  readonly culture: Culture;

  constructor(culture: Culture) {
    this.culture = culture;
  }

  toText(): string {
    return this.culture.name;
  }
}

export function cultureReference(culture: Culture): PsReference {
  return {
    kind: 'reference',
    typeName: 'System.Globalization.CultureInfo',
    state: new CultureState(culture),
  };
}

/** The culture that an IFormatProvider argument names; the run's own where it is null or not given. */
export function providerOf(value: Value | undefined, rt: Runtime): Culture {
  return stateOf(value, CultureState)?.culture ?? rt.culture;
}
