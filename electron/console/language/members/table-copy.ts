import { PsHashtable } from '../values/collections.ts';

/** A table of the same kind with the same keys and values. */
export function copyTable(table: PsHashtable): PsHashtable {
  const copy = new PsHashtable({
    ordered: table.ordered,
    caseSensitive: table.caseSensitive,
    generic: table.generic,
    ...(table.typeName === null ? {} : { typeName: table.typeName }),
  });
  for (const [key, held] of table.entries()) copy.set(key, held);
  return copy;
}
