import type { Binder } from '../binding/binder.ts';
import { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { CommandIo } from './runtime.ts';

/** Binds an object of the pipeline. One that fits no parameter is an error (false), and the next one is tried. */
export function bindPiped(binder: Binder, value: Value, io: CommandIo): boolean {
  try {
    if (!binder.takesPipeline) throw binder.notBound(value);
    binder.bindObject(value);
    return true;
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    io.error(error.record);
    return false;
  }
}
