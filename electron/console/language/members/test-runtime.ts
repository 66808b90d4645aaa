import { createEngine } from '../interpreter/engine.ts';
import type { Host } from '../host.ts';
import type { Runtime } from '../interpreter/runtime.ts';

/** A runtime without commands, files or a connection, for tests of members. */
export function testRuntime(): Runtime {
  const nothing = (): void => undefined;
  const refused = (): never => {
    throw new Error('Not part of this test.');
  };
  const host: Host = {
    culture: { name: 'en-US', timeZone: 'UTC' },
    width: 120,
    files: {
      root: null,
      stat: () => null,
      list: () => [],
      read: refused,
      write: refused,
      makeFolder: refused,
      remove: refused,
      move: refused,
    },
    service: { cmdlets: new Map(), invoke: refused, invokeMany: refused, propertyNames: () => [] },
    now: () => 1_773_000_000_000,
    random: () => 0.5,
    checkStop: nothing,
    sleep: nothing,
    write: nothing,
    line: nothing,
    warning: nothing,
    verbose: nothing,
    debug: nothing,
    information: nothing,
    error: nothing,
    progress: nothing,
    readLine: refused,
    readSecret: refused,
    readCredential: refused,
    choose: (_caption, _message, _answers, otherwise) => otherwise,
    showGrid: nothing,
    clear: nothing,
  };
  return createEngine({ host, builtIns: [] }).runtime;
}
