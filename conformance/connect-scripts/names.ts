/** Names and secrets of the practice world, which stand in for those of a published script. */
export interface PracticeNames {
  /** An app with Exchange's permission and role, and the certificate that it is registered with. */
  readonly appId: string;
  readonly thumbprint: string;
  /** Of a user-assigned identity of the machine. */
  readonly identityId: string;
  readonly mailbox: string;
}

const ADMIN = 'admin@contoso.onmicrosoft.com';
const PARTNER = 'admin@partner.onmicrosoft.com';
/** Customers that the partner may manage Exchange of, in the order in which a script names its own. */
export const CUSTOMERS = ['adventureworks', 'baeckereimueller', 'lodzlogistics', 'tailspintoys'] as const;
export const PASSWORD = 'practice';

const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu;
/** Folders of a computer that isn't this one; the file itself is in the tab's folder. */
const FOLDERS = /\b[A-Z]:\\(?:[\w. -]+\\)+/gu;
const THUMBPRINTS = /\b(?:[0-9A-F]{40}|012THISISADEMOTHUMBPRINT|YOUR-THUMBPRINT|YourThumbprint)\b/gu;

/** The script with names of the practice world: accounts, organisations, customers, files, apps, passwords. */
export function withPracticeNames(text: string, names: PracticeNames): string {
  const delegated = /-DelegatedOrganization/iu.test(text);
  const seen: string[] = [];
  const customer = (written: string): string => {
    if (!seen.includes(written)) seen.push(written);
    return `${CUSTOMERS[seen.indexOf(written) % CUSTOMERS.length] ?? ''}.onmicrosoft.com`;
  };
  const own = text
    .replaceAll(/(-Identity\s+)[\w.-]+@[\w-]+(?:\.[\w-]+)+/giu, `$1${names.mailbox.replace('@', ' AT ')}`)
    .replaceAll(/[\w.-]+@[\w-]+(?:\.[\w-]+)+/gu, delegated ? PARTNER : ADMIN)
    .replaceAll(' AT ', '@')
    .replaceAll(FOLDERS, '.\\')
    .replaceAll(THUMBPRINTS, names.thumbprint)
    .replaceAll('YOUR-APP-ID', names.appId)
    .replaceAll(GUID, (_guid, at: number) =>
      /ManagedIdentityAccountId\s*=?\s*["']?$/iu.test(text.slice(0, at)) ? names.identityId : names.appId,
    )
    .replaceAll(/(ConvertTo-SecureString\s+(?:-String\s+)?["'])[^"']+/giu, `$1${PASSWORD}`);
  if (!delegated) {
    return own
      .replaceAll(/(login\.[\w.]+\/)[\w-]+(?:\.[\w-]+)+/giu, '$1contoso.onmicrosoft.com')
      .replaceAll(/(-Organization\s+["']?)[\w-]+(?:\.[\w-]+)+/giu, '$1contoso.onmicrosoft.com')
      .replaceAll(/(\$Organization\s*=\s*["'])[^"']+/giu, '$1contoso.onmicrosoft.com');
  }
  return own
    .replaceAll(
      /(-DelegatedOrganization\s+["']?)([\w-]+(?:\.[\w-]+)+)/giu,
      (_all, before: string, name: string) => before + customer(name),
    )
    .replaceAll(
      /(["'])((?!admin@)[\w-]+\.onmicrosoft\.com)(?=\1)/giu,
      (_all, quote: string, name: string) => quote + customer(name),
    )
    .replaceAll(/(login\.[\w.]+\/)[\w-]+(?:\.[\w-]+)+/giu, `$1${CUSTOMERS[0]}.onmicrosoft.com`);
}

/** A template with its placeholders filled in; null: it has none. Optional parts whose value is left open go. */
export function filledIn(text: string, names: PracticeNames): string | null {
  const filled = text
    .replaceAll(/ \[-\w+ <[^>]+>\]/gu, '')
    .replaceAll(/ \[(-[^\]<]+)\]/gu, ' $1')
    .replaceAll(/<%?App_?id%?>/giu, `"${names.appId}"`)
    .replaceAll(/<%?Thumbprint[^>]*>/giu, `"${names.thumbprint}"`)
    .replaceAll(/<%?X509Certificate2[^>]*>/giu, `(Get-Item Cert:\\CurrentUser\\My\\${names.thumbprint})`)
    .replaceAll(/<[^>]*ManagedIdentity[^>]*>/giu, `"${names.identityId}"`)
    .replaceAll('<UPN>', ADMIN)
    .replaceAll(/(-ProxyAccessType) <Value>/giu, '$1 IEConfig')
    .replaceAll('<Settings>', '-ProxyAccessType IEConfig -OpenTimeout 60000');
  return filled === text ? null : filled;
}
