import type { HelpTopic } from './topics.ts';

export const signInTopics: readonly HelpTopic[] = [
  {
    id: 'wrong-password',
    group: 'Signing in',
    title: 'Wrong password, or an account nobody knows',
    today: {
      applies: 'still',
      because: 'the sign-in service checks names and passwords as before, whatever is used after it.',
    },
    text: [
      'The failure says which of the two it is. A wrong password is AADSTS50126; a user name that the organisation does not have is AADSTS50034.',
      'A user name that exists in another environment (a government cloud, China) is unknown in this one, so the environment is worth a look too.',
    ],
    steps: [
      'Check the account on the card; it is the user principal name, which is not always the mail address.',
      'Use “Sign in again”. With a user name and password kept for the connection, enter the password again.',
      'After several wrong passwords the account is locked for some minutes.',
    ],
    also: 'login failed incorrect credentials 51004 50056',
  },
  {
    id: 'locked',
    group: 'Signing in',
    title: 'An account is locked or blocked, or its password has expired',
    today: {
      applies: 'still',
      because:
        'the organisation and the sign-in service decide about an account, whatever program it is used in.',
    },
    text: [
      'AADSTS50053 means that the account is locked for a while: after several wrong passwords, or because the sign-in came from an address that looks dangerous. The right password does not help until then.',
      'AADSTS50057 means that an administrator has blocked the account; AADSTS50055 and AADSTS50144, that its password has expired.',
    ],
    steps: [
      'Locked: wait some minutes before the next try; each wrong password makes it longer. “Keep trying” does the waiting.',
      'If nobody typed a wrong password, look for a script or a device that still has an old one.',
      'Blocked: an administrator of the organisation can unblock it in the Microsoft 365 admin centre.',
      'Expired: continue in the browser, which asks for a new password, or change it in the organisation’s own directory.',
    ],
    also: 'smart lockout disabled account password expired too many attempts',
  },
  {
    id: 'second-step',
    group: 'Signing in',
    title: 'A second step is asked for (MFA)',
    today: {
      applies: 'still',
      because: 'the organisation decides about the second step, and no program gets past it.',
    },
    text: [
      'Signing in with a user name and password alone works only where no second step is required. Where one is, the sign-in service answers AADSTS50076 or AADSTS50079.',
      'Tenantdeck then goes on in the browser, where the second step can be answered. Nothing has to be set up again.',
    ],
    steps: [
      'Use “Continue in browser”, sign in there and answer the second step.',
      'To avoid the detour next time, make the connection with the browser or a device code as its way to sign in.',
      'A script that has to run without a person needs an app with a certificate, or a managed identity. Neither is ever asked for a second step.',
    ],
    also: 'multi-factor authenticator verification code SMS 50072 50074 50078 50125 500121 53004 credential automated',
  },
  {
    id: 'consent',
    group: 'Signing in',
    title: 'The app has not been allowed yet (consent)',
    today: {
      applies: 'still',
      because: 'this is a matter between the organisation and the app registration.',
    },
    text: [
      'An organisation decides which apps may act for its people. AADSTS65001 means nobody has allowed this app there yet; AADSTS65004, that somebody declined.',
      'Some permissions can be accepted by everybody, others only by an administrator of that organisation.',
    ],
    steps: [
      'Sign in again and accept what the page lists.',
      'Where the page says that an administrator is needed, use “Copy link for an administrator” and send it to one. It opens the same question for the whole organisation.',
      'With an app registration of your own, an administrator can also grant the permissions in the registration, under API permissions.',
    ],
    also: 'permissions admin approval 90094 90095 700016 65002 650057',
  },
  {
    id: 'conditional-access',
    group: 'Signing in',
    title: 'A rule of the organisation, or an expired sign-in',
    today: {
      applies: 'still',
      because: 'the rules are looked at whenever a token is asked for.',
    },
    text: [
      'Conditional access lets an account in only from certain devices, places or after certain checks (AADSTS53003, AADSTS50158). The rule is that of the organisation you connect to: for a customer, the customer’s.',
      'Sign-ins also end by themselves: after a time without use (AADSTS700082), at an age the organisation sets (AADSTS70043), or when the password changes.',
    ],
    steps: [
      'Use “Sign in again”. It signs in at the organisation of the connection, so its rules are asked and answered.',
      'If it is refused again, the page in the browser names the rule. Only an administrator of that organisation can change it.',
    ],
    also: 'expired compliant device managed location 53000 53001 53002 530031 530034 530035 50097 50058 50089 50132 50133 50173 70008 700003 700081 700084',
  },
  {
    id: 'federated',
    group: 'Signing in',
    title: 'The organisation’s own identity provider does not answer',
    today: {
      applies: 'still',
      because: 'the sign-in service has to reach the provider, and so does your browser.',
    },
    text: [
      'Some organisations check passwords with a server of their own (federation, often AD FS). If that server can’t be reached, the sign-in service says AADSTS5000819 or a number close to it, and nothing on this computer can mend it.',
    ],
    steps: [
      'Try again later, or from a network that reaches the provider.',
      'Use an account that signs in at Microsoft itself: one whose name ends in the organisation’s `.onmicrosoft.com` domain usually does.',
    ],
    also: 'ADFS federation identity provider IDP STS security token service unreachable non-federated 50008 50107',
  },
  {
    id: 'wrong-organisation',
    group: 'Signing in',
    title: 'A customer can’t be opened, or the wrong organisation answers',
    today: {
      applies: 'in-part',
      because:
        'the relationship and its roles are needed as before, but Security & Compliance no longer needs `-AzureADAuthorizationEndpointUri` beside the customer’s name: the sign-in address is filled in by itself, and one that you give is used.',
    },
    text: [
      'For a customer, the sign-in has to be made in the customer’s own directory with the partner’s account. Tenantdeck does that for both services and compares each token with the organisation of the connection. A token for another one is refused, so a command never lands in your own organisation by mistake.',
      'Access to a customer needs an active relationship (GDAP, CSP or a guest account), a role in it, and your account in one of the groups that hold the role.',
    ],
    steps: [
      'In Customers, look at the relationship: its state, its end and its roles.',
      'A guest has to have accepted the invitation first.',
      'Name a customer by its first `.onmicrosoft.com` domain, or by its tenant id.',
    ],
    also: 'delegated organisation DelegatedOrganization GDAP CSP partner guest tenant 50020 90072 50177 50105 500011 50059 50128 90002 900023',
  },
  {
    id: 'bad-token',
    group: 'Signing in',
    title: 'A kept sign-in does not work any more',
    today: {
      applies: 'in-part',
      because: 'a kept sign-in can still go bad, but nobody has to clear a cache of tokens.',
    },
    text: [
      'Where a kept sign-in turns out to be of no use, Tenantdeck removes it and signs in again, once. There is no token cache to clear by hand.',
      'To start from nothing, sign the account out in Settings, Accounts. That closes its connections and removes what is kept for it.',
    ],
    also: 'clear cached tokens cache DisconnectAllConnections 9002313 54005',
  },
  {
    id: 'which-account',
    group: 'Signing in',
    title: 'No account is asked for, or the wrong one signs in',
    today: {
      applies: 'in-part',
      because:
        'the browser still offers whoever is signed in there, but a sign-in as somebody else is noticed before anything is sent.',
    },
    text: [
      'The page opens in the system’s browser, which may already be signed in to another organisation. An account named in the connection, or with `-UserPrincipalName`, is filled in on that page, and it decides which organisation’s page it is.',
      'Where somebody else signs in than the connection names, Tenantdeck says who came and who was expected, and does not connect. A window of Windows’ own (WAM) is never used, so `-DisableWAM` has nothing to change.',
    ],
    steps: [
      'Name the account in the connection. Without it, some organisations can’t be found from a name and password alone.',
      'Choose “Use another account” on the page, or sign out there first.',
      'Where several people share a browser, use “Copy link” while Tenantdeck waits, and open it in a private window.',
    ],
    also: 'UserPrincipalName omit single sign-on SSO default browser dialog DisableWAM prompt pop-up',
  },
  {
    id: 'other-device',
    group: 'Signing in',
    title: 'No browser on this computer (device code)',
    today: {
      applies: 'still',
      because:
        'a computer without a browser still needs another one for the sign-in page; PowerShell 7 is no longer part of it.',
    },
    text: [
      'With a device code the page is opened on any other device. Tenantdeck shows the address and a code that is good for some minutes, copies it, and goes on by itself once the sign-in is done there.',
      'A code that was not typed in time has expired (AADSTS70020); a code that was declined on the page ends the sign-in (AADSTS70018). Organisations can forbid device codes by a rule of conditional access.',
    ],
    steps: [
      'Open the address that is shown on a device with a browser, type the code, and sign in there.',
      'Confirm that you are signing in to an app on another device.',
      'Use “Sign in again” for a new code.',
    ],
    also: 'devicelogin -Device InlineCredential remote computer code expired 70019 authorization_declined',
  },
  {
    id: 'own-registration',
    group: 'Signing in',
    title: 'An app registration of your own is refused',
    today: {
      applies: 'still',
      because: 'the sign-in service compares each request with what the registration allows.',
    },
    text: [
      'Unless told otherwise, Tenantdeck signs in with the application id that Microsoft’s module uses too, which needs no registration of yours. A connection can have one of your own instead; then its registration has to allow what a desktop app does.',
      'AADSTS50011 and AADSTS500113 mean that the way back to this computer is missing, AADSTS7000218 that the app is not a public client, AADSTS50194 that it belongs to one organisation and none was named.',
    ],
    steps: [
      'Under Authentication, add the platform “Mobile and desktop applications” with the redirect URI `http://localhost`.',
      'For device codes and passwords, turn on “Allow public client flows” there.',
      'Under API permissions, add the delegated permission `Exchange.Manage` of Office 365 Exchange Online.',
    ],
    also: 'client id redirect URI public client reply address registration 7000112 650057',
  },
];
