import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import type { CertificatePort } from '../types.ts';

/**
 * The draft with the app's own certificate where one has the thumbprint that the command names: `Cert:\CurrentUser\My`
 * shows those of the vault, so -CertificateThumbprint finds them, too, on every system. Others are the Windows store's.
 */
export async function withOwnCertificate(
  draft: ConnectionDraft,
  certificates: Pick<CertificatePort, 'list'> | undefined,
): Promise<ConnectionDraft> {
  const { signIn } = draft;
  if (signIn.kind !== 'certificate' || signIn.certificate.from !== 'store') return draft;
  const { thumbprint } = signIn.certificate;
  const found = (await certificates?.list())?.find((one) => one.thumbprint === thumbprint && one.id !== null);
  if (found?.id == null) return draft;
  return { ...draft, signIn: { ...signIn, certificate: { from: 'kept', certificateId: found.id } } };
}
