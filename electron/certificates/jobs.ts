/** What the certificate thread is asked. Bytes are moved, not copied. */
export type CertificateJob =
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly file: Uint8Array;
      readonly password: string | null;
    }
  /** Only to tell what is in it: no key leaves the thread. */
  | {
      readonly kind: 'look';
      readonly id: number;
      readonly file: Uint8Array;
      readonly password: string | null;
    }
  | { readonly kind: 'create'; readonly id: number; readonly wanted: SelfSigned }
  | {
      readonly kind: 'pfx';
      readonly id: number;
      readonly pair: KeyedCertificate;
      readonly password: string;
      readonly name: string;
    };

/** A certificate and its key, both as DER; the key as PKCS#8. */
export interface KeyedCertificate {
  readonly certificate: Uint8Array;
  readonly key: Uint8Array;
}

/** What a file holds, without its key: the certificate as DER. */
export interface SeenCertificate {
  readonly certificate: Uint8Array;
  readonly hasKey: boolean;
}

export interface SelfSigned {
  readonly subject: string;
  /** Milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Bits of its RSA key; 2048 unless told. */
  readonly keyLength?: 2048 | 3072 | 4096;
  /** Of its signature; SHA-256 unless told. */
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
  /** Its subject's other names. */
  readonly dnsNames?: readonly string[];
}

export const FILE_PROBLEMS = [
  'password-needed',
  'wrong-password',
  'no-private-key',
  'no-certificate',
  'not-a-certificate',
  'damaged',
  'unsupported',
  'bad-subject',
] as const;
/** Why a certificate could not be read or made. */
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export type CertificateAnswer =
  | { readonly id: number; readonly ok: true; readonly kind: 'pair'; readonly pair: KeyedCertificate }
  | { readonly id: number; readonly ok: true; readonly kind: 'seen'; readonly seen: SeenCertificate }
  | { readonly id: number; readonly ok: true; readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly ok: false; readonly problem: FileProblem; readonly detail: string };

/** Thrown inside the thread; its detail never holds what the file or the password held. */
export class CertificateProblem extends Error {
  readonly problem: FileProblem;
  readonly detail: string;

  constructor(problem: FileProblem, detail = '') {
    super(problem);
    this.problem = problem;
    this.detail = detail;
  }
}
