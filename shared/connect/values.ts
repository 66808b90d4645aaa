import type { CloudId } from '../clouds.ts';
import type { ConnectionDraft } from '../model/connection.ts';
import type { CertificateRef, SignInKind } from '../model/sign-in-method.ts';

/** A password, credential or token: it is somewhere, never here. */
export interface SecretValue {
  readonly secret: true;
  /** Of a credential, where it is known. */
  readonly username?: string | null;
}

/** What New-PSSessionOption was given: a parameter's name to its argument as PowerShell text, "" for a switch. */
export interface SessionOptionValue {
  readonly sessionOption: Readonly<Record<string, string>>;
  /** Of -ProxyCredential, where it is known. */
  readonly proxyUser?: string | null;
}

/** An X509Certificate2; null: which one is known only when the script runs. */
export interface CertificateValue {
  readonly certificate: CertificateRef | null;
}

/** What only a running script knows, by its text. */
export interface UnknownValue {
  readonly unknown: string;
}

export type ConnectValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | SecretValue
  | SessionOptionValue
  | CertificateValue
  | UnknownValue;

/** What has to be asked for before or while connecting. */
export type ConnectNeed = 'user-name' | 'password' | 'certificate-password' | 'certificate' | 'access-token';

export interface ConnectProblem {
  /** Without dash; null: the command as a whole. */
  readonly parameter: string | null;
  readonly message: string;
  readonly hint: string;
  /** The environment that was meant, where another one is named. */
  readonly environment?: CloudId;
}

/** A parameter that was understood and changes nothing here. */
export interface ConnectNote {
  readonly parameter: string;
  readonly message: string;
}

/** What a Connect- command says. */
export interface ConnectReading {
  /** Always one that a form can show. With problems, what is wrong or missing is left out of it. */
  readonly draft: ConnectionDraft;
  /** How the command wants to sign in, also where the draft can't say it yet. */
  readonly method: SignInKind;
  /** What a certificate's sign-in says so far, where the draft is not complete enough to hold it. */
  readonly app: { readonly appId: string | null; readonly certificate: CertificateRef | null } | null;
  readonly needs: readonly ConnectNeed[];
  readonly problems: readonly ConnectProblem[];
  readonly ignored: readonly ConnectNote[];
  /** Hosts that no environment has; nothing is sent there before the person agrees. */
  readonly hostsToConfirm: readonly string[];
}

export function isUnknown(value: ConnectValue | undefined): value is UnknownValue {
  return isObject(value) && 'unknown' in value;
}

export function isSecret(value: ConnectValue | undefined): value is SecretValue {
  return isObject(value) && 'secret' in value;
}

export function isSessionOption(value: ConnectValue | undefined): value is SessionOptionValue {
  return isObject(value) && 'sessionOption' in value;
}

export function isCertificate(value: ConnectValue | undefined): value is CertificateValue {
  return isObject(value) && 'certificate' in value;
}

function isObject(
  value: ConnectValue | undefined,
): value is SecretValue | SessionOptionValue | CertificateValue | UnknownValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
