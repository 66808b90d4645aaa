import type { Entry, ShapeInfo, Token } from './packets.ts';
import type { Value } from '../values/model.ts';

/** Turns objects into entries of one shape: a table's rows, a list's lines … */
export interface Generator {
  readonly autosize: boolean;
  readonly grouping: Grouping | null;
  /** False: the view isn't for an object of these types. */
  appliesTo(typeNames: readonly string[]): boolean;
  shape(first: Value): ShapeInfo;
  entry(value: Value): Entry;
}

/** What starts a new group and what stands above it. */
export interface Grouping {
  /** Takes the object in; true: its value differs from the last one's. */
  update(value: Value): boolean;
  /** For the group that the last object began. */
  heading(first: Value): readonly Token[] | null;
}
