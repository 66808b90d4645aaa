import type { ActivityLog, ActivityStart } from '../activity/types.ts';
import type { NotedCertificate } from '../../shared/model/activity.ts';
import type { CertificateFacts } from '../../shared/model/certificate.ts';
import { FailureError, type Failure } from '../../shared/model/failure.ts';

/** Whose doing it is, as the activity log tells it. */
export interface CertificateActor {
  readonly activity: ActivityLog;
  /** The account that is signed in where it is done; empty: none. */
  readonly who: string;
  readonly where: ActivityStart['where'];
  /** The tab's script, or the screen. */
  readonly by: string;
}

/** What is done with a certificate. */
export interface CertificateDeed {
  readonly kind: 'create' | 'import' | 'export' | 'export-key' | 'remove';
  /** As far as they are known before it is done. */
  readonly subject: string;
  readonly thumbprint: string | null;
  /** Name of the file that is written or read; null: none. */
  readonly file: string | null;
}

/** Where a certificate is that belongs to no organisation. */
export const THIS_COMPUTER: ActivityStart['where'] = {
  connectionId: null,
  organization: 'This computer',
  tenantId: null,
  cloudId: '',
  colour: null,
};

const WORDS = {
  create: ['Make certificate', 'created'],
  import: ['Import certificate', 'imported'],
  export: ['Export certificate', 'exported'],
  'export-key': ['Export private key', 'exported'],
  remove: ['Delete certificate', 'removed'],
} as const;

/**
 * Does something with a certificate; its entry is on the disk before, and what cannot be written down is not done.
 * @param factsOf what is known of the certificate once it is done.
 */
export async function noted<T>(
  actor: CertificateActor,
  deed: CertificateDeed,
  work: () => Promise<T>,
  factsOf: (result: T) => Pick<CertificateFacts, 'subject' | 'thumbprint'> | null = () => null,
): Promise<T> {
  const certificate = noteOf(actor, deed);
  const entry = await actor.activity.begin(startOf(actor, deed, certificate));
  try {
    const result = await work();
    const facts = factsOf(result);
    const { subject, thumbprint } = facts ?? certificate;
    await entry.end({
      outcome: WORDS[deed.kind][1],
      amount: null,
      failure: null,
      certificate: { ...certificate, subject, thumbprint },
    });
    return result;
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : unexpected;
    const declined = failure.code === 'refused-by-user' || failure.code === 'cancelled';
    await entry.end({
      outcome: declined ? 'declined' : 'failed',
      amount: null,
      failure: declined ? null : failure,
    });
    throw error;
  }
}

/** The person said no: nothing was done, and the log says so. */
export async function notedAsDeclined(actor: CertificateActor, deed: CertificateDeed): Promise<void> {
  const entry = await actor.activity.begin(startOf(actor, deed, noteOf(actor, deed)));
  await entry.end({ outcome: 'declined', amount: null, failure: null });
}

function noteOf({ by }: CertificateActor, deed: CertificateDeed): NotedCertificate {
  const { subject, thumbprint, file, kind } = deed;
  return { subject, thumbprint, file, withKey: kind === 'export-key', by };
}

function startOf(
  { who, where }: CertificateActor,
  { kind, subject, file }: CertificateDeed,
  certificate: NotedCertificate,
): ActivityStart {
  const what = [WORDS[kind][0], subject, file ?? ''].filter((part) => part !== '').join(' · ');
  return { who, where, kind: 'certificate', what, correlationId: null, certificate };
}

/** Its own words may quote what it worked with. */
const unexpected: Failure = {
  code: 'internal',
  message: 'Something inside Tenantdeck went wrong.',
  hint: 'Try again. If it happens again, save a support bundle in Settings, Diagnostics.',
  correlationId: null,
  retryable: true,
};
