import { describe, expect, it } from 'vitest';
import { mergeDocuments } from './cloud-store.ts';

const HOME = '11111111-1111-4111-8111-111111111111';
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const decode = (content: Uint8Array) =>
  JSON.parse(new TextDecoder().decode(content)) as Record<string, unknown>;
const document = (name: string, secret: string) => ({
  version: 1,
  accounts: [
    { accountId: `${name}.${HOME}`, username: `${name}@x.example`, displayName: name, homeTenantId: HOME },
  ],
  organizations: { [HOME]: name },
  clients: { client: JSON.stringify({ RefreshToken: { [name]: { secret } }, Account: { [name]: {} } }) },
});

describe('joining what is kept with what grew in memory', () => {
  it('keeps both sides’ accounts and tokens; memory wins', () => {
    const merged = decode(mergeDocuments(encode(document('ana', 'a')), encode(document('bo', 'b'))));
    expect((merged.accounts as { username: string }[]).map((one) => one.username)).toEqual([
      'ana@x.example',
      'bo@x.example',
    ]);
    const cache = JSON.parse((merged.clients as { client: string }).client) as { RefreshToken: object };
    expect(cache.RefreshToken).toEqual({ ana: { secret: 'a' }, bo: { secret: 'b' } });
    expect(merged.organizations).toEqual({ [HOME]: 'bo' });
  });

  it('takes memory alone where the disk holds nonsense', () => {
    const mine = encode(document('bo', 'b'));
    expect(mergeDocuments(encode('nonsense'), mine)).toBe(mine);
  });
});
