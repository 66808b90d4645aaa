import type { RunState } from '../../shared/model/console.ts';
import type { LogEntry } from '../../simulator/control/types.ts';
import type { Desk } from './desk.ts';
import type { Practice } from './practice.ts';

/** Scripts run in one tab, by what they write and what they send. */
export interface Scripts {
  /** Lines of a run's text. */
  lines(state: RunState): Promise<string[]>;
  /** Runs a script and gives the lines that it wrote. */
  text(script: string): Promise<string[]>;
  /** Requests whose address has this in it, since the log was cleared. */
  requests(path: string): Promise<LogEntry[]>;
}

export function scriptsIn(practice: Practice, desk: Desk, tabId: string): Scripts {
  const lines = async (state: RunState): Promise<string[]> => {
    const { resultId } = state;
    if (resultId === null) return [];
    return (await desk.service.handlers.text({ tabId, resultId, from: 0, to: 500 })).lines;
  };
  return {
    lines,
    text: async (script) => lines(await desk.run(tabId, script)),
    async requests(path) {
      const log = await practice.control.log();
      return log.filter(({ url }) => decodeURIComponent(url).includes(path));
    },
  };
}
