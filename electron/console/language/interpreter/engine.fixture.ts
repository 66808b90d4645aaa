import { builtIns } from '../commands/index.ts';
import { toText } from '../convert/text.ts';
import { Stopped, type Files, type Host } from '../host.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import { PsSecureString } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import { createEngine, type Engine, type Outcome } from './engine.ts';

/** What one script did. */
export interface Ran {
  readonly output: readonly string[];
  readonly values: readonly Value[];
  readonly errors: readonly PsErrorRecord[];
  readonly warnings: readonly string[];
  readonly host: readonly string[];
  readonly outcome: Outcome;
}

const noFiles: Files = {
  root: '/folder',
  stat: () => null,
  list: () => [],
  read: () => new Uint8Array(),
  write: () => undefined,
  makeFolder: () => undefined,
  remove: () => undefined,
  move: () => undefined,
};

function nobody(): never {
  throw new Stopped('user', 'Nobody is there to answer.');
}

/** A console for tests: no service, no files, nobody to ask unless `choose` answers; stops after `turns` looks at Stop. */
export function testConsole(
  turns = Number.POSITIVE_INFINITY,
  choose: Host['choose'] = nobody,
  more: Partial<Host> = {},
): { engine: Engine; run(script: string): Ran } {
  let left = turns;
  let errors: PsErrorRecord[] = [];
  let warnings: string[] = [];
  let written: string[] = [];
  const host: Host = {
    culture: { name: 'en-US', timeZone: 'UTC' },
    width: 120,
    files: noFiles,
    service: {
      cmdlets: new Map(),
      invoke: nobody,
      invokeMany: () => [],
      propertyNames: () => [],
    },
    now: () => 0,
    random: () => 0.5,
    checkStop: () => {
      if (--left < 0) throw new Stopped('user', 'Stopped.');
    },
    sleep: () => undefined,
    write: ({ text }) => {
      written.push(text);
    },
    warning: (text) => {
      warnings.push(text);
    },
    verbose: () => undefined,
    debug: () => undefined,
    information: () => undefined,
    error: (record) => {
      errors.push(record);
    },
    progress: () => undefined,
    readLine: nobody,
    readSecret: () => new PsSecureString(''),
    readCredential: nobody,
    choose,
    showGrid: () => undefined,
    clear: () => undefined,
    ...more,
  };
  const engine = createEngine({ host, builtIns });
  return {
    engine,
    run(script) {
      errors = [];
      warnings = [];
      written = [];
      const values: Value[] = [];
      const outcome = engine.run(script, (value) => {
        values.push(value);
      });
      return { output: values.map(toText), values, errors, warnings, host: written, outcome };
    },
  };
}

/** The output of one script in a new console. */
export function outputOf(script: string): readonly string[] {
  return testConsole().run(script).output;
}
