/**
 * The names of an object's properties, shared by all objects that got the same names in the same order. A site of the
 * script that reads a property remembers the shape it saw last, so reading costs one comparison and one index.
 */
export class Shape {
  static readonly empty = new Shape([], new Map());

  readonly names: readonly string[];
  /** Lower-case name → index. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #after = new Map<string, Shape>();

  private constructor(names: readonly string[], places: ReadonlyMap<string, number>) {
    this.names = names;
    this.#places = places;
  }

  static of(names: readonly string[]): Shape {
    let shape = Shape.empty;
    for (const name of names) shape = shape.with(name);
    return shape;
  }

  /** -1: no such property. Any case. */
  indexOf(name: string): number {
    return this.#places.get(name) ?? this.#places.get(name.toLowerCase()) ?? -1;
  }

  /** The shape with one more name at the end. The caller has made sure that it isn't there. */
  with(name: string): Shape {
    const known = this.#after.get(name);
    if (known !== undefined) return known;
    const shape = new Shape(
      [...this.names, name],
      new Map([...this.#places, [name.toLowerCase(), this.names.length]]),
    );
    this.#after.set(name, shape);
    return shape;
  }

  without(index: number): Shape {
    return Shape.of(this.names.filter((_, at) => at !== index));
  }
}
