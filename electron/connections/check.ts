import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ConnectionCheck, ConnectionProfile } from '../../shared/model/connection.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { whereOf } from './identity.ts';

/** As many rows as are shown. */
const ROWS = 20;

interface Question {
  readonly cmdlet: string;
  readonly columns: readonly string[];
}

/** What tells that a connection works (connect.md, Parameters: "How do you know you've connected successfully"). */
const EXCHANGE: Question = { cmdlet: 'Get-AcceptedDomain', columns: ['DomainName', 'DomainType', 'Default'] };
const COMPLIANCE: Question = {
  cmdlet: 'Get-RetentionCompliancePolicy',
  columns: ['Name', 'Enabled', 'Mode'],
};

const answerSchema = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().optional(),
});

/** Asks the service something small and hands back its answer. Throws FailureError. */
export async function checkConnection(
  session: ExchangeSession,
  profile: ConnectionProfile,
  activity: ActivityLog,
  signal: AbortSignal,
): Promise<ConnectionCheck> {
  const { service, eop, host } = session.target;
  const { cmdlet, columns } = service === 'compliance' && !eop ? COMPLIANCE : EXCHANGE;
  const correlationId = randomUUID();
  const entry = await activity.begin({
    ...{
      who: profile.username ?? '',
      where: whereOf(profile),
      kind: 'read',
      what: cmdlet,
      correlationId,
      service,
    },
  });
  try {
    const page = await session.getPage({
      ...{ cmdlet, parameters: {}, pageSize: ROWS, nextLink: null, changes: false, correlationId, signal },
    });
    const answer = readAnswer(page.body, host, correlationId);
    const rows = answer.value.slice(0, ROWS).map((row) => columns.map((column) => textOf(row[column])));
    await entry.end({ outcome: 'done', amount: rows.length, failure: null });
    const more = answer['@odata.nextLink'] !== undefined || answer.value.length > ROWS;
    return { service, cmdlet, host, columns: [...columns], rows, more, elapsedMs: page.elapsedMs };
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : null;
    await entry.end({ outcome: 'failed', amount: null, failure });
    throw error;
  }
}

function readAnswer(body: Uint8Array, host: string, correlationId: string): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw fail(
      'bad-answer',
      `${host} answered the check with something that is no result.`,
      'A proxy may be in between. Try again, or from another network.',
      { correlationId, retryable: true, cause },
    );
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 200);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : '';
}
