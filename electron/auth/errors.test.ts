import { describe, expect, it } from 'vitest';
import { failureSchema } from '../../shared/model/failure.ts';
import { endsSignIn, needsPerson, signInFailure, wantsMore } from './errors.ts';
import { IdentityError } from './identity.ts';
import { REFUSALS } from './refusals.ts';

const refusal = (number: number, error = 'invalid_grant', text = 'Something. Trace ID: 1') =>
  new IdentityError({ error, description: `AADSTS${number}: ${text}`, correlationId: 'c-1' });
const subject = { username: 'ana@partner.example', organization: 'Contoso', cloudName: 'Microsoft 365' };

describe('refusals of the sign-in service in plain words', () => {
  it.each([
    [50126, 'sign-in-failed'],
    [50034, 'account-unknown'],
    [50057, 'no-access'],
    [50076, 'mfa-needed'],
    [50079, 'mfa-needed'],
    [53003, 'conditional-access'],
    [50158, 'conditional-access'],
    [65001, 'consent-needed'],
    [90094, 'consent-needed'],
    [50020, 'no-access'],
    [700082, 'sign-in-needed'],
    [70043, 'sign-in-needed'],
    [50059, 'not-found'],
    [7000218, 'sign-in-failed'],
    [54005, 'sign-in-failed'],
    [500133, 'clock-skew'],
  ] as const)('AADSTS%i is %s, without its number or jargon in the message', (number, code) => {
    const { failure } = signInFailure(refusal(number), subject);
    expect(failure.code).toBe(code);
    expect(failure.message).not.toContain('AADSTS');
    expect(failure.hint).not.toBe('');
    expect(failure.correlationId).toBe('c-1');
  });

  it.each(Object.keys(REFUSALS).map(Number))('AADSTS%i names no number, and has a hint', (number) => {
    const { failure } = signInFailure(refusal(number), subject);
    expect(failure.number).toBe(number);
    expect(failure.message).toMatch(/^[A-Zan]/);
    expect(failure.message + failure.hint).not.toMatch(/AADSTS|undefined/);
    expect(failure.hint).toMatch(/\.$/);
    expect(failureSchema.parse(failure)).toEqual(failure);
  });

  it.each([
    [90094, 'browser', 'admin-consent'],
    [50126, 'credential', 'enter-secret'],
    [50126, 'browser', 'sign-in-again'],
    [50076, 'browser', 'sign-in-again'],
    [50076, 'device', 'continue-in-browser'],
    [53003, 'credential', 'continue-in-browser'],
    [50011, 'browser', 'edit-connection'],
    [50053, 'credential', 'wait-and-retry'],
    [700082, 'device', 'sign-in-again'],
  ] as const)('AADSTS%i, met by %s, offers %s', (number, flow, action) => {
    expect(signInFailure(refusal(number), { ...subject, flow }).failure.action).toBe(action);
  });

  it('have a link for an administrator where consent is missing, at the organisation it is missing in', () => {
    const at = { loginHost: 'login.microsoftonline.us', clientId: '11111111-1111-4111-8111-111111111111' };
    const link = (tenant: string) =>
      signInFailure(refusal(65001), { ...subject, ...at, tenant }).failure.link;
    expect(link('adatum.onmicrosoft.us')).toBe(
      'https://login.microsoftonline.us/adatum.onmicrosoft.us/adminconsent?client_id=11111111-1111-4111-8111-111111111111',
    );
    expect(link('organizations')).toContain('/partner.example/adminconsent');
    expect(signInFailure(refusal(50126), { ...subject, ...at }).failure.link).toBeUndefined();
  });

  it('name an own app registration by its id', () => {
    const clientId = '11111111-1111-4111-8111-111111111111';
    expect(signInFailure(refusal(7000218), { ...subject, clientId }).failure.message).toContain(clientId);
  });

  it('of the device flow are known by name, RFC 8628’s as well as Microsoft’s', () => {
    const named = (error: string) =>
      signInFailure(new IdentityError({ error, description: '', correlationId: 'c' }), subject).failure.code;
    expect(
      ['authorization_declined', 'access_denied', 'expired_token', 'bad_verification_code'].map(named),
    ).toEqual(['sign-in-cancelled', 'sign-in-cancelled', 'sign-in-timed-out', 'sign-in-failed']);
  });

  it('called invalid_grant are not always a matter for the person', () => {
    expect(needsPerson(refusal(50020))).toBe(false);
    expect(needsPerson(refusal(50057))).toBe(false);
    expect(needsPerson(refusal(70043))).toBe(true);
    expect(wantsMore(refusal(50158))).toBe(true);
    expect(wantsMore(refusal(53003))).toBe(false);
  });

  it('tell leaving the page from declining the permissions', () => {
    const left = refusal(65004, 'access_denied', 'The user cancelled the sign-in.');
    const declined = refusal(65004, 'access_denied', 'User declined to consent to access the app.');
    expect(signInFailure(left, subject).failure.code).toBe('sign-in-cancelled');
    expect(signInFailure(declined, subject).failure.code).toBe('consent-needed');
  });

  it('of an unknown kind keep the service’s own sentence and the number to look up', () => {
    const { failure } = signInFailure(refusal(99999, 'invalid_request', 'Moon phase. Trace ID: 1'), subject);
    expect(failure.message).toContain('Moon phase.');
    expect(failure.message).not.toContain('Trace ID');
    expect(failure.hint).toContain('AADSTS99999');
  });

  it('lead to the browser only where it may help, and end the sign-in only where it is over', () => {
    expect([50076, 53003, 700082, 65001].map((number) => needsPerson(refusal(number)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([50020, 50034, 7000218, 500133].some((number) => needsPerson(refusal(number)))).toBe(false);
    expect([700082, 50173].every((number) => endsSignIn(refusal(number)))).toBe(true);
    expect([50076, 53003, 50020, 65001].some((number) => endsSignIn(refusal(number)))).toBe(false);
  });
});
