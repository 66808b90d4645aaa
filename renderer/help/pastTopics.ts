import type { HelpTopic } from './topics.ts';

/** What guides for the PowerShell module warn of, and why it can't happen here. */
export const pastTopics: readonly HelpTopic[] = [
  {
    id: 'snat',
    group: 'No longer a problem',
    title: 'The address changes while connecting (SNAT)',
    today: {
      applies: 'no-longer',
      because: 'no shell on a server belongs to your address.',
    },
    text: [
      'Remote PowerShell kept a shell open on one server and tied it to the address of the caller. A network that sent each request from another address of its pool lost the shell, and the error said that the shell was not found.',
      'Tenantdeck speaks REST. Each request stands for itself and carries its own token, so it does not matter which address it comes from. An organisation can still have a rule about places; that is conditional access.',
    ],
    also: 'shell was not found ShellId source network address translation IP pool',
  },
  {
    id: 'winrm',
    group: 'No longer a problem',
    title: 'Basic authentication in WinRM',
    today: {
      applies: 'no-longer',
      because: 'WinRM carries nothing of it.',
    },
    text: [
      'Remote PowerShell needed WinRM with basic authentication switched on, to carry the token. No part of it is used here, and Windows’ own settings need no change. This is also why it works from macOS and Linux, Security & Compliance included.',
      '`-UseRPSSession` asks for remote PowerShell. It is retired, so the parameter is refused with that reason; without it the same cmdlets come over REST.',
    ],
    also: 'winrm quickconfig AllowBasic UseRPSSession remote powershell deprecated',
  },
  {
    id: 'profile-path',
    group: 'No longer a problem',
    title: 'A `$` in the profile’s path',
    today: {
      applies: 'no-longer',
      because: 'no script is written to the profile, neither to connect nor to disconnect.',
    },
    text: [
      'The module writes generated script files into the user’s profile and reads them again, which breaks where the path holds a character that PowerShell gives a meaning. Tenantdeck generates no script and runs none, so the path is never read as one.',
    ],
    also: 'special characters dollar home folder temp',
  },
  {
    id: 'powershellget',
    group: 'No longer a problem',
    title: 'PowerShellGet, PackageManagement, Update-ModuleManifest',
    today: {
      applies: 'no-longer',
      because: 'no module is built for a connection.',
    },
    text: [
      'The module builds a small module for each connection and needs PowerShellGet and PackageManagement for it; without them, `Update-ModuleManifest` is not recognised. Here no module is built. The list of cmdlets is read from what the service sends and stays inside the app.',
    ],
    also: 'term is not recognized required modules',
  },
  {
    id: 'identity-model',
    group: 'No longer a problem',
    title: 'Could not load System.IdentityModel.Tokens.Jwt',
    today: {
      applies: 'no-longer',
      because: 'the app shares no library with anything else.',
    },
    text: [
      'Inside one PowerShell window, two modules can bring different versions of the same .NET library, and the one that comes second fails. Tenantdeck is an app of its own without .NET libraries, so nothing else can bring it another version.',
    ],
    also: 'assembly conflict Graph module version dll',
  },
  {
    id: 'module-missing',
    group: 'No longer a problem',
    title: '`Connect-ExchangeOnline` is not recognised',
    today: { applies: 'no-longer', because: 'no module has to be found, installed or updated.' },
    text: [
      'In PowerShell this means that the module is not installed for this user, or not loaded. In the console of Tenantdeck the commands to connect are built in, and an update of the app brings what is new.',
      'Lines such as `Install-Module`, `Update-Module` and `Import-Module ExchangeOnlineManagement` may stay in a script: they are understood and do nothing.',
    ],
    also: 'term is not recognized Install-Module Update-Module Import-Module Get-Module Get-InstalledModule ExchangeOnlineManagement gallery',
  },
  {
    id: 'execution-policy',
    group: 'No longer a problem',
    title: 'Set-ExecutionPolicy',
    today: { applies: 'no-longer', because: 'no script file is loaded by PowerShell.' },
    text: [
      'The policy decides which script files PowerShell may load, and the module is made of such files. Tenantdeck loads none. The console runs what stands in its editor, after you pressed Run, and asks before anything is changed.',
      'In the console `Set-ExecutionPolicy` is understood and changes nothing on the computer.',
    ],
    also: 'RemoteSigned running scripts is disabled on this system policy',
  },
  {
    id: 'powershell-version',
    group: 'No longer a problem',
    title: 'Versions of PowerShell, .NET and the module',
    today: { applies: 'no-longer', because: 'the app brings everything that it needs.' },
    text: [
      'Guides ask for Windows PowerShell 5.1 or PowerShell 7, the .NET version that belongs to it, and a version of the module: 2.0.4 for PowerShell 7, 3.0.0 for customers in Security & Compliance, 3.2.0 for REST there, 3.7.0 for help texts. None of them has to be on this computer.',
      'What PowerShell 7 alone can do, a device code (`-Device`) and a password typed in the window (`-InlineCredential`), works here on Windows, macOS and Linux alike. So does Security & Compliance.',
    ],
    also: 'requirements prerequisites operating system runtime .NET Framework 4.7.2 netfx PSEdition',
  },
  {
    id: 'port-80',
    group: 'No longer a problem',
    title: 'TCP port 80',
    today: { applies: 'no-longer', because: 'everything that the app sends to Microsoft goes to port 443.' },
    text: [
      'Guides want port 80 open as well. Windows uses it to look up whether a certificate was revoked (CRL and OCSP addresses are plain HTTP), and a blocked look-up made connecting slow or let it fail. Tenantdeck checks the service’s certificate without such a look-up.',
      'Two things can still use plain HTTP, and both because you named them: a proxy or PAC file with an `http` address, and on Azure the address inside the machine that gives a managed identity its tokens. The page in the browser is the browser’s own matter.',
    ],
    also: 'CRL OCSP revocation firewall certificate revocation list restrictive internet access',
  },
  {
    id: 'windows-service',
    group: 'No longer a problem',
    title: 'Errors inside a Windows service (SkipLoadingFormatData)',
    today: { applies: 'no-longer', because: 'no format data is loaded, with or without the switch.' },
    text: [
      'The module loads a file that says how objects are laid out as text, and inside a Windows service that can fail; `-SkipLoadingFormatData` leaves it out. Here the layout is the app’s own, and the switch is understood and changes nothing.',
      'Tenantdeck itself is an app with a window and a person in front of it. What has to run as a service, or at night, stays a script for PowerShell with a certificate or a managed identity; copy a connection as a command to begin with.',
    ],
    also: 'format data ps1xml scheduled task service account unattended FormatTypeName',
  },
  {
    id: 'old-ways',
    group: 'No longer a problem',
    title: 'New-PSSession, Import-PSSession and MSOnline',
    today: { applies: 'no-longer', because: 'the service has shut these doors, for everybody.' },
    text: [
      'Basic authentication, a session of one’s own with `New-PSSession -ConfigurationName Microsoft.Exchange`, and the variant with a token in the password’s place reached remote PowerShell. It is gone, so such a script is refused by name before anything is sent.',
      'Write `Connect-ExchangeOnline` in the place of those lines: a customer that stood in the address as `DelegatedOrg` is `-DelegatedOrganization` now. Commands of MSOnline were replaced by those of Microsoft Graph, which are not part of the console.',
    ],
    also: 'Basic authentication OAuth token BasicAuthToOAuthConversion PowerShell-LiveID RPS deprecated historical MSOnline Connect-MsolService',
  },
  {
    id: 'runbook',
    group: 'No longer a problem',
    title: 'Modules in Azure Automation',
    today: { applies: 'no-longer', because: 'nothing has to be put on the Azure side for Tenantdeck.' },
    text: [
      'A runbook needs PackageManagement, PowerShellGet and the module in its Automation account, in that order. That stays true for the runbook, which runs in Azure without Tenantdeck. To try its commands beforehand, run them in a console here.',
      'On a virtual machine in Azure, Tenantdeck uses the machine’s identity itself: choose “Managed identity” as the way to sign in, with nothing to install.',
    ],
    also: 'Automation account modules gallery New-AzAutomationModule runtime 5.1',
  },
  {
    id: 'without-effect',
    group: 'No longer a problem',
    title: 'Parameters that have nothing to change here',
    today: { applies: 'no-longer', because: 'what they would change is not there, or is always so.' },
    text: [
      '`-SigningCertificate` and `-EXOModuleBasePath` are about the module’s generated files, `-DisableWAM` about a window of Windows’ own, `-FormatTypeName` and `-SkipLoadingFormatData` about format data, `-ShowProgress` and `-UseMultithreading` about what the app always does.',
      'Each is accepted, kept for the command that makes the connection again, and named once as without effect.',
    ],
    also: 'ignored accepted inert PSSessionOption ShowBanner',
  },
];
