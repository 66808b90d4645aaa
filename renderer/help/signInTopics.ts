import type { HelpTopic } from './topics.ts';

export const signInTopics: readonly HelpTopic[] = [
  {
    id: 'wrong-password',
    group: 'Signing in',
    title: 'Wrong password, or an account nobody knows',
    text: [
      'The failure says which of the two it is. A wrong password is AADSTS50126; a user name that the organisation does not have is AADSTS50034.',
      'A user name that exists in another environment (a government cloud, China) is unknown in this one, so the environment is worth a look too.',
    ],
    steps: [
      'Check the account on the card; it is the user principal name, which is not always the mail address.',
      'Use “Sign in again”. With a user name and password kept for the connection, enter the password again.',
      'After several wrong passwords the account is locked for some minutes (AADSTS50053).',
    ],
    also: 'login failed incorrect credentials locked',
  },
  {
    id: 'second-step',
    group: 'Signing in',
    title: 'A second step is asked for (MFA)',
    text: [
      'Signing in with a user name and password alone works only where no second step is required. Where one is, the sign-in service answers AADSTS50076 or AADSTS50079.',
      'Tenantdeck then goes on in the browser, where the second step can be answered. Nothing has to be set up again.',
    ],
    steps: [
      'Use “Continue in browser”, sign in there and answer the second step.',
      'To avoid the detour next time, make the connection with the browser or a device code as its way to sign in.',
    ],
    also: 'multi-factor authenticator 50072 50074 50078 credential',
  },
  {
    id: 'consent',
    group: 'Signing in',
    title: 'The app has not been allowed yet (consent)',
    text: [
      'An organisation decides which apps may act for its people. AADSTS65001 means nobody has allowed this app there yet; AADSTS65004, that somebody declined.',
      'Some permissions can be accepted by everybody, others only by an administrator of that organisation.',
    ],
    steps: [
      'Sign in again and accept what the page lists.',
      'Where the page says that an administrator is needed, use “Copy link for an administrator” and send it to one. It opens the same question for the whole organisation.',
      'With an app registration of your own, an administrator can also grant the permissions in the registration, under API permissions.',
    ],
    also: 'permissions admin approval 90094 700016',
  },
  {
    id: 'conditional-access',
    group: 'Signing in',
    title: 'A rule of the organisation, or an expired sign-in',
    text: [
      'Conditional access lets an account in only from certain devices, places or after certain checks (AADSTS53003, AADSTS50158). The rule is that of the organisation you connect to: for a customer, the customer’s.',
      'Sign-ins also end by themselves: after a time without use (AADSTS700082), at an age the organisation sets (AADSTS70043), or when the password changes.',
    ],
    steps: [
      'Use “Sign in again”. It signs in at the organisation of the connection, so its rules are asked and answered.',
      'If it is refused again, the page in the browser names the rule. Only an administrator of that organisation can change it.',
    ],
    also: 'expired compliant device managed location 53000 53001 50173',
  },
  {
    id: 'federated',
    group: 'Signing in',
    title: 'The organisation’s own identity provider does not answer',
    text: [
      'Some organisations check passwords with a server of their own (federation, often AD FS). If that server can’t be reached, the sign-in service says AADSTS5000819 or a number close to it, and nothing on this computer can mend it.',
    ],
    steps: [
      'Try again later, or from a network that reaches the provider.',
      'Use an account that signs in at Microsoft itself: one whose name ends in the organisation’s `.onmicrosoft.com` domain usually does.',
    ],
    also: 'ADFS federation identity provider unreachable',
  },
  {
    id: 'wrong-organisation',
    group: 'Signing in',
    title: 'A customer can’t be opened, or the wrong organisation answers',
    text: [
      'For a customer, the sign-in has to be made in the customer’s own directory with the partner’s account. Tenantdeck does that for both services and compares each token with the organisation of the connection. A token for another one is refused, so a command never lands in your own organisation by mistake.',
      'Access to a customer needs an active relationship (GDAP, CSP or a guest account), a role in it, and your account in one of the groups that hold the role.',
    ],
    steps: [
      'In Customers, look at the relationship: its state, its end and its roles.',
      'A guest has to have accepted the invitation first.',
      'Name a customer by its first `.onmicrosoft.com` domain, or by its tenant id.',
    ],
    also: 'delegated organisation GDAP CSP partner guest tenant 50020 90072',
  },
  {
    id: 'bad-token',
    group: 'Signing in',
    title: 'A kept sign-in does not work any more',
    text: [
      'Where a kept sign-in turns out to be of no use, Tenantdeck removes it and signs in again, once. There is no token cache to clear by hand.',
      'To start from nothing, sign the account out in Settings, Accounts. That closes its connections and removes what is kept for it.',
    ],
    also: 'clear cached tokens cache DisconnectAllConnections',
  },
];
