import { create } from 'zustand';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import type { DamagedRecord } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { QueryView } from './folders.ts';

type QueriesState = {
  readonly loaded: boolean;
  readonly data: readonly QueryView[];
  /** Saved queries that could not be read. */
  readonly damaged: readonly DamagedRecord[];
  readonly errors: readonly Failure[];
};

export const useQueries = create<QueriesState>()(() => ({
  loaded: false,
  data: [],
  damaged: [],
  errors: [],
}));

export async function loadQueries(): Promise<void> {
  try {
    const { queries, damaged } = await api.queries.list();
    useQueries.setState({ loaded: true, data: queries, damaged, errors: [] });
  } catch (error) {
    useQueries.setState({ loaded: true, errors: [failureOf(error)] });
  }
}

/** Puts a query in, or in the place of its older self. */
export function putQuery(view: QueryView): void {
  useQueries.setState(({ data }) => {
    const at = data.findIndex(({ query }) => query.id === view.query.id);
    return { data: at < 0 ? [...data, view] : data.with(at, view) };
  });
}

export const dropQuery = (id: string): void =>
  useQueries.setState(({ data }) => ({ data: data.filter(({ query }) => query.id !== id) }));
