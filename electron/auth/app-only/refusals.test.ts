import { expect, it } from 'vitest';
import { IdentityError } from '../identity.ts';
import { appFailure } from './refusals.ts';

const APP = '0d5c7a1e-2222-4d5e-8a00-000000000001';
const ORGANIZATION = 'contoso.onmicrosoft.com';

const refused = (number: number) =>
  appFailure(
    new IdentityError({ error: 'invalid_client', description: `AADSTS${number}: No.`, correlationId: 'c-1' }),
    {
      appId: APP,
      organization: ORGANIZATION,
      cloudName: 'Microsoft 365',
      loginHost: 'login.microsoftonline.com',
      thumbprint: 'A'.repeat(40),
      skewMs: 0,
    },
  ).failure;

it.each([
  [700027, 'certificate-unusable', 'edit-connection'],
  [7000215, 'certificate-unusable', 'edit-connection'],
  [7000222, 'certificate-unusable', 'edit-connection'],
  [700016, 'not-found', 'edit-connection'],
  [50059, 'not-found', 'edit-connection'],
  [70011, 'sign-in-failed', 'edit-connection'],
  [1002012, 'sign-in-failed', 'edit-connection'],
  [7000229, 'consent-needed', 'admin-consent'],
  [53003, 'conditional-access', 'retry'],
  [999999, 'sign-in-failed', 'retry'],
])('AADSTS%s names app, number and what helps; nobody is to sign in again', (number, code, action) => {
  const failure = refused(number);
  expect(failure).toMatchObject({ code, action, number, correlationId: 'c-1' });
  expect(failure.message).toContain(APP);
  if (number !== 999999) expect(failure.message).toContain(ORGANIZATION);
});

it('links to the page on which the app is accepted, in its organisation', () => {
  expect(refused(7000229).link).toBe(
    `https://login.microsoftonline.com/${ORGANIZATION}/adminconsent?client_id=${APP}`,
  );
  expect(refused(700016).link).toBeUndefined();
});
