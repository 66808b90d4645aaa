import type { PsBlock } from './block.ts';
import type { Value } from './model.ts';
import { Shape } from './shape.ts';

export const CUSTOM_OBJECT: readonly string[] = [
  'System.Management.Automation.PSCustomObject',
  'System.Object',
];

/** A member that isn't a plain value: what Add-Member makes besides note properties. */
export type ExtraMember =
  | { readonly type: 'ScriptProperty'; readonly get: PsBlock | null; readonly set: PsBlock | null }
  | { readonly type: 'ScriptMethod'; readonly body: PsBlock }
  | { readonly type: 'AliasProperty'; readonly of: string }
  | { readonly type: 'PropertySet'; readonly names: readonly string[] };

/**
 * An object with named properties in order: a custom object, a row of the service, a result of Select-Object, or
 * (with `base`) another value that members were added to.
 */
export class PsObject {
  readonly kind = 'object';
  shape: Shape;
  values: Value[];
  /** Full .NET names, most special first. */
  typeNames: readonly string[];
  /** What the members were added to: a string, a number, a date …; null: nothing, a custom object. */
  base: Value;
  /** By lower-case name; null: none. A ScriptProperty has a place in `shape` too (its value there is null). */
  extra: Map<string, { name: string; member: ExtraMember }> | null = null;

  constructor(
    shape: Shape,
    values: Value[],
    typeNames: readonly string[] = CUSTOM_OBJECT,
    base: Value = null,
  ) {
    this.shape = shape;
    this.values = values;
    this.typeNames = typeNames;
    this.base = base;
  }

  /** Pairs with the same name (in any case) keep the first name and the last value. */
  static from(
    pairs: Iterable<readonly [string, Value]>,
    typeNames: readonly string[] = CUSTOM_OBJECT,
  ): PsObject {
    const made = new PsObject(Shape.empty, [], typeNames);
    for (const [name, value] of pairs) made.set(name, value);
    return made;
  }

  has(name: string): boolean {
    return this.shape.indexOf(name) >= 0;
  }

  /** The plain value; undefined: no such property. Script properties: see members/. */
  get(name: string): Value | undefined {
    const at = this.shape.indexOf(name);
    return at < 0 ? undefined : this.values[at];
  }

  /** Changes a property or adds it at the end. */
  set(name: string, value: Value): void {
    const at = this.shape.indexOf(name);
    if (at >= 0) {
      this.values[at] = value;
      return;
    }
    this.shape = this.shape.with(name);
    this.values.push(value);
  }

  delete(name: string): void {
    const at = this.shape.indexOf(name);
    if (at < 0) return;
    this.shape = this.shape.without(at);
    this.values.splice(at, 1);
    this.extra?.delete(name.toLowerCase());
  }
}

/** What members were added to, where only that counts; any other value as it is. */
export function unwrapped(value: Value): Value {
  return value instanceof PsObject && value.base !== null ? value.base : value;
}
