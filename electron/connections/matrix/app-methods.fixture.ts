import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import type { CertificateRef } from '../../../shared/model/sign-in-method.ts';
import { APPS, CUSTOMER, HOME, KEY_PASSWORD } from './key.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';
import { accountToken, appToken } from './tokens.fixture.ts';

/** Of the practice cloud (simulator/entra/apps.ts). */
export const USER_IDENTITY = '0d5c7a1e-3333-4d5e-8a00-000000000002';
const ALEX = 'alex@practice.localhost';
const STAFF = 'sebnem.ozdemir@partner.practice.localhost';

const ORGANIZATION: ConnectionDraft['organization'] = {
  kind: 'own',
  tenantId: null,
  name: null,
  domain: HOME,
};
const filePassword = () => Promise.resolve({ password: KEY_PASSWORD, keep: false });
const ofApp = { lands: () => HOME, authority: 'domain', anchor: 'organisation' } as const;

/** Where no person signs in: an app, a machine, or somebody else's token. */
export const APP_METHODS: readonly MatrixMethod[] = [
  {
    title: 'Access token of an account',
    typed: ['-AccessToken', '-UserPrincipalName'],
    round: 2,
    draft: () => ({ signIn: { kind: 'token' }, loginHint: ALEX }),
    secrets: async (desk, at, service) => given(await accountToken({ desk, at, service }, ALEX)),
    lands: () => 'practice.localhost',
    authority: 'none',
    anchor: 'account',
  },
  {
    title: 'Access token for an organisation',
    typed: ['-AccessToken', '-Organization'],
    round: 2,
    draft: () => ({ signIn: { kind: 'token' }, organization: ORGANIZATION }),
    secrets: async (desk, at, service, key) => given(await appToken({ desk, at, service }, key, HOME)),
    lands: () => HOME,
    authority: 'none',
    anchor: 'organisation',
  },
  {
    title: 'Access token for a customer',
    typed: ['-AccessToken', '-DelegatedOrganization'],
    round: 2,
    draft: () => ({ signIn: { kind: 'token' }, delegatedTo: CUSTOMER }),
    secrets: async (desk, at, service) => given(await accountToken({ desk, at, service }, STAFF, CUSTOMER)),
    lands: () => CUSTOMER,
    authority: 'none',
    anchor: 'organisation',
  },
  {
    title: 'Certificate file (PFX)',
    typed: ['-CertificateFilePath', '-CertificatePassword'],
    round: 1,
    draft: (_at, _service, { files }) => byCertificate(APPS.file, { from: 'file', path: files.pfx }),
    secrets: filePassword,
    ...ofApp,
  },
  {
    title: 'Certificate file (PEM)',
    typed: ['-CertificateFilePath'],
    round: 1,
    draft: (_at, _service, { files }) => byCertificate(APPS.pem, { from: 'file', path: files.pem }),
    ...ofApp,
  },
  {
    title: 'Certificate file (PEM, with a password)',
    typed: ['-CertificateFilePath', '-CertificatePassword'],
    round: 1,
    draft: (_at, _service, { files }) =>
      byCertificate(APPS.lockedPem, { from: 'file', path: files.lockedPem }),
    secrets: filePassword,
    ...ofApp,
  },
  {
    title: 'Certificate file, key of an elliptic curve',
    typed: ['-CertificateFilePath'],
    round: 1,
    draft: (_at, _service, { files }) => byCertificate(APPS.curve, { from: 'file', path: files.curve }),
    ...ofApp,
    refused: {
      code: 'certificate-unusable',
      message: /EC P-256; Microsoft Entra ID takes RSA keys only/,
      says: 'Microsoft Entra ID takes RSA keys only',
    },
  },
  {
    title: 'Certificate kept in the app',
    typed: ['-Certificate'],
    round: 1,
    draft: (_at, _service, { certificateId }) => byCertificate(APPS.kept, { from: 'kept', certificateId }),
    ...ofApp,
  },
  {
    title: 'Certificate of the Windows store',
    typed: ['-CertificateThumbprint'],
    round: 1,
    draft: (_at, _service, { stored }) => byCertificate(APPS.store, { from: 'store', thumbprint: stored }),
    ...ofApp,
  },
  {
    title: 'Certificate, customer',
    typed: ['-Certificate', '-DelegatedOrganization'],
    round: 1,
    draft: (_at, _service, { certificateId }) => ({
      ...byCertificate(APPS.customer, { from: 'kept', certificateId }),
      organization: { ...ORGANIZATION, domain: null },
      delegatedTo: CUSTOMER,
    }),
    ...ofApp,
    lands: () => CUSTOMER,
  },
  {
    title: 'Managed identity of the machine',
    typed: ['-ManagedIdentity'],
    round: 1,
    draft: () => byIdentity(null),
    ...ofApp,
    authority: 'none',
  },
  {
    title: 'Managed identity that was assigned',
    typed: ['-ManagedIdentity', '-ManagedIdentityAccountId'],
    round: 1,
    draft: () => byIdentity(USER_IDENTITY),
    ...ofApp,
    authority: 'none',
  },
  {
    title: 'Managed identity, customer',
    typed: ['-ManagedIdentity', '-DelegatedOrganization'],
    round: 2,
    draft: () => ({
      ...byIdentity(null),
      organization: { ...ORGANIZATION, domain: null },
      delegatedTo: CUSTOMER,
    }),
    ...ofApp,
    authority: 'none',
    refused: {
      code: 'wrong-tenant',
      message: /managed identity has tokens of its own organisation only/,
      says: 'a machine has tokens of its own organisation only',
    },
  },
];

const given = (accessToken: string) => ({ accessToken, keep: false });

function byCertificate(appId: string, certificate: CertificateRef): Partial<ConnectionDraft> {
  return { signIn: { kind: 'certificate', appId, certificate }, organization: ORGANIZATION };
}

function byIdentity(identityId: string | null): Partial<ConnectionDraft> {
  return { signIn: { kind: 'managed-identity', identityId }, organization: ORGANIZATION };
}
