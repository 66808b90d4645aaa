import type { ConnectionDraft, Service } from '../../../shared/model/connection.ts';
import { BROWSER, type ConnectSecrets } from '../../../shared/model/sign-in-method.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import type { MatrixEnvironment } from './environments.fixture.ts';

/** A way to connect, for the matrix. */
export interface MatrixMethod {
  readonly title: string;
  /** The parameter of Connect- that says so. */
  readonly typed: string;
  /** Those of one round sign in side by side, each with an account of its own. */
  readonly round: number;
  draft(at: MatrixEnvironment, service: Service): Partial<ConnectionDraft>;
  secrets?(desk: PracticeDesk, at: MatrixEnvironment, service: Service): Promise<ConnectSecrets>;
  /** Who X-AnchorMailbox names: the account, or the organisation by its own mailbox (real-client.md 2.3, 7). */
  readonly anchor: 'account' | 'organisation';
}

const ALEX = 'alex@practice.localhost';
const MEGAN = 'admin@contoso.practice.localhost';
const LIDIA = 'reader@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';
/** An own app registration of the practice cloud. */
const OWN_APP = '0d5c7a1e-1111-4d5e-8a00-000000000001';

export const METHODS: readonly MatrixMethod[] = [
  {
    title: 'Browser',
    typed: '-UserPrincipalName',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: ALEX }),
    anchor: 'account',
  },
  {
    title: 'Browser, own app registration',
    typed: '',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: MEGAN, clientId: OWN_APP }),
    anchor: 'account',
  },
  {
    title: 'Browser, customer',
    typed: '-DelegatedOrganization',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: PARTNER, delegatedTo: CUSTOMER }),
    anchor: 'organisation',
  },
  {
    title: 'User name and password',
    typed: '-Credential',
    round: 1,
    draft: () => ({ signIn: { kind: 'credential', inline: false }, loginHint: LIDIA }),
    secrets: () => Promise.resolve({ password: 'practice', keep: false }),
    anchor: 'account',
  },
  {
    title: 'User name and password, asked in the window',
    typed: '-InlineCredential',
    round: 2,
    draft: () => ({ signIn: { kind: 'credential', inline: true }, loginHint: LIDIA }),
    secrets: () => Promise.resolve({ password: 'practice', keep: false }),
    anchor: 'account',
  },
  {
    title: 'Device code',
    typed: '-Device',
    round: 3,
    draft: (at) => ({ signIn: { kind: 'device' }, loginHint: deviceAccount(at) }),
    anchor: 'account',
  },
];

/** All environments wait for their codes at once, and those of one sign-in service need accounts of their own. */
function deviceAccount({ title }: MatrixEnvironment): string {
  if (title === 'Custom hosts') return LIDIA;
  return title === 'Standalone protection' ? MEGAN : ALEX;
}
