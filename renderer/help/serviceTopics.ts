import type { HelpTopic } from './topics.ts';

export const serviceTopics: readonly HelpTopic[] = [
  {
    id: 'certificate',
    group: 'Apps and machines',
    title: 'Certificates: not found, wrong password, expired',
    text: [
      'A certificate signs an app in without a person. It can come from a PFX or PEM file, be kept in Tenantdeck, or, on Windows, be in the certificate store.',
      'Each thing that can be wrong has its own message: no file there, a password that does not open it, no private key in it, past its last day, or not the certificate that the app registration knows.',
    ],
    steps: [
      'Check that the certificate’s public part was uploaded to the app registration, under Certificates & secrets.',
      'A thumbprint means the Windows certificate store, so it works on Windows only. Elsewhere, use the file.',
      'The organisation is named by its first `.onmicrosoft.com` domain.',
    ],
    also: 'pfx pem thumbprint private key CertificateFilePath CertificateThumbprint',
  },
  {
    id: 'app-roles',
    group: 'Apps and machines',
    title: 'An app needs two things: a permission and a role',
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
    text: [
      'Everything goes out over HTTPS, TCP port 443, to the sign-in host and the service host of the environment; both are listed in Settings, Environments. The failure names the host and port that did not answer.',
      'A web page instead of an answer means that something in between answered: a proxy, or the sign-in page of a hotel or guest network.',
    ],
    steps: [
      'Check that the named host is allowed by the firewall.',
      'Open any page in the browser; a network that wants a sign-in shows its page there.',
      'Compare the computer’s clock: sign-ins are refused when it is minutes off.',
    ],
    also: 'timeout port 80 443 firewall Test-NetConnection HTML offline unreachable',
  },
  {
    id: 'proxy',
    group: 'Network',
    title: 'Behind a proxy',
    text: [
      'By default the system’s proxy is used, for sign-ins and commands alike. Settings, Network, has the other ways: automatic, a PAC address, a proxy with user name and password, or none. A connection can have its own choice.',
      '407 means that the proxy wants a login. A certificate error may mean that the proxy opens the traffic and shows a certificate of its own.',
      '`New-PSSessionOption -ProxyAccessType` in a typed command sets the same thing: `IEConfig` and `WinHttpConfig` stand for the system, `AutoDetect` for automatic, `NoProxyServer` for none.',
    ],
    also: '407 authentication PAC WPAD root certificate PSSessionOption',
  },
  {
    id: 'environment',
    group: 'Network',
    title: 'Which environment is mine',
    text: [
      'Most organisations, and US Government GCC, are in Microsoft 365. GCC High, DoD and the one in China run by 21Vianet have sign-in hosts of their own, and an account exists in one environment only.',
      'The German cloud closed in 2021. Its name is still understood, so that an old script says what happened to it.',
      'Old addresses that end in `/powershell-liveid` are understood: the same host is used over REST.',
    ],
    also: 'GCC High DoD China 21Vianet Germany ConnectionUri ExchangeEnvironmentName',
  },
  {
    id: 'am-i-connected',
    group: 'Connections',
    title: 'How to know that it works',
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
    text: [
      'Closing Tenantdeck disconnects everything, and what a crash left behind is disconnected at the next start. Over REST there is no session on the service’s side that could be used up: a closed window costs nothing.',
      'Disconnecting takes the connection’s tokens out of memory, and no command goes out with them afterwards.',
    ],
    also: 'Disconnect-ExchangeOnline limit sessions expire quit',
  },
];
