/** What the help has to say of each thing that published guides and the reference tables warn of. */
import type { Today } from '../../renderer/help/topics.ts';

export interface Expected {
  /** Topic of the help. */
  readonly id: string;
  readonly applies: Today['applies'];
  /** Facts that have to stand in the topic. */
  readonly says: readonly RegExp[];
}

const still = (id: string, ...says: RegExp[]): Expected => ({ id, applies: 'still', says });
const inPart = (id: string, ...says: RegExp[]): Expected => ({ id, applies: 'in-part', says });
const past = (id: string, ...says: RegExp[]): Expected => ({ id, applies: 'no-longer', says });

/** A thing that is warned of, as the words by which it is known in a guide, and where the help has it. */
export const WARNINGS: readonly (readonly [known: RegExp, expected: Expected])[] = [
  [/password/i, still('wrong-password', /AADSTS50126/, /AADSTS50034/)],
  [/enabled for PowerShell/i, still('not-enabled', /Set-User/, /EXOModuleEnabled/)],
  [/port 80\b/i, past('port-80', /CRL/, /443/)],
  [/federated|identity provider/i, still('federated', /AADSTS5000819/, /\.onmicrosoft\.com/)],
  [/PowerShellGet/, past('powershellget', /Update-ModuleManifest/, /PackageManagement/)],
  [/Update-ModuleManifest/, past('powershellget', /not recognised/)],
  [/IP address changes|SNAT/, past('snat', /shell was not found/, /REST/)],
  [/System\.IdentityModel/, past('identity-model', /\.NET/)],
  [/profile path/i, past('profile-path', /script/)],
  [/Windows service/i, past('windows-service', /SkipLoadingFormatData/)],
  [/PowerShell 7/, past('powershell-version', /5\.1/, /2\.0\.4/, /-InlineCredential/)],
  [/PowerShell Version/, past('powershell-version', /PowerShell 7/)],
  [/Operating Systems/, past('powershell-version', /macOS/, /Linux/)],
  [/Execution ?Policy/i, past('execution-policy', /nothing on the computer/)],
  [/Basic authentication in WinRM/i, past('winrm', /UseRPSSession/)],
  [/New-PSSession\b/, past('old-ways', /refused by name/)],
  [/MSOnline/, past('old-ways', /Microsoft Graph/)],
  [/sessions available|sessions used up/i, inPart('disconnect', /next start/)],
  [/omit the _?UserPrincipalName/, inPart('which-account', /-UserPrincipalName/)],
  [/single sign-on/i, inPart('which-account', /browser/)],
  [/behind a proxy/i, inPart('proxy', /407/, /IEConfig/, /WinHttpConfig/, /AutoDetect/, /NoProxyServer/)],
  [/MFA|multi-factor/i, still('second-step', /AADSTS50076/, /AADSTS50079/)],
  [/web browsers?\b.*\bcode/i, still('other-device', /AADSTS70020/)],
  [/Enterprise CAL/, still('standalone-eop', /Connect-IPPSSession/, /ps\.protection\.outlook\.com/)],
  [/AzureADAuthorizationEndpointUri/, inPart('wrong-organisation', /filled in by itself/)],
  [/hardcode|defeats the purpose/i, still('passwords', /ConvertTo-SecureString/)],
  // the numbered issues of a guide
  [/Module Import Errors/, past('module-missing', /Connect-ExchangeOnline/, /Install-Module/)],
  [/Authentication Failures/, still('missing-role', /Authorization_RequestDenied/, /Access Denied/)],
  [/Certificate Authentication Failures/, still('certificate', /no file there/, /Cert:\\CurrentUser\\My/)],
  [/Managed Identity Connection Failures/, still('managed-identity', /UnAuthorized/, /5 to 10 minutes/)],
  [/Connection Timeout/, inPart('hangs', /Test-NetConnection/, /443/)],
  [/cached token/i, inPart('bad-token', /Settings, Accounts/)],
  // rows of the reference's table of failures
  [/wrong password \/ unknown user/, still('wrong-password', /locked/)],
  [/not enabled for PowerShell/, still('not-enabled', /RemotePowerShellEnabled/)],
  [/Authorization_RequestDenied/, still('missing-role', /relationship/)],
  [
    /role assigned to application/,
    still('app-roles', /Exchange\.ManageAsApp/, /isn’t supported in this scenario/),
  ],
  [/certificate not found/, still('certificate', /no private key/, /last day/, /does not open it/)],
  [/managed identity "UnAuthorized"/, still('managed-identity', /Keep trying/)],
  [/connection hangs|proxy wants a login/, inPart('hangs', /host and port/, /web page/)],
  [/consent missing/, still('consent', /AADSTS65001/, /AADSTS65004/, /administrator/)],
  [
    /conditional access/i,
    still('conditional-access', /AADSTS53003/, /AADSTS50158/, /AADSTS70043/, /AADSTS700082/),
  ],
  // settings that guides give with the connection
  [/SkipLoadingFormatData/, past('without-effect', /FormatTypeName/)],
  [/Azure Automation/, past('runbook', /PackageManagement/)],
  [/ExchangeEnvironmentName|ConnectionUri/, still('environment', /powershell-liveid/, /2021/)],
  [/connected successfully/i, still('am-i-connected', /Get-AcceptedDomain/, /Get-RetentionCompliancePolicy/)],
  [/Prefix value/, still('several', /letters and digits/, /EXO/)],
  [/optimized|Performance Best Practices/i, still('reading-much', /-PropertySets/)],
];
