import type { PsReference } from './block.ts';
import type { Value } from './model.ts';

/** One property of a native object. */
export interface NativeProperty {
  readonly name: string;
  /** What Get-Member calls it. */
  readonly type: 'Property' | 'NoteProperty' | 'ScriptProperty' | 'CodeProperty' | 'AliasProperty';
  /** .NET short name of its values, for Get-Member. */
  readonly valueType: string;
  get(): Value;
  /** Not there: it is read-only. */
  set?(value: Value): void;
}

interface NativeOptions {
  readonly typeNames: readonly [typeName: string, ...bases: string[]];
  readonly properties: readonly NativeProperty[];
  readonly toText: () => string;
  readonly methods?: ReadonlyMap<string, (args: readonly Value[]) => Value>;
  /** What it is ordered by, among its like and against numbers; absent: it has no order. */
  readonly order?: number;
}

/**
 * What a `PsReference` holds in `state` when its members are known to whoever made it (a file, a match of
 * Select-String, a module): members/ shows these properties, in this order, and nothing else.
 */
export class NativeObject {
  /** Full .NET names, most special first, System.Object last. */
  readonly typeNames: readonly string[];
  readonly properties: readonly NativeProperty[];
  /** What ToString() gives. */
  readonly toText: () => string;
  /** By lower-case name. */
  readonly methods: ReadonlyMap<string, (args: readonly Value[]) => Value>;
  readonly order: number | null;
  readonly #places: ReadonlyMap<string, NativeProperty>;

  constructor(options: NativeOptions) {
    this.typeNames = options.typeNames;
    this.properties = options.properties;
    this.toText = options.toText;
    this.methods = options.methods ?? new Map();
    this.order = options.order ?? null;
    this.#places = new Map(options.properties.map((property) => [property.name.toLowerCase(), property]));
  }

  /** Any case. */
  property(name: string): NativeProperty | undefined {
    return this.#places.get(name.toLowerCase());
  }
}

/** A native object as a value; the first of `typeNames` is its own. */
export function nativeReference(options: NativeOptions): PsReference {
  return { kind: 'reference', typeName: options.typeNames[0], state: new NativeObject(options) };
}

/** A property that gives the same value each time, or is worked out when read. */
export function nativeProperty(
  name: string,
  valueType: string,
  get: () => Value,
  type: NativeProperty['type'] = 'Property',
): NativeProperty {
  return { name, valueType, type, get };
}

/** What a native object is ordered by; null: it is none, or has no order. */
export function nativeOrder(value: Value): number | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'reference')
    return null;
  return value.state instanceof NativeObject ? value.state.order : null;
}
