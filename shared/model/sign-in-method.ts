import { z } from 'zod';
import { proxySecretSchema } from './proxy.ts';

/** 40 hex digits: SHA-1 of the certificate, as Windows shows it. */
export const thumbprintSchema = z.string().regex(/^[0-9a-f]{40}$/i);

/** Where the certificate of an app-only sign-in is. No key and no password is ever in here. */
export const certificateRefSchema = z.discriminatedUnion('from', [
  /** One of the app's own, its key in the vault. */
  z.object({ from: z.literal('kept'), certificateId: z.uuid() }),
  /** A PFX or PEM file, read at each connect. */
  z.object({ from: z.literal('file'), path: z.string().min(1).max(1024) }),
  /** Windows certificate store, CurrentUser\My then LocalMachine\My. */
  z.object({ from: z.literal('store'), thumbprint: thumbprintSchema }),
]);
export type CertificateRef = z.infer<typeof certificateRefSchema>;

/** Of a user-assigned identity: its whole path in Azure, which alone is not a guid. */
export const IDENTITY_RESOURCE =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourcegroups\/[^/\s?#&]{1,90}\/providers\/microsoft\.managedidentity\/userassignedidentities\/[\w-]{1,128}$/i;

/**
 * How a connection signs in (connect.md, Parameters). Ids of Entra are any 32 hex digits: not all follow RFC 9562. What is secret about it
 * comes from the vault or is asked for.
 */
export const signInMethodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('browser') }),
  z.object({ kind: z.literal('device') }),
  /** User name and password; `inline`: typed as -InlineCredential. */
  z.object({ kind: z.literal('credential'), inline: z.boolean() }),
  /** A ready access token, in main's memory only. */
  z.object({ kind: z.literal('token') }),
  z.object({ kind: z.literal('certificate'), appId: z.guid(), certificate: certificateRefSchema }),
  /**
   * `identityId`: ManagedIdentityAccountId of a user-assigned identity, its client id or object id, or its resource id in
   * Azure; null: system-assigned.
   */
  z.object({
    kind: z.literal('managed-identity'),
    identityId: z.union([z.guid(), z.string().regex(IDENTITY_RESOURCE)]).nullable(),
  }),
]);
export type SignInMethod = z.infer<typeof signInMethodSchema>;
export type SignInKind = SignInMethod['kind'];

export const BROWSER: SignInMethod = { kind: 'browser' };

/** True: no user is signed in, the app or the machine is. */
export function isAppOnly(method: SignInMethod): boolean {
  return method.kind === 'certificate' || method.kind === 'managed-identity';
}

/** True: a person signs in, whose account is kept from one connect to the next. */
export function isPersonal(method: Pick<SignInMethod, 'kind'>): boolean {
  return method.kind === 'browser' || method.kind === 'device' || method.kind === 'credential';
}

/**
 * Secrets that a person typed for one connect. They go to main once, and nowhere else; `keep` puts them into the vault.
 */
export const connectSecretsSchema = z.object({
  /** Of the account (credential) or of the certificate's file. */
  password: z.string().max(4096).optional(),
  accessToken: z.string().max(65_536).optional(),
  keep: z.boolean(),
  /** The login of the connection's own proxy. */
  proxy: proxySecretSchema.optional(),
});
export type ConnectSecrets = z.infer<typeof connectSecretsSchema>;
