import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import { APP_METHODS } from './app-methods.fixture.ts';
import type { MatrixEnvironment } from './environments.fixture.ts';
import { CUSTOMER, HOME } from './key.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';

const ALEX = 'alex@practice.localhost';
const ALEX_HOME = 'practice.localhost';
const MEGAN = `admin@${HOME}`;
const LIDIA = `reader@${HOME}`;
const PARTNER_HOME = 'partner.practice.localhost';
const PARTNER = `admin@${PARTNER_HOME}`;
/** Staff of the partner's who approve no number. */
const SEBNEM = `sebnem.ozdemir@${PARTNER_HOME}`;
const MATEO = `mateo.alvarez@${PARTNER_HOME}`;
const INGRID = `ingrid.hansen@${PARTNER_HOME}`;
/** An own app registration of the practice cloud. */
const OWN_APP = '0d5c7a1e-1111-4d5e-8a00-000000000001';
const PASSWORD = { password: 'practice', keep: false } as const;

const PERSONAL_METHODS: readonly MatrixMethod[] = [
  {
    title: 'Browser',
    typed: ['-UserPrincipalName'],
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: ALEX }),
    lands: () => ALEX_HOME,
    authority: 'organizations',
    anchor: 'account',
  },
  {
    title: 'Browser, own app registration',
    typed: [],
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: MEGAN, clientId: OWN_APP }),
    lands: () => HOME,
    authority: 'organizations',
    anchor: 'account',
  },
  {
    title: 'Browser, both services in one connection',
    typed: [],
    round: 2,
    draft: (_at, service) => ({ signIn: BROWSER, loginHint: service === 'exchange' ? MEGAN : PARTNER }),
    lands: (_at, service) => (service === 'exchange' ? HOME : PARTNER_HOME),
    authority: 'organizations',
    anchor: 'account',
    missing: ({ title }) => (title === 'Custom hosts' ? 'one address names one service' : null),
    both: true,
  },
  {
    title: 'Browser, customer',
    typed: ['-DelegatedOrganization'],
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: PARTNER, delegatedTo: CUSTOMER }),
    lands: () => CUSTOMER,
    authority: 'tenant',
    anchor: 'organisation',
  },
  {
    title: 'Browser, customer, with its authority',
    typed: ['-DelegatedOrganization', '-AzureADAuthorizationEndpointUri'],
    round: 1,
    draft: (at, service) => ({
      signIn: BROWSER,
      loginHint: MATEO,
      delegatedTo: CUSTOMER,
      options: { ...at.options(service), authorityUri: `https://${at.loginHost}/${CUSTOMER}` },
    }),
    lands: () => CUSTOMER,
    authority: 'domain',
    anchor: 'organisation',
  },
  {
    title: 'Browser, guest of the organisation',
    typed: ['-DelegatedOrganization'],
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: ALEX, delegatedTo: HOME }),
    lands: () => HOME,
    authority: 'tenant',
    anchor: 'organisation',
  },
  {
    title: 'User name and password',
    typed: ['-Credential'],
    round: 1,
    draft: () => ({ signIn: { kind: 'credential', inline: false }, loginHint: LIDIA }),
    secrets: () => Promise.resolve(PASSWORD),
    lands: () => HOME,
    authority: 'organizations',
    anchor: 'account',
  },
  {
    title: 'User name and password, asked in the window',
    typed: ['-InlineCredential'],
    round: 2,
    draft: () => ({ signIn: { kind: 'credential', inline: true }, loginHint: LIDIA }),
    secrets: () => Promise.resolve(PASSWORD),
    lands: () => HOME,
    authority: 'organizations',
    anchor: 'account',
  },
  {
    title: 'User name and password, customer',
    typed: ['-Credential', '-DelegatedOrganization'],
    round: 1,
    draft: () => ({
      signIn: { kind: 'credential', inline: false },
      loginHint: SEBNEM,
      delegatedTo: CUSTOMER,
    }),
    secrets: () => Promise.resolve(PASSWORD),
    lands: () => CUSTOMER,
    authority: 'tenant',
    anchor: 'organisation',
  },
  {
    title: 'Device code',
    typed: ['-Device'],
    round: 3,
    draft: (at) => ({ signIn: { kind: 'device' }, loginHint: deviceAccount(at) }),
    lands: (at) => (deviceAccount(at) === ALEX ? ALEX_HOME : HOME),
    authority: 'organizations',
    anchor: 'account',
  },
  {
    title: 'Device code, customer',
    typed: ['-Device', '-DelegatedOrganization'],
    round: 3,
    draft: (at) => ({ signIn: { kind: 'device' }, loginHint: deviceStaff(at), delegatedTo: CUSTOMER }),
    lands: () => CUSTOMER,
    authority: 'tenant',
    anchor: 'organisation',
  },
];

/** All environments wait for their codes at once, and those of one sign-in service need accounts of their own. */
function deviceAccount({ title }: MatrixEnvironment): string {
  if (title === 'Custom hosts') return LIDIA;
  return title === 'Standalone protection' ? MEGAN : ALEX;
}

function deviceStaff({ title }: MatrixEnvironment): string {
  if (title === 'Custom hosts') return SEBNEM;
  return title === 'Standalone protection' ? INGRID : PARTNER;
}

export const METHODS: readonly MatrixMethod[] = [...PERSONAL_METHODS, ...APP_METHODS];
