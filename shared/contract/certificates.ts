import { z } from 'zod';
import { certificateFactsSchema, certificateSchema, newCertificateSchema } from '../model/certificate.ts';
import { defineDomain } from './define.ts';

const key = z.object({ id: z.uuid() });
const file = z.object({
  path: z.string().min(1).max(1024),
  /** Of the file; goes to main only. Absent: none was typed. */
  password: z.string().max(4096).optional(),
});
/** Where it was saved; null: the dialog was closed. */
const saved = z.object({ path: z.string() }).nullable();

/** Certificates for app-only sign-in. Keys and passwords go from the renderer to main and never back. */
export const certificates = defineDomain({
  /** The app's own; a change comes as event `certificates`. */
  list: { input: z.void(), output: z.array(certificateSchema) },
  /** Of the Windows certificate store, this user's and this computer's; elsewhere a failure that says so. */
  listStore: { input: z.void(), output: z.array(certificateSchema) },
  /** Asks for a PFX or PEM file; null: the dialog was closed. */
  chooseFile: { input: z.void(), output: saved },
  /**
   * Reads a file and keeps nothing. Failures: `secret-needed` a password is needed, `wrong-password`, `certificate-…`,
   * `not-found`, `too-large`, `damaged-file`.
   */
  inspectFile: { input: file, output: certificateFactsSchema },
  /** Puts certificate and key of a file that `chooseFile` gave into the vault. The same one again is that of before. */
  importFile: { input: file, output: certificateSchema },
  create: { input: newCertificateSchema, output: certificateSchema },
  /** The public part as .cer, for the app registration. */
  exportPublic: { input: key, output: saved },
  /** With its key, under a password. */
  exportPfx: { input: key.extend({ password: z.string().min(1).max(4096) }), output: saved },
  remove: { input: key, output: z.void() },
});
