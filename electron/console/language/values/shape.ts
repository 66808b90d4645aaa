/** Places by lower-case name, and names in order; shared by every shape of one line of growth. */
interface Grown {
  readonly names: string[];
  readonly places: Map<string, number>;
}

/**
 * The names of an object's properties, shared by all objects that got the same names in the same order. A site of the
 * script that reads a property remembers the shape it saw last, so reading costs one comparison and one index.
 */
export class Shape {
  static readonly empty = new Shape({ names: [], places: new Map() }, 0);

  /** The longest shape of the line has them all; a shorter one sees its own first `#length`. */
  readonly #grown: Grown;
  readonly #length: number;
  #names: readonly string[] | null = null;
  readonly #after = new Map<string, Shape>();

  private constructor(grown: Grown, length: number) {
    this.#grown = grown;
    this.#length = length;
  }

  static of(names: readonly string[]): Shape {
    let shape = Shape.empty;
    for (const name of names) shape = shape.with(name);
    return shape;
  }

  get names(): readonly string[] {
    this.#names ??= this.#grown.names.slice(0, this.#length);
    return this.#names;
  }

  /** -1: no such property. Any case. */
  indexOf(name: string): number {
    const { places } = this.#grown;
    const at = places.get(name) ?? places.get(name.toLowerCase()) ?? -1;
    return at < this.#length ? at : -1;
  }

  /** The shape with one more name at the end. The caller has made sure that it isn't there. */
  with(name: string): Shape {
    const known = this.#after.get(name);
    if (known !== undefined) return known;
    const shape = new Shape(this.#room(), this.#length + 1);
    shape.#grown.names.push(name);
    shape.#grown.places.set(name.toLowerCase(), this.#length);
    this.#after.set(name, shape);
    return shape;
  }

  without(index: number): Shape {
    return Shape.of(this.names.filter((_, at) => at !== index));
  }

  /** Where one more name can go: behind the own ones where nobody has gone on yet, else a copy of them. */
  #room(): Grown {
    const grown = this.#grown;
    if (grown.names.length === this.#length && this.#length > 0) return grown;
    const names = grown.names.slice(0, this.#length);
    return { names, places: new Map(names.map((name, at) => [name.toLowerCase(), at])) };
  }
}
