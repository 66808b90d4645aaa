import { getHeapSnapshot } from 'node:v8';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AccountsDesk, ADMIN, COMPLIANCE_SCOPES, failureOf, HELPDESK, wants } from '../accounts.fixture.ts';
import type { TokenRequest } from '../types.ts';

const desk = AccountsDesk.use();
const CONTOSO = 'contoso.practice.localhost';

const withPassword = (username: string, password: string | null = 'practice'): Partial<TokenRequest> => {
  let once = password;
  return {
    interactive: 'when-needed',
    loginHint: username,
    flow: {
      kind: 'credential',
      password: () => {
        const given = once;
        once = null;
        return given;
      },
    },
  };
};

describe('sign-in with user name and password', () => {
  it('asks whose the password is, then sends it, as the real client does; no page opens', async () => {
    const accounts = await desk.start();
    const token = await accounts.acquireToken(wants(null, withPassword(HELPDESK)));
    expect(token).toMatchObject({ username: HELPDESK, actor: 'user' });
    expect(desk.sent).toEqual([
      `GET /common/userrealm/${encodeURIComponent(HELPDESK)}`,
      'POST /organizations/oauth2/v2.0/token',
    ]);
    const [realm, grant] = desk.requests;
    expect(new URL(realm!.url).search).toBe('?api-version=1.0');
    expect(grant!.headers['x-anchormailbox']).toBe(`upn:${HELPDESK}`);
    expect(Object.fromEntries(new URLSearchParams(grant!.body))).toMatchObject({
      scope: 'openid offline_access profile https://outlook.practice.localhost/.default',
      claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
      grant_type: 'password',
      username: HELPDESK,
      client_info: '1',
    });
    expect(accounts.signIns()).toEqual([]);
  });

  it('is kept: a second service and a restart need no password', async () => {
    const accounts = await desk.start();
    const { accountId } = await accounts.acquireToken(wants(null, withPassword(HELPDESK)));
    const second = await accounts.acquireToken(
      wants(accountId, { ...withPassword(HELPDESK, null), scopes: COMPLIANCE_SCOPES }),
    );
    expect(second.audience).toBe('https://ps.compliance.practice.localhost');
    await accounts.flush();
    const again = await desk.start();
    expect((await again.acquireToken(wants(accountId, withPassword(HELPDESK, null)))).username).toBe(
      HELPDESK,
    );
  });

  it.each([
    ['a second factor', ADMIN],
    ['setting one up', `no.second.step@${CONTOSO}`],
    ['a check elsewhere', `external@${CONTOSO}`],
    ['its own identity provider', `federated@${CONTOSO}`],
  ])('goes on in the browser by itself where the organisation asks for %s', async (_what, username) => {
    const accounts = await desk.start();
    let hint: string | null = null;
    desk.browsers.push((address) => {
      hint = new URL(address).searchParams.get('login_hint');
      return desk.walksIn({ username })(address);
    });
    const token = await accounts.acquireToken(wants(null, withPassword(username)));
    expect(token.username).toBe(username);
    expect(hint).toBe(username);
    expect(accounts.signIns()).toMatchObject([{ kind: 'browser', state: 'done' }]);
  });

  it('sends no password for an account of an own identity provider, nor for a domain nobody has', async () => {
    const accounts = await desk.start();
    desk.browsers.push(desk.walksIn({ username: `federated@${CONTOSO}` }));
    await accounts.acquireToken(wants(null, withPassword(`federated@${CONTOSO}`)));
    const failure = await failureOf(accounts.acquireToken(wants(null, withPassword('ana@nowhere.example'))));
    expect(failure).toMatchObject({ code: 'account-unknown', action: 'edit-connection' });
    const grants = desk.requests.map(({ body }) => new URLSearchParams(body).get('grant_type'));
    expect(grants).not.toContain('password');
  });

  it.each([
    [`helpdesk@partner.practice.localhost`, 'Not-This-One', 50126, 'sign-in-failed', 'enter-secret'],
    [`nobody@${CONTOSO}`, 'practice', 50034, 'account-unknown', 'edit-connection'],
    ['disabled@partner.practice.localhost', 'practice', 50057, 'no-access', 'sign-in-again'],
    ['expired@partner.practice.localhost', 'practice', 50055, 'sign-in-needed', 'continue-in-browser'],
    [`locked@${CONTOSO}`, 'practice', 50053, 'sign-in-failed', 'wait-and-retry'],
    [`blocked@${CONTOSO}`, 'practice', 53003, 'conditional-access', 'continue-in-browser'],
    [`unmanaged@${CONTOSO}`, 'practice', 53000, 'conditional-access', 'continue-in-browser'],
  ] as const)(
    'of %s is refused in words (%s, AADSTS%i)',
    async (username, password, number, code, action) => {
      const accounts = await desk.start();
      const failure = await failureOf(accounts.acquireToken(wants(null, withPassword(username, password))));
      expect(failure).toMatchObject({ code, number, action });
      expect(failure.message).toContain(username);
      expect(failure.message).toMatch(/partner|contoso/);
      expect(JSON.stringify(failure)).not.toContain('Not-This-One');
      expect(failure.message + failure.hint).not.toContain('AADSTS');
      expect(accounts.list()).toEqual([]);
    },
  );

  it('looks at a typed password even where a sign-in is kept', async () => {
    const accounts = await desk.start();
    const { accountId } = await accounts.acquireToken(wants(null, withPassword(HELPDESK)));
    const failure = await failureOf(accounts.acquireToken(wants(accountId, withPassword(HELPDESK, 'wrong'))));
    expect(failure.number).toBe(50126);
  });

  it.each(['when-needed', 'never'] as const)(
    'without a password and without a kept sign-in says that one is needed (%s)',
    async (interactive) => {
      const accounts = await desk.start();
      const failure = await failureOf(
        accounts.acquireToken(wants(null, { ...withPassword(HELPDESK, null), interactive })),
      );
      expect(failure).toMatchObject({ code: 'secret-needed', action: 'enter-secret' });
      expect(failure.message).toContain(HELPDESK);
      expect(desk.sent).toEqual([]);
    },
  );

  it('asks for the password again when the kept sign-in is over', async () => {
    const accounts = await desk.start();
    const { accountId } = await accounts.acquireToken(wants(null, withPassword(HELPDESK)));
    await desk.cloud.control('POST', '/tokens', { action: 'revokeRefresh', code: 700082 });
    const gone = { ...withPassword(HELPDESK, null), forceRefresh: true };
    expect((await failureOf(accounts.acquireToken(wants(accountId, gone)))).code).toBe('secret-needed');
    const healed = await accounts.acquireToken(
      wants(accountId, { ...withPassword(HELPDESK), forceRefresh: true }),
    );
    expect(healed.username).toBe(HELPDESK);
  });

  it('takes no user name that is none', async () => {
    const accounts = await desk.start();
    const failure = await failureOf(accounts.acquireToken(wants(null, withPassword('CONTOSO\\ana'))));
    expect(failure.code).toBe('invalid-input');
    expect(desk.sent).toEqual([]);
  });

  it('the password is out of memory when the connection stands', { timeout: 60_000 }, async () => {
    const accounts = await desk.start();
    // Bytes are not in a heap's snapshot, strings are: so only what the app made of them can be found.
    const secret = Buffer.from(randomBytes(12).toString('hex'));
    const held = { password: secret.toString() as string | null };
    expect(await inHeap(secret)).toBe(true);
    const username = `any.password@${CONTOSO}`;
    const token = await accounts.acquireToken(
      wants(null, {
        interactive: 'when-needed',
        loginHint: username,
        flow: {
          kind: 'credential',
          password: () => {
            const given = held.password;
            held.password = null;
            return given;
          },
        },
      }),
    );
    expect(token.username).toBe(username);
    expect(desk.requests.some(({ body }) => body?.includes(secret.toString()))).toBe(true);
    desk.requests = [];
    // The answer's own turn of the event loop still has the request on its stack.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await inHeap(secret)).toBe(false);
  });
});

/** Whether some string of this process holds it. */
async function inHeap(secret: Buffer): Promise<boolean> {
  let end = Buffer.alloc(0);
  let found = false;
  for await (const chunk of getHeapSnapshot() as AsyncIterable<Buffer | string>) {
    const text = Buffer.concat([end, Buffer.from(chunk)]);
    found ||= text.includes(secret);
    end = text.subarray(-secret.length);
  }
  return found;
}
