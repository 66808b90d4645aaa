import { describe, expect, it } from 'vitest';
import { CLOUDS } from '../../shared/clouds.ts';
import type { AccessToken } from '../auth/types.ts';
import type { HttpRequest, HttpResponse } from '../http/types.ts';
import { fail } from '../../shared/model/failure.ts';
import { exchangeTarget } from '../testing/target.ts';
import { failureOf } from '../testing/world.ts';
import { discoverComplianceHost } from './compliance-host.ts';
import type { ExchangeTarget } from './types.ts';

const GENERAL = CLOUDS.O365Default.complianceHost;

function probe(answers: readonly (Partial<HttpResponse> | Error)[], more: Partial<ExchangeTarget> = {}) {
  const sent: HttpRequest[] = [];
  const host = discoverComplianceHost(
    {
      async send(request): Promise<HttpResponse> {
        const answer = answers[sent.push(request) - 1] ?? { status: 500 };
        if (answer instanceof Error) throw answer;
        return { status: 200, headers: {}, body: new Uint8Array(), tries: 1, elapsedMs: 1, ...answer };
      },
    },
    exchangeTarget({
      cloud: CLOUDS.O365Default,
      service: 'compliance',
      token: async () => ({ value: 'token' }) as AccessToken,
      ...more,
    }),
    new AbortController().signal,
  );
  return { sent, host };
}
const redirect = (location: string) => [{ status: 302, headers: { location } }];

describe('the region of a compliance organisation', () => {
  it('is asked for with token and anchor alone, without following', async () => {
    const { sent, host } = probe(redirect('https://eur02b.admin.protection.outlook.com:446/adminapi'));
    expect(await host).toBe(`eur02b.${GENERAL}`);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      method: 'GET',
      headers: { authorization: 'Bearer token', 'x-anchormailbox': 'UPN:admin@contoso.com' },
      allowedHosts: [GENERAL],
    });
    expect(Object.keys(sent[0]?.headers ?? {}).sort()).toEqual(['authorization', 'x-anchormailbox']);
  });

  it.each([
    ['https://NAM12B.example.com/elsewhere', `nam12b.${GENERAL}`],
    ['https://a-b.evil.example:8443/', `a-b.${GENERAL}`],
  ])('is the first label of %s, put before our own host', async (location, host) => {
    expect(await probe(redirect(location)).host).toBe(host);
  });

  it.each([
    '/adminapi/v1.0',
    '//eur02b.example.com/',
    'https://user@eur02b.example.com/',
    'https://localhost/',
    'https://under_score.example.com/',
    'http://eur02b.example.com/',
    '',
  ])('is not read from %j', async (location) => {
    expect(await probe(redirect(location)).host).toBe(GENERAL);
  });

  it.each([200, 301, 307, 403, 429, 500, 503])('is left alone by %s', async (status) => {
    const { host, sent } = probe([{ status, headers: { location: 'https://eur02b.example.com/' } }]);
    expect(await host).toBe(GENERAL);
    expect(sent).toHaveLength(1);
  });

  it('a 401 gets one newer token, and then goes on with the general host', async () => {
    const { host, sent } = probe([{ status: 401 }, { status: 401 }]);
    expect(await host).toBe(GENERAL);
    expect(sent).toHaveLength(2);
  });

  it('is asked for once more where the line broke, and told where nothing answers', async () => {
    const broken = fail('interrupted-answer', 'It was cut.', '', { retryable: true });
    const again = probe([broken, ...redirect('https://eur02b.x.example/')]);
    expect(await again.host).toBe(`eur02b.${GENERAL}`);
    expect((await failureOf(probe([broken, broken]).host)).code).toBe('interrupted-answer');
    const refused = fail('host-not-allowed', 'No.', '');
    expect((await failureOf(probe([refused]).host)).code).toBe('host-not-allowed');
  });

  it('is not asked for by standalone protection, nor by Exchange', async () => {
    const eop = probe([], { eop: true, host: 'ps.protection.outlook.com' });
    expect([await eop.host, eop.sent.length]).toEqual(['ps.protection.outlook.com', 0]);
    const exchange = probe([], { service: 'exchange', host: 'outlook.office365.com' });
    expect([await exchange.host, exchange.sent.length]).toEqual(['outlook.office365.com', 0]);
  });
});
