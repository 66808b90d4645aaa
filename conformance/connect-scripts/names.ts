/** What replaces the names and secrets of a published script; everything else of it stays. */
const ADMIN = 'admin@contoso.onmicrosoft.com';
const PARTNER = 'admin@partner.onmicrosoft.com';
const CUSTOMER = 'adventureworks.onmicrosoft.com';
export const PASSWORD = 'practice';

/** The script with names of the practice world: accounts, organisations, customers, passwords. */
export function withPracticeNames(text: string): string {
  const delegated = /-DelegatedOrganization/iu.test(text);
  return text
    .replaceAll(/[\w.-]+@[\w-]+(?:\.[\w-]+)+/gu, delegated ? PARTNER : ADMIN)
    .replaceAll(/(-DelegatedOrganization\s+["']?)[\w-]+(?:\.[\w-]+)+/giu, `$1${CUSTOMER}`)
    .replaceAll(
      /(login\.[\w.]+\/)[\w-]+(?:\.[\w-]+)+/gu,
      delegated ? `$1${CUSTOMER}` : '$1contoso.onmicrosoft.com',
    )
    .replaceAll(/(-Organization\s+["']?)[\w-]+(?:\.[\w-]+)+/giu, '$1contoso.onmicrosoft.com')
    .replaceAll(/(\$Organization\s*=\s*["'])[^"']+/giu, '$1contoso.onmicrosoft.com')
    .replaceAll(/(ConvertTo-SecureString\s+(?:-String\s+)?["'])[^"']+/giu, `$1${PASSWORD}`);
}
