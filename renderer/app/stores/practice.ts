import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';

export type PracticeStatus = EventPayload<'practice'>;

const off: PracticeStatus = { state: 'off', failure: null, accounts: [] };

export const usePractice = create<{ readonly data: PracticeStatus }>()(() => ({ data: off }));

/** Starts the practice cloud where it is not running; its state shows in the store. */
export async function startPracticeCloud(): Promise<PracticeStatus> {
  try {
    const data = await api.practice.start();
    usePractice.setState({ data });
    return data;
  } catch (error) {
    const data: PracticeStatus = { ...off, state: 'failed', failure: failureOf(error) };
    usePractice.setState({ data });
    return data;
  }
}

/** Loads and follows; the answer stops. */
export function startPractice(): () => void {
  const stop = on('practice', (data) => usePractice.setState({ data }));
  api.practice.status().then(
    (data) => usePractice.setState({ data }),
    () => undefined,
  );
  return stop;
}
