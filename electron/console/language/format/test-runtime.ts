import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** As much of a runtime as laying out needs, for tests: en-US, a console of 120 cells, a clock that the test moves. */
export function testRuntime(
  options: { readonly variables?: Readonly<Record<string, Value>>; readonly now?: () => number } = {},
): Runtime {
  const runtime = {
    culture: { name: 'en-US', timeZone: 'UTC' },
    host: {
      width: 120,
      files: { root: null },
      now: options.now ?? (() => 0),
    },
    getVariable: (name: string) => {
      const value = options.variables?.[name];
      return value === undefined ? undefined : { name, value, description: '', options: [] };
    },
  };
  return runtime as unknown as Runtime;
}
