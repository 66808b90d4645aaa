import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  createFakeBrowser,
  shownNumber,
  type BrowserPage,
  type FakeBrowser,
} from '../testing/browser.ts';
import { authorizeUrl, startTestCloud, tenantIdOf, type TestCloud } from '../testing/cloud.ts';
import { anyText, containing } from '../testing/matchers.ts';

const ADMIN = 'admin@partner.practice.localhost';
const HELPDESK = 'helpdesk@partner.practice.localhost';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());

const open = async (
  changes: Readonly<Record<string, string | null>> = {},
  authority = 'organizations',
  browser: FakeBrowser = createFakeBrowser(),
): Promise<{ browser: FakeBrowser; page: BrowserPage }> => ({
  browser,
  page: await browser.open(authorizeUrl(cloud, authority, changes).url),
});

describe('the pages', () => {
  it('list the accounts, say the password, and work without scripts', async () => {
    const { browser, page } = await open();
    expect(page.heading).toBe('Pick an account');
    expect(page.html).toContain('PRACTICE');
    const password = await browser.press(page, HELPDESK);
    expect(password.heading).toBe('Enter password');
    expect(password.html).toContain('“practice”');
    const done = await browser.press(password, 'password', { password: 'practice' });
    expect(answerOf(done)).toMatchObject({ state: 'state-of-this-test', code: anyText });
    expect(done.forms[0]?.action).toBe('http://localhost:50001');
    expect(done.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://localhost:50001",
    );
  });

  it('refuse a wrong password in place (AADSTS50126), and nobody knows that of one account', async () => {
    const { browser, page } = await open({ login_hint: HELPDESK });
    const wrong = await browser.press(page, 'password', { password: 'Practice' });
    expect(wrong.heading).toBe('Enter password');
    expect(wrong.problem).toContain('AADSTS50126');
    const { browser: other, page: locked } = await open({
      login_hint: 'locked.out@partner.practice.localhost',
    });
    expect((await other.press(locked, 'password', { password: 'practice' })).problem).toContain(
      'AADSTS50126',
    );
  });

  it.each([
    ['disabled@partner.practice.localhost', 'AADSTS50057'],
    ['expired@partner.practice.localhost', 'AADSTS50055'],
  ])('refuse %s', async (upn, code) => {
    const { browser, page } = await open({ login_hint: upn });
    expect((await browser.press(page, 'password', { password: 'practice' })).problem).toContain(code);
  });

  it('refuse an account that does not exist (AADSTS50034)', async () => {
    const { browser, page } = await open();
    const next = await browser.press(page, 'username', { username: 'nobody@partner.practice.localhost' });
    expect(next.heading).toBe('Pick an account');
    expect(next.problem).toContain('AADSTS50034');
  });

  it('need the number that they show, and take a denial', async () => {
    const { browser, page } = await open({ login_hint: ADMIN });
    const step = await browser.press(page, 'password', { password: 'practice' });
    expect(step.heading).toBe('Approve sign-in request');
    const shown = shownNumber(step);
    const wrong = await browser.press(step, 'approve', { number: shown === '42' ? '43' : '42' });
    expect(wrong.problem).toContain('AADSTS500121');
    const denied = await browser.press(wrong, 'deny');
    expect(denied.problem).toContain('AADSTS500121');
    expect(answerOf(await browser.press(denied, 'approve', { number: shown }))).toHaveProperty('code');
  });

  it('cannot be walked around: the second step is not skipped by posting another action', async () => {
    const { browser, page } = await open({ login_hint: ADMIN });
    const step = await browser.press(page, 'password', { password: 'practice' });
    const form = step.forms[0];
    const forged = await browser.press(
      {
        ...step,
        forms: [
          {
            action: '/practice/sign-in',
            fields: form?.fields ?? {},
            buttons: [{ name: 'action', value: 'accept', text: '' }],
          },
        ],
      },
      'accept',
    );
    expect(forged.heading).toBe('Approve sign-in request');
  });

  it('have the main action as first button, which is the one that Enter presses', async () => {
    const { browser, page } = await open({ login_hint: ADMIN });
    expect(page.forms[0]?.buttons[0]?.value).toBe('password');
    const step = await browser.press(page, 'password', { password: 'practice' });
    expect(step.forms[0]?.buttons[0]?.value).toBe('approve');
  });

  it('belong to one browser: another one cannot go on with them', async () => {
    const { page } = await open({ login_hint: HELPDESK });
    const stranger = createFakeBrowser();
    const taken = await stranger.press(page, 'password', { password: 'practice' });
    expect(taken.heading).toBe('This sign-in is over');
  });

  it('say when an account has no access to a tenant, and tell the app', async () => {
    const { browser, page } = await open({ login_hint: HELPDESK }, tenantIdOf(cloud, 'atelierhelenedufour'));
    const refused = await browser.press(page, 'password', { password: 'practice' });
    expect(refused.heading).toBe('This account has no access');
    expect(refused.problem).toContain('AADSTS50020');
    expect(answerOf(await browser.press(refused, 'return'))).toMatchObject({
      error: 'access_denied',
      error_description: containing('AADSTS50020'),
      state: 'state-of-this-test',
    });
  });

  it('show what conditional access blocks (AADSTS53003)', async () => {
    const { browser, page } = await open({ login_hint: HELPDESK }, tenantIdOf(cloud, 'wideworldimporters'));
    expect((await browser.press(page, 'password', { password: 'practice' })).problem).toContain(
      'AADSTS53003',
    );
  });

  it('tell the app when someone cancels', async () => {
    const { browser, page } = await open();
    expect(answerOf(await browser.press(page, 'cancel'))).toMatchObject({
      error: 'access_denied',
      error_description: containing('AADSTS65004'),
      state: 'state-of-this-test',
    });
  });

  it('escape what a request brings', async () => {
    const { page } = await open({ login_hint: '"><script>alert(1)</script>' });
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).toContain('&lt;script&gt;');
  });
});

describe('prompt and session', () => {
  it('select_account asks although one account is signed in; none answers at once', async () => {
    const { browser, page } = await open({ login_hint: HELPDESK });
    await browser.press(page, 'password', { password: 'practice' });
    expect((await open({ prompt: 'select_account' }, 'organizations', browser)).page.heading).toBe(
      'Pick an account',
    );
    expect(answerOf((await open({ prompt: 'none' }, 'organizations', browser)).page)).toHaveProperty('code');
    expect(
      (await open({ prompt: 'login', login_hint: HELPDESK }, 'organizations', browser)).page.heading,
    ).toBe('Enter password');
  });

  it('none without a session is refused to the app (AADSTS50058)', async () => {
    expect(answerOf((await open({ prompt: 'none' })).page)).toMatchObject({
      error: 'login_required',
      error_description: containing('AADSTS50058'),
    });
  });

  it('signing out ends the session', async () => {
    const { browser, page } = await open({ login_hint: HELPDESK });
    await browser.press(page, 'password', { password: 'practice' });
    const out = await browser.open(`http://localhost:${cloud.port}/organizations/oauth2/v2.0/logout`);
    expect(out.heading).toBe('You signed out of your account');
    expect((await open({ login_hint: HELPDESK }, 'organizations', browser)).page.heading).toBe(
      'Enter password',
    );
  });
});

describe('requests that are refused', () => {
  it.each([
    ['an unknown application', { client_id: '11111111-2222-4333-8444-555555555555' }, 'AADSTS700016'],
    ['a foreign reply address', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
    ['a reply address on another loopback name', { redirect_uri: 'http://127.0.0.1:50001' }, 'AADSTS50011'],
    ['a reply address with a path', { redirect_uri: 'http://localhost:50001/x' }, 'AADSTS50011'],
  ])('on the page: %s', async (_name, changes, code) => {
    const { page } = await open(changes);
    expect(page.status).toBe(400);
    expect(page.problem).toContain(code);
    expect(page.forms).toEqual([]);
  });

  it.each([
    ['no PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request', 'AADSTS9002325'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request', 'AADSTS9002325'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type', 'AADSTS700054'],
    ['a foreign resource', { scope: 'https://example.com/.default' }, 'invalid_resource', 'AADSTS500011'],
    ['an unknown prompt', { prompt: 'now' }, 'invalid_request', 'AADSTS90023'],
  ])('to the app: %s', async (_name, changes, error, code) => {
    expect(answerOf((await open(changes)).page)).toMatchObject({
      error,
      error_description: containing(code),
      state: 'state-of-this-test',
    });
  });
});

it('answers in the query when asked to', async () => {
  const { url } = authorizeUrl(cloud, 'organizations', { response_mode: 'query', prompt: 'none' });
  const first = await fetch(url, { redirect: 'manual' });
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const second = await fetch(new URL(first.headers.get('location') ?? '', url), {
    redirect: 'manual',
    headers: { Cookie: cookie },
  });
  const target = new URL(second.headers.get('location') ?? '');
  expect(target.origin).toBe('http://localhost:50001');
  expect(target.searchParams.get('error')).toBe('login_required');
  expect(target.searchParams.get('state')).toBe('state-of-this-test');
});
