import { describe, expect, it } from 'vitest';
import { endsSignIn, needsPerson, signInFailure } from './errors.ts';
import { IdentityError } from './identity.ts';

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
