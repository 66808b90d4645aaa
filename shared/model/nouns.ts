/** What people call the objects of a cmdlet, where splitting its name would not do. */
const KNOWN = new Map([
  ['mailbox', ['mailbox', 'mailboxes']],
  ['casmailbox', ['mailbox’s client access', 'mailboxes’ client access']],
  ['distributiongroup', ['distribution group', 'distribution groups']],
  ['distributiongroupmember', ['group’s members', 'groups’ members']],
  ['unifiedgroup', ['Microsoft 365 group', 'Microsoft 365 groups']],
  ['dynamicdistributiongroup', ['dynamic distribution group', 'dynamic distribution groups']],
  ['mailuser', ['mail user', 'mail users']],
  ['mailcontact', ['mail contact', 'mail contacts']],
  ['user', ['user', 'users']],
  ['transportrule', ['mail flow rule', 'mail flow rules']],
  ['inboxrule', ['inbox rule', 'inbox rules']],
  ['mailboxpermission', ['mailbox’s permissions', 'mailboxes’ permissions']],
  ['recipientpermission', ['recipient’s permissions', 'recipients’ permissions']],
  ['mailboxfolderpermission', ['folder’s permissions', 'folders’ permissions']],
  ['mailboxautoreplyconfiguration', ['mailbox’s automatic replies', 'mailboxes’ automatic replies']],
  ['calendarprocessing', ['mailbox’s calendar processing', 'mailboxes’ calendar processing']],
  ['organizationconfig', ['organisation’s settings', 'organisations’ settings']],
  ['accepteddomain', ['accepted domain', 'accepted domains']],
  ['managementroleassignment', ['role assignment', 'role assignments']],
  ['rolegroup', ['role group', 'role groups']],
  ['rolegroupmember', ['role group’s members', 'role groups’ members']],
] as const satisfies readonly (readonly [string, readonly [string, string]])[]);

/** `Set-DistributionGroup` → distribution group, distribution groups. */
export function nounOf(cmdlet: string): { one: string; many: string } {
  const noun = cmdlet.slice(cmdlet.indexOf('-') + 1);
  const known = (KNOWN as ReadonlyMap<string, readonly [string, string]>).get(noun.toLowerCase());
  if (known !== undefined) return { one: known[0], many: known[1] };
  const one = noun
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return { one, many: plural(one) };
}

function plural(one: string): string {
  if (/(s|x|z|ch|sh)$/.test(one)) return `${one}es`;
  return /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
}
