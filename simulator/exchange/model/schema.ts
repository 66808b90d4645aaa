export type PropertyType =
  'text' | 'bool' | 'int16' | 'int32' | 'int64' | 'guid' | 'date' | 'list' | 'tables';

export interface PropertyDef {
  readonly name: string;
  readonly type: PropertyType;
}

/** What a cmdlet or entity set answers: the .NET type and its properties in order. */
export interface Schema {
  /** Full .NET type name; CLIXML puts `Deserialized.` before it. */
  readonly typeName: string;
  readonly properties: readonly PropertyDef[];
  /** Lower-case name → definition. */
  readonly byName: ReadonlyMap<string, PropertyDef>;
  /** Property that ToString() shows. */
  readonly shownAs: string;
}

const TYPE_MARKS: Readonly<Record<string, PropertyType>> = {
  b: 'bool',
  h: 'int16',
  i: 'int32',
  l: 'int64',
  g: 'guid',
  d: 'date',
  m: 'list',
  t: 'tables',
};

/**
 * Properties from a short text: `Name Guid:g IsShared:b EmailAddresses:m`. No mark: text. Marks: b Boolean, h Int16, i Int32,
 * l Int64, g Guid, d DateTime, m list of text, t list of tables.
 */
export function properties(text: string): PropertyDef[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', mark] = word.split(':');
      return { name, type: mark === undefined ? 'text' : (TYPE_MARKS[mark] ?? 'text') };
    });
}

export function schema(typeName: string, defs: readonly PropertyDef[], shownAs = 'Identity'): Schema {
  return {
    typeName,
    properties: defs,
    byName: new Map(defs.map((def) => [def.name.toLowerCase(), def])),
    shownAs,
  };
}

/** The same type with only these properties, in the schema's order. */
export function project(whole: Schema, names: ReadonlySet<string>): Schema {
  const wanted = new Set([...names].map((name) => name.toLowerCase()));
  return schema(
    whole.typeName,
    whole.properties.filter((def) => wanted.has(def.name.toLowerCase())),
    whole.shownAs,
  );
}
