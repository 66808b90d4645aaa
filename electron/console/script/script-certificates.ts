import { basename } from 'node:path';
import { z } from 'zod';
import type { Certificate, CertificateFacts } from '../../../shared/model/certificate.ts';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import type { CertificateRequest } from '../protocol.ts';
import { certificateFacts } from '../../certificates/facts.ts';
import type { ActivityLog } from '../../activity/types.ts';
import { noted, notedAsDeclined } from '../../certificates/noted.ts';
import type { CertificatePort, ScriptCertificatePort } from '../types.ts';
import { agreed, type ConsentAsker, type ConsentQuestion } from './agreed.ts';
import { certificateActor } from './certificate-actor.ts';
import type { Places } from './places.ts';
import type { WorkingFolder } from './working-folder.ts';

export interface CertificateAsker extends ConsentAsker {
  readonly certificates: ScriptCertificatePort | null;
  readonly activity: ActivityLog;
  readonly places: Pick<Places, 'shown'>;
  readonly readOnlyQuery: boolean;
  readonly folder: Pick<WorkingFolder, 'answer' | 'pathOf'>;
}

/** Longest validity; a date of a certificate has four digits for its year. */
const LATEST = Date.UTC(9999, 11, 31);

const wantedSchema = z.object({
  subject: z.string().trim().min(1).max(400),
  name: z.string().max(120).optional(),
  notBefore: z.number().min(0).max(LATEST),
  notAfter: z.number().min(0).max(LATEST),
  keyLength: z.literal([2048, 3072, 4096]),
  hash: z.enum(['sha256', 'sha384', 'sha512']),
  dnsNames: z.array(z.string().min(1).max(253)).max(100),
});

/** Answers what a script asks of the app's certificates; a key leaves only as a file, and only when the person says so. Throws FailureError. */
export async function answerCertificate(
  request: CertificateRequest,
  { certificates, folder, signal, activity, places, ...asker }: CertificateAsker,
): Promise<unknown> {
  if (certificates === null) {
    throw fail('not-supported-here', 'Scripts see no certificates here.', 'Open the tab in the app.');
  }
  // A stopped script's last blocks may still ask.
  if (signal.aborted) throw fail('cancelled', 'The run was stopped.', '');
  const actor = certificateActor(activity, places);
  switch (request.op) {
    case 'list':
      return [...(await certificates.list()), ...(await inWindows(certificates))];
    case 'create': {
      const { name, ...wanted } = checked(request.wanted);
      return noted(
        actor,
        { kind: 'create', subject: wanted.subject, thumbprint: null, file: null },
        () => certificates.create({ ...wanted, ...(name !== undefined && { name }) }),
        (made) => made,
      );
    }
    case 'inspect': {
      const path = await folder.pathOf(request.path);
      return { ...(await certificates.lookAtFile(path, request.password)), path };
    }
    case 'import': {
      const path = await folder.pathOf(request.path);
      const { password, exportable } = request;
      return noted(
        actor,
        { kind: 'import', subject: '', thumbprint: null, file: basename(path) },
        () => certificates.importFile(path, password, exportable),
        (made) => made,
      );
    }
    case 'remove': {
      if (asker.readOnlyQuery) {
        throw fail('read-only', 'This query is marked as read-only: it deletes no certificate.', '');
      }
      const found = await keptOf(request.certificateId, certificates);
      const { subject, thumbprint } = found;
      const deed = { kind: 'remove', subject, thumbprint, file: null } as const;
      const question = removal(found, certificates.usedBy(request.certificateId));
      if (!(await agreed(question, { ...asker, signal }))) {
        await notedAsDeclined(actor, deed);
        throw fail('refused-by-user', `The certificate ${found.name} was not deleted.`, '');
      }
      return noted(actor, deed, () => certificates.remove(request.certificateId));
    }
    case 'saveCer': {
      const { certificate, path } = request;
      const bytes = Buffer.from(certificate, 'base64');
      const { subject, thumbprint } = factsOf(bytes);
      const file = basename(await folder.pathOf(path));
      return noted(actor, { kind: 'export', subject, thumbprint, file }, () =>
        folder.answer({ op: 'write', path, bytes, how: 'overwrite' }, signal),
      );
    }
    case 'savePfx': {
      const { certificateId, path, password } = request;
      const found = await keptOf(certificateId, certificates);
      const { subject, thumbprint } = found;
      const file = await folder.pathOf(path);
      const deed = { kind: 'export-key', subject, thumbprint, file: basename(file) } as const;
      if (found.exportable && !(await agreed(leaving(found, file), { ...asker, signal }))) {
        await notedAsDeclined(actor, deed);
        throw fail('refused-by-user', `The key of ${found.name} was not exported.`, '');
      }
      return noted(actor, deed, async () => {
        const bytes = await certificates.pfxFile(certificateId, password);
        return folder.answer({ op: 'write', path, bytes, how: 'overwrite' }, signal);
      });
    }
  }
}

async function keptOf(certificateId: string, certificates: CertificatePort): Promise<Certificate> {
  const found = (await certificates.list()).find(({ id }) => id === certificateId);
  if (found !== undefined) return found;
  throw fail('not-found', 'This certificate is no longer kept here.', 'Choose another one.');
}

const leaving = ({ name, thumbprint }: Certificate, file: string): ConsentQuestion => ({
  caption: 'Export a private key',
  message: `The script wants to write the certificate ${name} (${thumbprint}) with its private key to ${file}. Whoever has this file and its password can sign in as the app.`,
});

function removal({ name, thumbprint }: Certificate, users: readonly string[]): ConsentQuestion {
  const named = users.map((one) => `“${one}”`).join(', ');
  const used =
    users.length === 0
      ? 'No saved connection signs in with it.'
      : users.length === 1
        ? `The connection ${named} signs in with it and will not connect any more.`
        : `The connections ${named} sign in with it and will not connect any more.`;
  return {
    caption: 'Delete a certificate',
    message: `The script wants to delete the certificate ${name} (${thumbprint}) and its private key from this app’s vault. Without a copy of both in a file they are gone. ${used}`,
  };
}

function factsOf(der: Uint8Array): CertificateFacts {
  try {
    return certificateFacts(der);
  } catch (cause) {
    throw fail('invalid-input', 'This is no certificate.', '', { cause });
  }
}

/** Of the Windows store; none where this computer has no such store. */
async function inWindows(certificates: CertificatePort): Promise<readonly Certificate[]> {
  try {
    return await certificates.listStore();
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-supported-here') return [];
    throw error;
  }
}

function checked(wanted: unknown): z.infer<typeof wantedSchema> {
  const read = wantedSchema.safeParse(wanted);
  if (read.success && read.data.notAfter > read.data.notBefore) return read.data;
  throw fail(
    'invalid-input',
    'No certificate can be made of these values.',
    'Check the subject, the names and the dates: -NotAfter comes after -NotBefore.',
  );
}
