import { z } from 'zod';
import type { Certificate } from '../../../shared/model/certificate.ts';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import type { CertificateRequest } from '../protocol.ts';
import type { RunReport } from '../run-state.ts';
import type { CertificatePort } from '../types.ts';
import type { Prompts } from './prompts.ts';
import type { WorkingFolder } from './working-folder.ts';

export interface CertificateAsker {
  readonly certificates: CertificatePort | null;
  readonly folder: Pick<WorkingFolder, 'answer' | 'pathOf'>;
  readonly prompts: Pick<Prompts, 'ask'>;
  readonly tabId: string;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly report: RunReport;
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
  { certificates, folder, signal, ...asker }: CertificateAsker,
): Promise<unknown> {
  if (certificates === null) {
    throw fail('not-supported-here', 'Scripts see no certificates here.', 'Open the tab in the app.');
  }
  // A stopped script's last blocks may still ask.
  if (signal.aborted) throw fail('cancelled', 'The run was stopped.', '');
  switch (request.op) {
    case 'list':
      return [...(await certificates.list()), ...(await inWindows(certificates))];
    case 'create': {
      const { name, ...wanted } = checked(request.wanted);
      return certificates.create({ ...wanted, ...(name !== undefined && { name }) });
    }
    case 'inspect': {
      const path = await folder.pathOf(request.path);
      return { facts: await certificates.inspectFile(path, request.password), path };
    }
    case 'savePfx': {
      const { certificateId, path, password } = request;
      const found = (await certificates.list()).find(({ id }) => id === certificateId);
      if (found === undefined) {
        throw fail('not-found', 'This certificate is no longer kept here.', 'Choose another one.');
      }
      const file = await folder.pathOf(path);
      const agreed = await mayLeave(found, file, { ...asker, signal });
      if (!agreed) throw fail('refused-by-user', `The key of ${found.name} was not exported.`, '');
      const bytes = await certificates.pfxFile(certificateId, password);
      return folder.answer({ op: 'write', path, bytes, how: 'overwrite' }, signal);
    }
  }
}

async function mayLeave(
  { name, thumbprint }: Certificate,
  file: string,
  { prompts, tabId, runId, signal, report }: Omit<CertificateAsker, 'certificates' | 'folder'>,
): Promise<boolean> {
  const message = `The script wants to write the certificate ${name} (${thumbprint}) with its private key to ${file}. Whoever has this file and its password can sign in as the app.`;
  const prompt = {
    type: 'choice',
    caption: 'Export a private key',
    message,
    answers: ['Yes', 'No'],
    otherwise: 1,
  } as const;
  return (await prompts.ask({ tabId, runId, prompt }, signal, report)) === 0;
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
