import type { ActivityRecord, NotedCertificate } from '../../shared/model/activity.ts';

export type ActivityStart = Omit<
  ActivityRecord,
  'id' | 'startedAt' | 'endedAt' | 'outcome' | 'failure' | 'amount'
>;

export interface ActivityEntry {
  readonly id: string;
  end(
    result: Pick<ActivityRecord, 'outcome' | 'amount' | 'failure'> & {
      correlationId?: string | null;
      /** What is known of it only now. */
      certificate?: NotedCertificate;
    },
  ): Promise<void>;
}

/**
 * The append-only log. `begin` has reached the disk when it resolves, so that a changing cmdlet whose app is killed
 * shows as outcome-unknown at the next start.
 */
export interface ActivityLog {
  begin(start: ActivityStart): Promise<ActivityEntry>;
}
