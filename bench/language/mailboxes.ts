/** Mailbox-like objects of 20 properties, the same for the same seed, as JSON text. */
export function mailboxText(count: number, seed = 7): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  const pick = (list: readonly string[]): string => list[next(list.length)] ?? '';
  const rows = Array.from({ length: count }, (_, at) => {
    const alias = `user${String(at).padStart(6, '0')}`;
    return {
      Identity: alias,
      Alias: alias,
      DisplayName: `${pick(GIVEN)} ${pick(FAMILY)} ${String(next(9000) + 1000)}`,
      Name: alias,
      PrimarySmtpAddress: `${alias}@contoso.com`,
      UserPrincipalName: `${alias}@contoso.onmicrosoft.com`,
      RecipientTypeDetails: pick([
        'UserMailbox',
        'UserMailbox',
        'UserMailbox',
        'SharedMailbox',
        'RoomMailbox',
      ]),
      Department: pick(['Sales', 'Finance', 'Marketing', 'Legal', 'Research', 'Support', '', 'Operations']),
      Office: pick(['Zürich', 'Bern', 'Basel', 'Genève', 'Lugano']),
      City: pick(['Zürich', 'Bern', 'Basel', 'Genève', 'Lugano']),
      ItemCount: next(50_000),
      TotalItemSizeInBytes: next(2_000_000_000),
      LitigationHoldEnabled: next(5) === 0,
      HiddenFromAddressListsEnabled: next(9) === 0,
      ForwardingSmtpAddress: next(20) === 0 ? 'smtp:someone@fabrikam.com' : null,
      EmailAddresses: [`SMTP:${alias}@contoso.com`, `smtp:${alias}@contoso.onmicrosoft.com`],
      ProhibitSendQuota: '49.5 GB (53,150,220,288 bytes)',
      CustomAttribute1: next(10) === 0 ? 'VIP' : '',
      Guid: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      Language: pick(['de-CH', 'fr-CH', 'it-CH', 'en-GB']),
    };
  });
  return JSON.stringify(rows);
}

const GIVEN = ['Adele', 'Björn', 'Chiara', 'Diego', 'Élodie', 'Fatima', 'Grażyna', 'Hans', 'Inès', 'Jonas'];
const FAMILY = [
  "O'Hara",
  'Müller',
  'García',
  'Vance',
  'Wilber',
  'Berger',
  'Schmid',
  'Keller',
  'Rossi',
  'Favre',
];
