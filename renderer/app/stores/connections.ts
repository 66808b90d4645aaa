import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import { notify } from '../../ui/toasts.ts';
import type { ConnectionView, DamagedRecord } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';

interface ConnectionsState {
  readonly loaded: boolean;
  readonly data: readonly ConnectionView[];
  /** Saved connections that could not be read. */
  readonly damaged: readonly DamagedRecord[];
  readonly errors: readonly Failure[];
  /** How many were open when the app ended without closing, until the person has seen it. */
  readonly leftOpen: number;
}

export const useConnections = create<ConnectionsState>()(() => ({
  loaded: false,
  data: [],
  damaged: [],
  errors: [],
  leftOpen: 0,
}));

/** Puts a connection in, or in the place of its older self. */
export function putConnection(view: ConnectionView): void {
  useConnections.setState(({ data }) => {
    const at = data.findIndex((other) => other.profile.id === view.profile.id);
    return { data: at < 0 ? [...data, view] : data.with(at, view) };
  });
}

export function dropConnection(id: string): void {
  useConnections.setState(({ data }) => ({ data: data.filter((view) => view.profile.id !== id) }));
}

export const seenLeftOpen = (): void => useConnections.setState({ leftOpen: 0 });

/** The connection by id; undefined where it is gone. */
export function useConnection(id: string | null): ConnectionView | undefined {
  return useConnections((state) => state.data.find((view) => view.profile.id === id));
}

export async function loadConnections(): Promise<void> {
  try {
    const { connections, damaged, leftOpen } = await api.connections.list();
    useConnections.setState((state) => ({
      loaded: true,
      data: connections,
      damaged,
      errors: [],
      leftOpen: Math.max(state.leftOpen, leftOpen),
    }));
  } catch (error) {
    useConnections.setState({ loaded: true, errors: [failureOf(error)] });
  }
}

/** A run log that can't be written is said once, since the connection itself goes on. */
function tellRunLog(view: ConnectionView): void {
  const before = useConnections.getState().data.find(({ profile }) => profile.id === view.profile.id);
  for (const { service, runLog } of view.services) {
    const known = before?.services.find((one) => one.service === service)?.runLog;
    if (runLog?.problem == null || (known?.path === runLog.path && known.problem !== null)) continue;
    notify({ text: `${view.profile.name}: ${runLog.problem.message}`, intent: 'warning', timeout: 10_000 });
  }
}

/** Loads and follows; the answer stops. */
export function startConnections(): () => void {
  const stop = on('connection', ({ id, view }) => {
    if (view === null) {
      dropConnection(id);
      return;
    }
    tellRunLog(view);
    putConnection(view);
  });
  void loadConnections();
  return stop;
}
