import { useCallback, useEffect, useRef, useState } from 'react';
import { api, on } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { Kind, Outcome } from './activityText.ts';

export type ActivityFilter = {
  readonly text: string;
  /** Days back; null: everything that is kept. */
  readonly days: number | null;
  readonly who: string | null;
  readonly where: string | null;
  readonly kind: Kind | null;
  readonly outcome: Outcome | null;
  readonly changesOnly: boolean;
};

export const startFilter: ActivityFilter = {
  text: '',
  days: 7,
  who: null,
  where: null,
  kind: null,
  outcome: null,
  changesOnly: false,
};

const PAGE = 200;

type Loaded = {
  readonly records: readonly ActivityRecord[];
  readonly more: boolean;
  readonly who: readonly string[];
  readonly where: readonly string[];
  readonly unreadable: number;
};

const nothing: Loaded = { records: [], more: false, who: [], where: [], unreadable: 0 };

export type ActivityList = Loaded & {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly failure: Failure | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
};

/** The log as the filter wants it, page by page, kept up to date by main's events. */
export function useActivity(filter: ActivityFilter): ActivityList {
  const [loaded, setLoaded] = useState<Loaded>(nothing);
  const [state, setState] = useState<ActivityList['state']>('loading');
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useRef(0);
  const busy = useRef(false);

  const load = useCallback(
    async (before: string | null) => {
      turn.current += 1;
      const mine = turn.current;
      busy.current = true;
      const { days, ...rest } = filter;
      const since = days === null ? null : new Date(Date.now() - days * 86_400_000).toISOString();
      try {
        const page = await api.activity.list({ ...rest, since, before, limit: PAGE });
        if (mine !== turn.current) return;
        setLoaded((old) => ({
          ...page,
          records: before === null ? page.records : [...old.records, ...page.records],
        }));
        setState('ready');
        setFailure(null);
      } catch (error) {
        if (mine !== turn.current) return;
        setFailure(failureOf(error));
        setState((old) => (old === 'loading' ? 'failed' : old));
      } finally {
        if (mine === turn.current) busy.current = false;
      }
    },
    [filter],
  );

  useEffect(() => {
    const timer = setTimeout(() => void load(null), filter.text === '' ? 0 : 200);
    return () => clearTimeout(timer);
  }, [load, filter.text]);

  useEffect(
    () =>
      on('activity', (record) =>
        setLoaded((old) => {
          const at = old.records.findIndex((one) => one.id === record.id);
          if (at >= 0) return { ...old, records: old.records.with(at, record) };
          return matches(record, filter) ? { ...old, records: [record, ...old.records] } : old;
        }),
      ),
    [filter],
  );

  const last = loaded.records.at(-1)?.id ?? null;
  const loadMore = useCallback(() => {
    if (!busy.current && loaded.more && last !== null) void load(last);
  }, [load, loaded.more, last]);
  const reload = useCallback(() => void load(null), [load]);
  return { ...loaded, state, failure, loadMore, reload };
}

/** True: a record that has just come belongs on the list. */
export function matches(record: ActivityRecord, filter: ActivityFilter): boolean {
  const text = filter.text.trim().toLocaleLowerCase();
  const { failure, certificate } = record;
  const ids = `${record.correlationId ?? ''} ${failure?.requestId ?? ''} AADSTS${failure?.number ?? ''}`;
  const hay = `${record.what} ${record.where.organization} ${record.who} ${record.id} ${ids} ${certificate?.thumbprint ?? ''} ${certificate?.file ?? ''} ${failure?.message ?? ''}`;
  return (
    (text === '' || hay.toLocaleLowerCase().includes(text)) &&
    (filter.who === null || record.who === filter.who) &&
    (filter.where === null || record.where.organization === filter.where) &&
    (filter.kind === null || record.kind === filter.kind) &&
    (filter.outcome === null || record.outcome === filter.outcome) &&
    (!filter.changesOnly || record.kind === 'change')
  );
}
