import { z } from 'zod';

/** SHA-1 as Windows shows it, upper case; SHA-256 in the same form. */
const sha1 = z.string().regex(/^[0-9A-F]{40}$/);
const sha256 = z.string().regex(/^[0-9A-F]{64}$/);

/** What anybody may know of a certificate; its key and password are never in here. */
export const certificateFactsSchema = z.object({
  /** As a distinguished name, e.g. CN=Mail report. */
  subject: z.string(),
  issuer: z.string(),
  /** Hex, upper case. */
  serialNumber: z.string(),
  thumbprint: sha1,
  thumbprintSha256: sha256,
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** E.g. `RSA 2048` or `EC P-256`. */
  key: z.string(),
  /** The certificate itself, DER in base64: what an app registration is given. */
  publicData: z.base64(),
});
export type CertificateFacts = z.infer<typeof certificateFactsSchema>;

/** A certificate of the app's vault, with its key, or of the Windows certificate store. */
export const certificateSchema = certificateFactsSchema.extend({
  /** Of one in the vault; null: in the Windows store, where its thumbprint names it. */
  id: z.uuid().nullable(),
  /** -FriendlyName, or where it came from. */
  name: z.string(),
  origin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('created') }),
    z.object({ kind: z.literal('file'), path: z.string() }),
    z.object({
      kind: z.literal('store'),
      location: z.enum(['CurrentUser', 'LocalMachine']),
      /** False: only the certificate is there, so that it can be looked at and signs nothing. */
      hasKey: z.boolean(),
    }),
  ]),
  /** Null for one in the Windows store. */
  addedAt: z.iso.datetime().nullable(),
  /** False: its key can't be exported; of one in the Windows store its provider decides. */
  exportable: z.boolean(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What a new certificate is to be: RSA with 2048 bits, signed by itself. */
export const newCertificateSchema = z.object({
  /** A common name, or a whole distinguished name (CN=…). */
  subject: z.string().trim().min(1).max(200),
  name: z.string().trim().max(120).optional(),
  months: z.int().min(1).max(120),
});
export type NewCertificate = z.infer<typeof newCertificateSchema>;
