import { z } from 'zod';

/** MSAL's cache as text: tables of records by key. Only what is looked at is named. */
const recordSchema = z.looseObject({ home_account_id: z.string().optional() });
const tableSchema = z.record(z.string(), recordSchema);
const cacheSchema = z.object({
  Account: tableSchema.default({}),
  IdToken: tableSchema.default({}),
  AccessToken: tableSchema.default({}),
  RefreshToken: tableSchema.default({}),
  AppMetadata: z.record(z.string(), z.unknown()).default({}),
});

const parseCache = (text: string) => cacheSchema.parse(JSON.parse(text));

function ofAccount(table: z.infer<typeof tableSchema>, accountId: string): z.infer<typeof tableSchema> {
  return Object.fromEntries(
    Object.entries(table).filter(([, record]) => record.home_account_id === accountId),
  );
}

/** What is needed to redeem an account's refresh token elsewhere: the account without its access tokens. */
export function seedFor(cache: string, accountId: string): string {
  const { Account, IdToken, RefreshToken, AppMetadata } = parseCache(cache);
  return JSON.stringify({
    Account: ofAccount(Account, accountId),
    IdToken: ofAccount(IdToken, accountId),
    AccessToken: {},
    RefreshToken: ofAccount(RefreshToken, accountId),
    AppMetadata,
  });
}

/** The account's refresh tokens alone, to be laid over another cache. */
export function refreshTokensOf(cache: string, accountId: string): string {
  const tables = { Account: {}, IdToken: {}, AccessToken: {}, AppMetadata: {} };
  return JSON.stringify({ ...tables, RefreshToken: ofAccount(parseCache(cache).RefreshToken, accountId) });
}
