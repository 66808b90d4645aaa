import type { HelpTopic } from './topics.ts';

export const serviceTopics: readonly HelpTopic[] = [
  {
    id: 'certificate',
    group: 'Apps and machines',
    title: 'Certificates: not found, wrong password, expired',
    today: {
      applies: 'still',
      because:
        'the sign-in service takes the same certificates; here they can also be kept in the app, on any system.',
    },
    text: [
      'A certificate signs an app in without a person. It can come from a PFX or PEM file, be kept in Tenantdeck, or, on Windows, be in the certificate store.',
      'Each thing that can be wrong has its own message: no file there, a password that does not open it, no private key in it, past its last day, or not the certificate that the app registration knows.',
    ],
    steps: [
      'Check that the certificate’s public part was uploaded to the app registration, under Certificates & secrets.',
      'A thumbprint means the Windows certificate store, so it works on Windows only: the form lists what is there, and says of what it can’t use why. Elsewhere, use the file. `Get-ChildItem Cert:\\CurrentUser\\My` in the console lists what is there, and what Tenantdeck keeps.',
      'The organisation is named by its first `.onmicrosoft.com` domain; a domain of its own, or a tenant id, is refused with the reason.',
      'Certificates end after a year or two. Settings, Certificates shows until when each one is good; upload the next one before that day.',
    ],
    also: 'pfx pem thumbprint private key CertificateFilePath CertificateThumbprint rotate renew self-signed Organization 700024',
  },
  {
    id: 'app-roles',
    group: 'Apps and machines',
    title: 'An app needs two things: a permission and a role',
    today: {
      applies: 'still',
      because: 'both are looked at for each command over REST too.',
    },
    text: [
      'For an app (certificate or managed identity) the service looks at two things. The application permission `Exchange.ManageAsApp` lets it in at all; a directory role, or a role group in Exchange, says what it may do.',
      'With only one of them, the service refuses with “isn’t supported in this scenario” or an access error. The connection’s details say which of the two the token lacks, before the first command fails.',
    ],
    steps: [
      'App registration, API permissions: add `Exchange.ManageAsApp` of Office 365 Exchange Online as an application permission, then grant it for the organisation.',
      'Roles and administrators: give the app a role such as Exchange Administrator, or Global Reader for reading only.',
      'A new role takes some minutes to arrive; see “A managed identity is refused”.',
    ],
    also: 'unauthorized role assigned to application unattended app-only service principal',
  },
  {
    id: 'managed-identity',
    group: 'Apps and machines',
    title: 'A managed identity is refused, or there is none',
    today: {
      applies: 'still',
      because: 'the identity is Azure’s, and so is the time that a role takes to arrive.',
    },
    text: [
      'Managed identities exist on machines and services in Azure only. Anywhere else Tenantdeck says so within three seconds.',
      'On Azure, “UnAuthorized” right after a role was given usually means that the role has not arrived yet. That takes 5 to 10 minutes.',
    ],
    steps: [
      'Check that the identity is switched on for the machine, and that it has `Exchange.ManageAsApp` and a role.',
      'Use “Keep trying”: Tenantdeck tries again every minute and stops by itself once it is connected.',
      'A user-assigned identity is named by its client id.',
    ],
    also: 'IMDS Azure virtual machine automation runbook propagation wait',
  },
  {
    id: 'not-enabled',
    group: 'Roles and rights',
    title: 'The account is not enabled for PowerShell',
    today: {
      applies: 'still',
      because: 'the setting counts for REST as it did for remote PowerShell.',
    },
    text: [
      'Exchange can shut a single account out of the interface that PowerShell and Tenantdeck use, whatever its roles are.',
    ],
    steps: [
      'Another administrator of the organisation runs `Set-User -Identity name@organisation.com -EXOModuleEnabled $true`.',
      'In older organisations the setting is called `RemotePowerShellEnabled`.',
      'Connect again after a few minutes.',
    ],
    also: '403 disabled access RemotePowerShellEnabled',
  },
  {
    id: 'missing-role',
    group: 'Roles and rights',
    title: 'Access denied: which role is missing',
    today: {
      applies: 'still',
      because: 'the service checks roles with each command.',
    },
    text: [
      'What an account may run is decided by its roles in the organisation it is connected to. “Authorization_RequestDenied” and “Access Denied” both mean that one is missing.',
      'The list of cmdlets of a connection is what its account may run. A command that is not on it is named before anything is sent. For a customer, the roles that count are those of the relationship, not the ones of your own organisation.',
    ],
    steps: [
      'Open the connection’s details: its directory roles are listed by name.',
      'Compare with what the command needs: reading works with Global Reader, mailboxes need Exchange Recipient Administrator or Exchange Administrator, compliance commands a role group in Security & Compliance.',
      'A new role takes effect with the next token. Disconnect and connect again.',
    ],
    also: '403 forbidden RBAC permission rights Authorization_RequestDenied',
  },
  {
    id: 'hangs',
    group: 'Network',
    title: 'Connecting hangs or times out',
    today: {
      applies: 'in-part',
      because: 'a firewall can still be in the way, but one port is all that has to be open.',
    },
    text: [
      'Everything goes out over HTTPS, TCP port 443, to the sign-in host and the service host of the environment; both are listed in Settings, Environments. The failure names the host and port that did not answer.',
      'A web page instead of an answer means that something in between answered: a proxy, or the sign-in page of a hotel or guest network.',
    ],
    steps: [
      'Check that the named host is allowed by the firewall; `Test-NetConnection` with `-Port 443` in a PowerShell window of the same computer tells.',
      'Settings, Network, “Try it” asks the hosts of an environment by the proxy that is set, and says what came back.',
      'Open any page in the browser; a network that wants a sign-in shows its page there.',
      'Compare the computer’s clock: sign-ins are refused when it is minutes off.',
    ],
    also: 'timeout times out 443 firewall HTML offline unreachable clock 500133 700024 5000811',
  },
  {
    id: 'proxy',
    group: 'Network',
    title: 'Behind a proxy',
    today: {
      applies: 'in-part',
      because:
        'a proxy has to be named as before, but as a setting of the app or of a connection: over REST the module itself takes no notice of session options.',
    },
    text: [
      'By default the system’s proxy is used, for sign-ins and commands alike. Settings, Network, has the other ways: automatic, a PAC address, a proxy with user name and password, or none. A connection can have its own choice.',
      '407 means that the proxy wants a login. That of a connection’s own proxy is asked for by the proxy’s name, given to that proxy only, and kept just as long as the connection is open unless you tick that it be kept. A certificate error may mean that the proxy opens the traffic and shows a certificate of its own.',
      '`New-PSSessionOption -ProxyAccessType` in a typed command sets the same thing: `IEConfig` and `WinHttpConfig` stand for the system, `AutoDetect` for automatic, `NoProxyServer` for none; `-ProxyCredential` is the proxy’s login, and `-ProxyAuthentication` (`Basic`, `Digest`, `Negotiate`) the weakest way in which it may be asked for. Its other options belong to remote PowerShell; they are accepted and named as without effect.',
    ],
    also: '407 authentication PAC WPAD root certificate PSSessionOption',
  },
  {
    id: 'environment',
    group: 'Network',
    title: 'Which environment is mine',
    today: {
      applies: 'still',
      because: 'each environment has sign-in and service hosts of its own.',
    },
    text: [
      'Most organisations, and US Government GCC, are in Microsoft 365. GCC High, DoD and the one in China run by 21Vianet have sign-in hosts of their own, and an account exists in one environment only.',
      'The German cloud closed in 2021. Its name is still understood, so that an old script says what happened to it.',
      'Old addresses that end in `/powershell-liveid` are understood: the same host is used over REST. With an environment chosen, neither the address of the service nor that of the sign-in has to be given.',
    ],
    also: 'GCC High DoD China 21Vianet Germany ConnectionUri ExchangeEnvironmentName AzureADAuthorizationEndpointUri BypassMailboxAnchoring resource scope 70011',
  },
  {
    id: 'standalone-eop',
    group: 'Network',
    title: 'Exchange Online Protection without mailboxes',
    today: {
      applies: 'still',
      because: 'standalone protection has a host of its own over REST too.',
    },
    text: [
      'An organisation with protection only, and no mailboxes in the cloud, is reached with `Connect-IPPSSession` at `https://ps.protection.outlook.com/powershell-liveid/`, or with that address under “Other hosts” of the form. No region is looked for there.',
      'Where the licences come with Exchange servers of your own (Enterprise CAL with Services), the service is the ordinary Exchange Online: use `Connect-ExchangeOnline`.',
    ],
    also: 'EOP standalone on-premises CAL ps.protection.outlook.com',
  },
  {
    id: 'am-i-connected',
    group: 'Connections',
    title: 'How to know that it works',
    today: {
      applies: 'still',
      because: 'a short question with a known answer is the best test.',
    },
    text: [
      'A connected card says so, with the minutes that its token lasts. The token is renewed by itself, also while a command runs; only an access token that you gave yourself is not.',
      '“Check connection” in the connection’s details asks the service a real question: `Get-AcceptedDomain` for Exchange, `Get-RetentionCompliancePolicy` for Security & Compliance. It shows the answer.',
    ],
    also: 'test verify success token renewal Get-ConnectionInformation',
  },
  {
    id: 'several',
    group: 'Connections',
    title: 'Several organisations at once',
    today: {
      applies: 'still',
      because: 'two connections need different prefixes where a script uses both; tabs need none.',
    },
    text: [
      'Each console tab belongs to one connection and shows its name and colour, so there is nothing to switch. In a script, `-Prefix Contoso` names the cmdlets of one connection `Get-ContosoMailbox`.',
      'A prefix holds letters and digits only, `EXO` is taken, and two open connections can’t share one. `Get-EXO…`, `Connect-…` and `Disconnect-…` keep their names.',
    ],
    also: 'prefix multiple tenants simultaneous',
  },
  {
    id: 'disconnect',
    group: 'Connections',
    title: 'Disconnecting, and sessions used up',
    today: {
      applies: 'in-part',
      because:
        'disconnecting ends what the connection may do here; there is no session on the service’s side any more that could be used up.',
    },
    text: [
      'Closing Tenantdeck disconnects everything, and what a crash left behind is disconnected at the next start. Over REST there is no session on the service’s side that could be used up: a closed window costs nothing.',
      'Disconnecting takes the connection’s tokens out of memory, and no command goes out with them afterwards.',
    ],
    also: 'Disconnect-ExchangeOnline limit sessions expire quit',
  },
  {
    id: 'reading-much',
    group: 'Connections',
    title: 'Reading many mailboxes takes long',
    today: {
      applies: 'still',
      because: 'the service answers in pages, and fewer properties make smaller ones.',
    },
    text: [
      'The nine `Get-EXO…` cmdlets read page by page and bring only the properties that were asked for. `Get-Mailbox` and the other cmdlets of the module bring all of them and take several times as long.',
      'Rows are shown as they come, and a result of any size leaves the window quick, so there is no need to keep it small for memory’s sake. What comes in by a pipeline is sent ten to a batch.',
    ],
    steps: [
      'Use `Get-EXOMailbox` with `-Properties` or `-PropertySets` instead of `Get-Mailbox -ResultSize Unlimited`.',
      'Filter at the service with `-Filter` instead of afterwards with `Where-Object`.',
      'When the service asks for a pause, Tenantdeck waits as long as it says and goes on by itself.',
    ],
    also: 'slow performance faster ResultSize memory throttling batch CommandName optimised',
  },
  {
    id: 'passwords',
    group: 'Connections',
    title: 'Passwords and secrets in scripts',
    today: {
      applies: 'still',
      because: 'a password in a text can be read by everybody who gets the text.',
    },
    text: [
      'A password in a script, also one made with `ConvertTo-SecureString -AsPlainText`, protects nothing. Tenantdeck keeps passwords only where you ask for it, encrypted with a key in the system’s keychain, and never writes one into a profile, an export or a copied command.',
    ],
    steps: [
      'Leave the password out: a connection with a user name and password asks for it, and drops it once it stands.',
      'For work without a person, use a certificate kept in Tenantdeck, or a managed identity on Azure.',
      'Give accounts and apps only the roles that they need.',
    ],
    also: 'Get-Credential stored credential encrypted hardcoded Key Vault secure best practice Read-Host',
  },
];
