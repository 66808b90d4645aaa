import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Handlers } from '../../shared/contract/index.ts';
import type { queryViewSchema } from '../../shared/contract/queries.ts';
import type { ConsoleTab, RunState } from '../../shared/model/console.ts';
import { fail } from '../../shared/model/failure.ts';
import type { QueryParameter, QueryValues, SavedQuery } from '../../shared/model/query.ts';
import { checkQuery } from './check.ts';
import { describeText } from './describe.ts';
import type { QueryStore } from './store.ts';
import { checkedValues } from './values.ts';

type QueryView = z.infer<typeof queryViewSchema>;

/** The console's side of running a query. */
export interface QueryRunner {
  runQuery(query: {
    connectionId: string;
    text: string;
    parameters: readonly QueryParameter[];
    values: QueryValues;
    /** Refuses what changes data, in main. */
    readOnly: boolean;
  }): Promise<{ tab: ConsoleTab; run: RunState }>;
}

export interface QueriesDeps {
  readonly store: QueryStore;
  readonly runner: QueryRunner;
  readonly now: () => Date;
}

/** Saved queries: kept here, run by the console on the connection that was chosen. */
export function createQueries(deps: QueriesDeps): Handlers['queries'] {
  /** Deleted ones, until the app quits. */
  const removed = new Map<string, SavedQuery>();

  const find = (id: string): SavedQuery => {
    const query = deps.store.all().find((known) => known.id === id);
    if (query === undefined)
      throw fail('not-found', 'This query is not there any more.', 'Choose another one.');
    return query;
  };
  const put = (query: SavedQuery): QueryView => {
    const others = deps.store.all().filter((known) => known.id !== query.id);
    deps.store.replace([...others, query]);
    return viewOf(query);
  };

  return {
    list: () =>
      Promise.resolve({ queries: deps.store.all().map(viewOf), damaged: [...deps.store.damaged()] }),

    save: ({ id, ...given }) => {
      const names = given.parameters.map((parameter) => parameter.name.toLowerCase());
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined)
        throw fail('invalid-input', `Two parameters are called "${twice}".`, 'Give each its own name.');
      const [problem] = checkQuery(given).filter((found) => found.severity === 'error');
      if (problem !== undefined)
        throw fail(
          'invalid-input',
          problem.failure.message,
          problem.failure.hint || 'Change the text and save again.',
        );
      const at = deps.now().toISOString();
      const before = id === null ? null : find(id);
      return Promise.resolve(
        put({ ...given, id: id ?? randomUUID(), createdAt: before?.createdAt ?? at, updatedAt: at }),
      );
    },

    duplicate: ({ id }) => {
      const query = find(id);
      const at = deps.now().toISOString();
      const name = freeName(query.name, new Set(deps.store.all().map((known) => known.name)));
      return Promise.resolve(put({ ...query, id: randomUUID(), name, createdAt: at, updatedAt: at }));
    },

    remove: ({ id }) => {
      const query = find(id);
      deps.store.replace(deps.store.all().filter((known) => known.id !== id));
      removed.set(id, query);
      return Promise.resolve();
    },

    restore: ({ id }) => {
      const query = removed.get(id);
      if (query === undefined) throw fail('not-found', 'This query can no longer be brought back.', '');
      const view = put(query);
      removed.delete(id);
      return Promise.resolve(view);
    },

    check: (query) => Promise.resolve(checkQuery(query)),

    run: ({ id, connectionId, values }) => {
      const query = find(id);
      return deps.runner.runQuery({
        connectionId,
        text: query.text,
        parameters: query.parameters,
        values: checkedValues(query, values),
        readOnly: query.readOnly,
      });
    },
  };
}

const viewOf = (query: SavedQuery): QueryView => ({ query, ...describeText(query.text) });

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) {
    const candidate = `${name.slice(0, 110)} (${String(n)})`;
    if (!taken.has(candidate)) return candidate;
  }
}
