import type { Context } from '../builtin.ts';
import type { Value } from '../../values/model.ts';

/** The object to work on: of the pipeline, else of -InputObject; undefined: there is none. */
export function inputOf(context: Context, input: Value | undefined): Value | undefined {
  return input === undefined ? context.bound.get('InputObject') : input;
}
