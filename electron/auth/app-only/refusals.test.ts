import { expect, it } from 'vitest';
import type { FailureAction } from '../../../shared/model/failure.ts';
import { IdentityError } from '../identity.ts';
import { appFailure, type AppSubject } from './refusals.ts';

const APP: AppSubject = {
  appId: '36ee4c6c-0812-40a2-b820-b22ebd02bce3',
  organization: 'contoso.onmicrosoft.com',
  cloudName: 'US Government GCC High',
  loginHost: 'login.microsoftonline.us',
  thumbprint: '0'.repeat(40),
  skewMs: 0,
};

const refused = (number: number) =>
  appFailure(
    new IdentityError({
      error: 'invalid_client',
      description: `AADSTS${String(number)}: Refused.`,
      correlationId: 'c',
    }),
    APP,
  ).failure;

it('leads an administrator to where the app is accepted in that organisation', () => {
  expect(refused(7000229)).toMatchObject({
    code: 'consent-needed',
    action: 'admin-consent',
    link: `https://login.microsoftonline.us/contoso.onmicrosoft.com/adminconsent?client_id=${APP.appId}`,
  });
});

it.each<[number, FailureAction]>([
  [700027, 'edit-connection'],
  [7000215, 'edit-connection'],
  [50059, 'edit-connection'],
  [70011, 'edit-connection'],
  [1002012, 'edit-connection'],
  [7000222, 'edit-connection'],
  [700016, 'edit-connection'],
  [90002, 'edit-connection'],
  [900023, 'edit-connection'],
  [500011, 'edit-connection'],
  [90033, 'wait-and-retry'],
  // Nobody signs in: what an administrator or the clock has to mend is tried again.
  [7000112, 'retry'],
  [53003, 'retry'],
  [700024, 'retry'],
  [1234567, 'retry'],
])('AADSTS%i has the button %s', (number, action) => {
  const { action: told, link } = refused(number);
  expect([told, link]).toEqual([action, undefined]);
});

it.each([700027, 7000215, 7000222, 700016, 50059, 70011, 1002012, 7000229, 53003])(
  'AADSTS%i names the app, the organisation and its own number',
  (number) => {
    const failure = refused(number);
    expect(failure).toMatchObject({ number, correlationId: 'c' });
    expect(failure.message).toContain(APP.appId);
    expect(failure.message).toContain(APP.organization);
  },
);
