import { z } from 'zod';
import { CLOUD_IDS } from '../clouds.ts';
import { proxySchema, proxyTrialSchema } from '../model/proxy.ts';
import { settingsPatchSchema, settingsSchema } from '../model/settings.ts';
import { defineDomain } from './define.ts';

export const settings = defineDomain({
  get: { input: z.void(), output: settingsSchema },
  update: { input: settingsPatchSchema, output: settingsSchema },
  /** Takes effect at once. `password` goes to the vault: null leaves the one that is kept for this proxy, '' removes it. */
  setProxy: {
    input: z.object({ proxy: proxySchema, password: z.string().max(1024).nullable() }),
    output: settingsSchema,
  },
  /** Whether a password is kept for the proxy that is set. */
  proxyPassword: { input: z.void(), output: z.object({ kept: z.boolean() }) },
  /** Asks the sign-in host and the service of an environment by the proxy that is set. */
  tryProxy: { input: z.object({ cloudId: z.enum(CLOUD_IDS) }), output: z.array(proxyTrialSchema) },
  /** Asks for a PEM or DER file; null: closed without an answer. */
  addRootCertificates: { input: z.void(), output: settingsSchema.nullable() },
  removeRootCertificate: {
    input: z.object({ fingerprint: z.string().max(64) }),
    output: settingsSchema,
  },
});
