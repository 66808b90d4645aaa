import { z } from 'zod';
import { serviceSchema, type ConnectionProfile, type Service } from '../../shared/model/connection.ts';
import { activityRecordSchema } from '../../shared/model/activity.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { ProfileFile } from './profile-store.ts';
import { whereOf } from './identity.ts';

const entrySchema = z.object({
  connectionId: z.uuid(),
  service: serviceSchema,
  who: z.string(),
  where: activityRecordSchema.shape.where,
  since: z.iso.datetime(),
});
const fileSchema = z.object({ version: z.literal(1), open: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;

/** Which connections are open, on disk, so that the next start knows what a crash left behind. Holds no secret. */
export interface OpenJournal {
  opened(connectionId: string, service: Service, profile: ConnectionProfile): void;
  closed(connectionId: string): void;
  /** How many an earlier run left open; only the first to ask is told. */
  takeLeft(): number;
  /**
   * Ends what an earlier run left open: nothing of it lives on at the service (REST keeps no session there), and tokens
   * that were given were in that run's memory only; the activity log is told. Answers how many there were.
   */
  recover(): Promise<number>;
}

export function createOpenJournal(
  file: Pick<ProfileFile, 'read' | 'write'>,
  activity: ActivityLog,
  now: () => number,
): OpenJournal {
  let left = load(file);
  let untold = left.length;
  const open = new Map<string, Entry>();

  /** A full disk keeps nobody from connecting: the journal is then shorter than the truth. */
  function save(): void {
    try {
      file.write({ version: 1, open: [...left, ...open.values()] });
    } catch {
      // The first change of a saved connection tells that nothing can be written.
    }
  }

  return {
    opened(connectionId, service, profile) {
      const where = whereOf(profile);
      const since = new Date(now()).toISOString();
      open.set(connectionId, { connectionId, service, who: profile.username ?? '', where, since });
      save();
    },
    closed(connectionId) {
      if (open.delete(connectionId)) save();
    },
    takeLeft() {
      const many = untold;
      untold = 0;
      return many;
    },
    async recover() {
      const entries = left;
      for (const { who, where, service } of entries) {
        const entry = await activity.begin({
          who,
          where,
          kind: 'connect',
          what: `Disconnect · ${service === 'exchange' ? 'Exchange Online' : 'Security & Compliance'}, left open when the app ended`,
          correlationId: null,
        });
        await entry.end({ outcome: 'disconnected', amount: null, failure: null });
      }
      left = [];
      if (entries.length > 0) save();
      return entries.length;
    },
  };
}

function load(file: Pick<ProfileFile, 'read'>): Entry[] {
  try {
    const parsed = fileSchema.safeParse(file.read());
    return parsed.success ? parsed.data.open : [];
  } catch {
    return [];
  }
}
