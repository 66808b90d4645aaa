import { z } from 'zod';
import { accountSchema, signInSchema, vaultStatusSchema } from '../model/account.ts';
import { CLOUD_IDS } from '../clouds.ts';
import { defineDomain } from './define.ts';

const accountKey = z.object({ cloudId: z.enum(CLOUD_IDS), accountId: z.string().max(200) });
const signInKey = z.object({ signInId: z.uuid() });

export const accounts = defineDomain({
  list: { input: z.void(), output: z.array(accountSchema) },
  /** Adds an account through the browser; resolves when the person is done there. Progress comes as `signIns` events. */
  signIn: {
    input: z.object({ cloudId: z.enum(CLOUD_IDS), loginHint: z.string().trim().max(320).nullable() }),
    output: accountSchema,
  },
  /** Takes the account's tokens out of memory and disk and disconnects what used them. */
  signOut: { input: accountKey, output: z.void() },
  signOutEverywhere: { input: z.void(), output: z.void() },
  listSignIns: { input: z.void(), output: z.array(signInSchema) },
  /** Opens the page: the browser's again, or the one on which a device code is typed. */
  reopenPage: { input: signInKey, output: z.void() },
  /** The code of a device code sign-in. */
  copyCode: { input: signInKey, output: z.void() },
  copyLink: { input: signInKey, output: z.void() },
  cancelSignIn: { input: signInKey, output: z.void() },
  vaultStatus: { input: z.void(), output: vaultStatusSchema },
  /** Tries the keychain again. */
  retryVault: { input: z.void(), output: vaultStatusSchema },
});
