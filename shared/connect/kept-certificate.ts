import type { CertificateRef } from '../model/sign-in-method.ts';
import type { PastedConnection } from './parse.ts';

interface Here {
  /** The app's own certificates on this computer. */
  readonly kept: readonly { readonly id: string; readonly thumbprint: string }[];
  /** There is a Windows certificate store. */
  readonly windows: boolean;
}

/**
 * A command names a certificate by its thumbprint: in a path of the drive Cert:, where the app's own are too (as a copied
 * command has it), or with -CertificateThumbprint, which means the Windows store wherever there is one. On a computer
 * that has neither, that is said.
 */
export function withKeptCertificate<T extends PastedConnection>(pasted: T, { kept, windows }: Here): T {
  const named = pasted.app?.certificate ?? null;
  if (pasted.app === null || named?.from !== 'store') return pasted;
  const own = kept.find(({ thumbprint }) => thumbprint === named.thumbprint.toUpperCase());
  if (own !== undefined && (!windows || pasted.places['Certificate'] !== undefined)) {
    return withCertificate(pasted, { from: 'kept', certificateId: own.id });
  }
  if (windows) return pasted;
  const parameter = pasted.places['Certificate'] === undefined ? 'CertificateThumbprint' : 'Certificate';
  const problem = {
    parameter,
    message: `-${parameter}: the certificate with the thumbprint ${named.thumbprint} is not kept in this app, and only Windows has a certificate store.`,
    hint: 'Import the certificate’s PFX file in Settings, or choose the file in the form.',
  };
  return { ...pasted, problems: [...pasted.problems, problem] };
}

function withCertificate<T extends PastedConnection>(pasted: T, certificate: CertificateRef): T {
  const { app, draft } = pasted;
  const signIn = draft.signIn.kind === 'certificate' ? { ...draft.signIn, certificate } : draft.signIn;
  return { ...pasted, app: app === null ? null : { ...app, certificate }, draft: { ...draft, signIn } };
}
