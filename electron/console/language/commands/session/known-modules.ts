/** Modules whose commands the console has, at the versions that scripts see. */
export interface KnownModule {
  readonly name: string;
  readonly version: string;
  readonly type: 'Script' | 'Manifest' | 'Binary';
  readonly description: string;
}

const SHELL = '7.6.0.0';

/** @param exchangeVersion version of ExchangeOnlineManagement that the service is told. */
export function knownModules(exchangeVersion: string): readonly KnownModule[] {
  const own = (name: string, description: string): KnownModule => ({
    name,
    version: SHELL,
    type: 'Manifest',
    description,
  });
  return [
    {
      name: 'ExchangeOnlineManagement',
      version: exchangeVersion,
      type: 'Script',
      description: 'Exchange Online and Security & Compliance, spoken by the console itself.',
    },
    own('Microsoft.PowerShell.Management', 'Files of the working folder and the like.'),
    own('Microsoft.PowerShell.Security', 'Credentials and secure strings.'),
    own('Microsoft.PowerShell.Utility', 'Commands on objects and text.'),
  ];
}

/** Accepted by name, without doing anything: what installs modules elsewhere. */
export const INSTALLERS: ReadonlySet<string> = new Set([
  'powershellget',
  'packagemanagement',
  'microsoft.powershell.psresourceget',
]);

interface Family {
  readonly pattern: RegExp;
  readonly advice: string;
}

const FAMILIES: readonly Family[] = [
  {
    pattern: /^(microsoft\.graph(\.|$)|msgraph)/i,
    advice: 'Microsoft Graph is not on offer here. Run that part in PowerShell, or use the admin centre.',
  },
  {
    pattern: /^(az(\.|$)|azurerm)/i,
    advice: 'Azure is not on offer here. Run that part in PowerShell or the Azure portal.',
  },
  {
    pattern: /^(azuread(preview)?|msonline)$/i,
    advice: 'That module is retired. Use Microsoft Entra admin centre, or Microsoft Graph in PowerShell.',
  },
  {
    pattern: /^(microsoftteams|.*sharepoint.*|pnp\.powershell)$/i,
    advice: 'Teams and SharePoint are not on offer here. Run that part in PowerShell.',
  },
  {
    pattern: /^importexcel$/i,
    advice: 'Use Export-Csv, or save the grid of the results as a file.',
  },
  {
    pattern: /^(activedirectory|pki|nettcpip|.*\.psd1|.*\.psm1)$/i,
    advice: 'Modules of Windows and modules in files are not on offer here.',
  },
];

/** What to do instead of a module that isn't on offer. */
export function moduleAdvice(name: string): string {
  const family = FAMILIES.find(({ pattern }) => pattern.test(name));
  return (
    family?.advice ??
    'The console has Exchange Online, Security & Compliance and the usual commands on objects, text and files; other modules run in PowerShell.'
  );
}
