import { z } from 'zod';

/** A certificate authority that the person trusts beside those of the system; a proxy that inspects traffic needs one. */
export const rootCertificateSchema = z.object({
  /** SHA-256 in hex, lower case. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  /** Common name, or the whole subject. */
  name: z.string().max(256),
  expiresAt: z.iso.datetime(),
  pem: z.string().max(20_000),
});
export type RootCertificate = z.infer<typeof rootCertificateSchema>;
