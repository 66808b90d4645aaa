import { randomUUID } from 'node:crypto';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ActivityLog, ActivityStart } from '../../activity/types.ts';
import { refuseChange } from '../guard.ts';
import { failureOf } from '../problems.ts';
import type { ScriptCommand, ScriptPlan } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import { raced } from '../waiting.ts';
import { changesAt, lookOf, type Place, type Places } from './places.ts';
import { scriptQuestion } from './script-question.ts';

export interface PermissionDeps {
  readonly tabId: string;
  readonly runId: string;
  readonly text: string;
  readonly plan: ScriptPlan;
  readonly readOnlyQuery: boolean;
  readonly places: Places;
  readonly activity: ActivityLog;
  readonly signal: AbortSignal;
  readonly report: RunReport;
  readonly ask: (question: Confirmation) => Promise<boolean>;
}

/** What a text changes at one of its connections. */
interface PlannedChanges {
  readonly place: Place;
  readonly commands: readonly ScriptCommand[];
  readonly cmdlets: readonly CmdletInfo[];
}

/** What the text changes, by connection; nothing of it is known yet where the script connects by itself. */
export function plannedChanges({ plan, places }: Pick<PermissionDeps, 'plan' | 'places'>): PlannedChanges[] {
  if (plan.connects) return [];
  const ids = [...new Set(plan.commands.map(({ connection }) => connection))];
  return ids
    .filter((id) => id !== null || places.own !== null)
    .map((id) => {
      const place = places.at(id);
      const { commands, changes } = changesAt(place, plan);
      return { place, commands, cmdlets: changes };
    })
    .filter(({ cmdlets }) => cmdlets.length > 0);
}

/** Read-only rules, then one question for each organisation with all changes of the text there. */
export async function mayRun(
  deps: PermissionDeps,
  changes: readonly PlannedChanges[],
  start: ActivityStart,
): Promise<boolean> {
  const { activity, readOnlyQuery, report, signal, tabId, runId, ask, text } = deps;
  try {
    for (const { place, cmdlets } of changes) {
      const { readOnly, name } = place.profile;
      const rule = { connection: readOnly ? name : null, query: readOnlyQuery };
      for (const change of cmdlets) refuseChange(change, rule);
    }
  } catch (error) {
    const entry = await activity.begin(start);
    await entry.end({ outcome: 'refused', amount: 0, failure: failureOf(error), correlationId: null });
    throw error;
  }
  for (const { place, commands, cmdlets } of changes) {
    report.set({ state: 'waiting' });
    const question = scriptQuestion({ commands, changes: cmdlets, profile: place.profile, text });
    const asked = { ...question, ...lookOf(place), confirmId: randomUUID(), tabId, runId };
    const proceed = await raced(ask(asked), signal);
    report.goOn();
    if (proceed) continue;
    const entry = await activity.begin(start);
    await entry.end({ outcome: 'declined', amount: 0, failure: null, correlationId: null });
    report.end('declined');
    return false;
  }
  return true;
}
