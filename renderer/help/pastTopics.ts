import type { HelpTopic } from './topics.ts';

/** What guides for the PowerShell module warn of, and why it can't happen here. */
export const pastTopics: readonly HelpTopic[] = [
  {
    id: 'snat',
    group: 'No longer a problem',
    title: 'The address changes while connecting (SNAT)',
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
    text: [
      'Remote PowerShell needed WinRM with basic authentication switched on, to carry the token. No part of it is used here, and Windows’ own settings need no change. This is also why it works from macOS and Linux, Security & Compliance included.',
      '`-UseRPSSession` asks for remote PowerShell. It is retired, so the parameter is refused with that reason.',
    ],
    also: 'winrm quickconfig AllowBasic UseRPSSession remote powershell deprecated',
  },
  {
    id: 'profile-path',
    group: 'No longer a problem',
    title: 'A `$` in the profile’s path',
    text: [
      'The module writes generated script files into the user’s profile and reads them again, which breaks where the path holds a character that PowerShell gives a meaning. Tenantdeck generates no script and runs none, so the path is never read as one.',
    ],
    also: 'special characters dollar home folder temp',
  },
  {
    id: 'powershellget',
    group: 'No longer a problem',
    title: 'PowerShellGet, PackageManagement, Update-ModuleManifest',
    text: [
      'The module builds a small module for each connection and needs PowerShellGet and PackageManagement for it; without them, `Update-ModuleManifest` is not recognised. Here no module is built. The list of cmdlets is read from what the service sends and stays inside the app.',
      'For the same reason there is nothing to install or to update with `Install-Module`, and `Connect-ExchangeOnline` is always known in the console.',
    ],
    also: 'term is not recognized install module import',
  },
  {
    id: 'identity-model',
    group: 'No longer a problem',
    title: 'Could not load System.IdentityModel.Tokens.Jwt',
    text: [
      'Inside one PowerShell window, two modules can bring different versions of the same .NET library, and the one that comes second fails. Tenantdeck is an app of its own without .NET libraries, so nothing else can bring it another version.',
    ],
    also: 'assembly conflict Graph module version dll',
  },
];
