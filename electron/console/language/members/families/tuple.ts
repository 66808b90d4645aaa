import { equals } from '../../operators/compare.ts';
import { given } from '../args.ts';
import { define, defineReference } from '../define.ts';
import { typeArguments } from '../generic-names.ts';
import { asText } from '../helpers.ts';
import { openName, typeNameOf } from '../types.ts';
import { toStringOf } from '../../dotnet/to-string.ts';
import { INVARIANT } from '../../culture.ts';
import { convertTo } from '../../convert/convert.ts';
import type { ComparableState } from '../../values/comparable.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

/** State of a Tuple or ValueTuple. */
class TupleState implements ComparableState {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }

  toText(): string {
    return `(${this.items.map((item) => toStringOf(item, INVARIANT)).join(', ')})`;
  }

  compareWith(other: unknown): number | null {
    const same =
      other instanceof TupleState &&
      other.items.length === this.items.length &&
      this.items.every((item, at) => equals(item, other.items[at] ?? null, true));
    return same ? 0 : null;
  }
}

const MOST = 7;

/** "System.Tuple`2[System.Int32,System.String]" of these items. */
export function tuple(open: 'Tuple' | 'ValueTuple', items: readonly Value[]): PsReference {
  const types = items.map((item) => (item === null ? 'System.Object' : typeNameOf(item)));
  return {
    kind: 'reference',
    typeName: `System.${open}\`${String(items.length)}[${types.join(',')}]`,
    state: new TupleState(items),
  };
}

for (const open of ['Tuple', 'ValueTuple'] as const) {
  const lists: string[] = [];
  for (let count = 1; count <= MOST; count++) {
    const names = Array.from({ length: count }, (_, at) => `Item${String(at + 1)}`);
    lists.push(`(${names.map((name) => `Object ${name.toLowerCase()}`).join(', ')})`);
    const definition = defineReference<TupleState>(`System.${open}\`${String(count)}`);
    for (const [at, name] of names.entries()) {
      definition.property(name, 'Object', (self) => self.items[at] ?? null);
    }
    definition
      .property('Length', 'int', (self) => self.items.length)
      .method('bool Equals(Object obj)', (self, args) => {
        const other = given(args, 0);
        return (
          other !== null &&
          typeof other === 'object' &&
          'state' in other &&
          self.compareWith(other.state) === 0
        );
      })
      .method(
        'string ToString()',
        (self, _, rt) => `(${self.items.map((item) => asText(item, rt)).join(', ')})`,
      )
      .constructors(lists.at(-1) ?? '()', (args, rt, type) => {
        const types = typeArguments(type);
        return {
          kind: 'reference',
          typeName: `${openName(type)}[${types.join(',')}]`,
          state: new TupleState(
            args.map((item, at) => convertTo(item, types[at] ?? 'System.Object', rt.culture)),
          ),
        };
      });
  }
  define<null>(`System.${open}`).static(`Object Create${lists.join('|')}`, (args) => tuple(open, args));
}
