import type { Certificate, CertificateFacts, NewCertificate } from '../../shared/model/certificate.ts';
import type { PutBack } from '../vault/kept-entries.ts';
import type { SelfSigned } from './jobs.ts';
import type { CertificateRef } from '../../shared/model/sign-in-method.ts';

/** A certificate that can sign, without its key being seen. */
export interface CertificateSigner {
  readonly facts: CertificateFacts;
  /** RSASSA-PSS with SHA-256 over these bytes (PS256). Throws FailureError. */
  sign(data: Uint8Array): Promise<Uint8Array>;
  /** Forgets the key. */
  close(): void;
}

/** Where sign-ins get a certificate from. */
export interface CertificateSource {
  /**
   * Opens what a connection names and checks that it can sign in: it has its key, is RSA, and is valid now.
   * @param password of a file; null: none was typed, and one that is kept is taken.
   * @param keep puts the password into the vault, once it proved right. Throws FailureError.
   */
  signer(ref: CertificateRef, password: string | null, keep: boolean): Promise<CertificateSigner>;
}

/** What anybody may know of a certificate's file. */
export interface SeenFile {
  readonly facts: CertificateFacts;
  readonly hasKey: boolean;
}

/** A new certificate in more detail than the app's own form has. */
export interface DetailedCertificate extends SelfSigned {
  readonly name?: string;
}

/** Certificates for app-only sign-in: the app's own in the vault, files, and the Windows store. All throw FailureError. */
export interface Certificates extends CertificateSource {
  /** The app's own, the newest first; waits until the vault was read. */
  list(): Promise<readonly Certificate[]>;
  /** Of the Windows store, also those without a private key, which sign nothing. */
  listStore(): Promise<readonly Certificate[]>;
  /** Reads a PFX or PEM file, keeps nothing. */
  inspectFile(path: string, password: string | null): Promise<CertificateFacts>;
  /** What a file holds, also one without a key; keeps nothing. */
  lookAtFile(path: string, password: string | null): Promise<SeenFile>;
  /** @param exportable false: its key can't be exported again; unless told it can. */
  importFile(path: string, password: string | null, exportable?: boolean): Promise<Certificate>;
  create(wanted: NewCertificate | DetailedCertificate): Promise<Certificate>;
  /** DER, as in a .cer file. */
  publicFile(id: string): Promise<Uint8Array>;
  /** PKCS#12 with AES-256 under this password. */
  pfxFile(id: string, password: string): Promise<Uint8Array>;
  remove(id: string): Promise<void>;
  /** The password of a file that was kept on request, where there is one. */
  forgetFilePassword(path: string): Promise<PutBack>;
  onChange(listener: (list: readonly Certificate[]) => void): () => void;
}
