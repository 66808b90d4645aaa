import type { Capture } from './captures.ts';
import { batch, invoke, SYSTEM } from './made.ts';
import { HOME } from './scene.ts';

const TABLE = { '@odata.type': '#Exchange.GenericHashTable' };
const GUID = '00000000-0000-0000-0001-000000000007';
const COMPLIANCE = 'ps.compliance.protection.outlook.com';

/** Set-Mailbox with one parameter, as PowerShell writes it and as it goes out (real-client.md 4.3). */
const VALUES: readonly (readonly [parameter: string, typed: string, sent: unknown])[] = [
  ['HiddenFromAddressListsEnabled', '$false', false],
  ['RecipientLimits', '5', 5],
  ['RulesQuota', '256KB', 262_144],
  ['MaxSendSize', '36.5MB', 38_273_024],
  ['IssueWarningQuota', '53687091200', 53_687_091_200],
  ['RecipientLimits', '([decimal]5)', 5],
  ['ProhibitSendQuota', "'49 GB'", '49 GB'],
  [
    'EmailAddresses',
    "([System.Collections.Generic.List[string]]('SMTP:a@contoso.com', 'smtp:b@contoso.com'))",
    ['SMTP:a@contoso.com', 'smtp:b@contoso.com'],
  ],
  ['EmailAddresses', "([System.Collections.ArrayList]@('SMTP:a@contoso.com'))", ['SMTP:a@contoso.com']],
  ['GrantSendOnBehalfTo', '@()', []],
  ['GrantSendOnBehalfTo', '$null', null],
  ['DisplayName', '$null', ''],
  ['EmailAddresses', '@{}', TABLE],
  ['EmailAddresses', "@{ Remove = 'smtp:x@contoso.com' }", { ...TABLE, Remove: 'smtp:x@contoso.com' }],
  ['EmailAddresses', "@{ '+' = 'smtp:x@contoso.com' }", { ...TABLE, '+': 'smtp:x@contoso.com' }],
  [
    'GrantSendOnBehalfTo',
    "@{ Add = 'a', 'b'; Remove = @('c') }",
    { ...TABLE, Add: ['a', 'b'], Remove: ['c'] },
  ],
  ['EmailAddresses', '@{ Add = @(@{ A = 1 }) }', { ...TABLE, Add: [{ A: 1 }] }],
  ['EmailAddresses', `@{ Add = ([guid]'${GUID}'); Remove = $null }`, { ...TABLE, Add: GUID, Remove: null }],
  ['AuditLogAgeLimit', "([timespan]'90.00:00:00')", '90.00:00:00'],
  ['AuditLogAgeLimit', '90', 90],
  ['LitigationHoldDate', "'31.01.2026'", '31.01.2026'],
  [
    'LitigationHoldDate',
    '([datetime]::new(2026, 7, 1, 12, 30, 0, [DateTimeKind]::Utc))',
    '2026-07-01T12:30:00',
  ],
  ['CustomAttribute1', `([guid]'${GUID}')`, GUID],
  ['CustomAttribute1', "([version]'1.2.3')", '1.2.3'],
  ['CustomAttribute1', "([char]'x')", 'x'],
  ['CustomAttribute1', "([uri]'https://contoso.com/x y')", 'https://contoso.com/x y'],
  ['CustomAttribute1', '"`t\\ / "', '\t\\ / '],
  ['CustomAttribute1', "'日本 🙂'", '日本 🙂'],
  ['Type', 'Shared', 'Shared'],
  ['AcceptMessagesOnlyFrom', "@('a@contoso.com')", ['a@contoso.com']],
];

export const CALLS: readonly Capture[] = [
  ...VALUES.map(([parameter, typed, sent]) =>
    invoke(`Set-Mailbox user1 -${parameter} ${typed} -Confirm:$false`, 'Set-Mailbox', {
      ...{ Identity: 'user1', [parameter]: sent, Confirm: false },
    }),
  ),
  // Switches and positions.
  invoke('Get-Mailbox user1 -Archive:$false', 'Get-Mailbox', { Identity: 'user1', Archive: false }),
  invoke('Get-Mailbox $null', 'Get-Mailbox', { Identity: null }),
  invoke('Get-Mailbox -ResultSize 250', 'Get-Mailbox', { ResultSize: 250 }, { size: 250 }),
  invoke(
    'Get-Mailbox -Filter { Name -like "A*" -and HiddenFromAddressListsEnabled -eq $false } -ResultSize 2',
    'Get-Mailbox',
    {
      ...{ Filter: ` Name -like "A*" -and HiddenFromAddressListsEnabled -eq 'False' `, ResultSize: 2 },
    },
    { size: 2 },
  ),
  invoke(
    'Get-Recipient -Anr use -RecipientType UserMailbox,MailUser -ResultSize 1',
    'Get-Recipient',
    {
      ...{ Anr: 'use', RecipientType: ['UserMailbox', 'MailUser'], ResultSize: 1 },
    },
    { size: 1 },
  ),
  invoke(
    "$box = @{ Identity = 'user1'; CustomAttribute2 = 'y'; Confirm = $false }; Set-Mailbox @box",
    'Set-Mailbox',
    {
      ...{ Identity: 'user1', CustomAttribute2: 'y', Confirm: false },
    },
  ),
  invoke(
    '$all = Get-Mailbox -Identity user1; Set-Mailbox $all.Identity -CustomAttribute3 z -Confirm:$false',
    'Set-Mailbox',
    {
      ...{ Identity: 'object0', CustomAttribute3: 'z', Confirm: false },
    },
  ),
  // Common parameters.
  invoke('Get-Mailbox user1 -ErrorAction Stop', 'Get-Mailbox', { Identity: 'user1', ErrorAction: 'Stop' }),
  invoke('Get-Mailbox user1 -Verbose', 'Get-Mailbox', { Identity: 'user1', Verbose: true }),
  invoke('Get-Mailbox user1 -OutBuffer 3', 'Get-Mailbox', { Identity: 'user1', OutBuffer: '3' }),
  invoke('Get-Mailbox user1 -WarningVariable wv', 'Get-Mailbox', {
    Identity: 'user1',
    WarningVariable: 'wv',
  }),
  invoke(
    'Get-Mailbox user1 -WarningAction Stop',
    'Get-Mailbox',
    { Identity: 'user1', WarningAction: 'Stop' },
    { headers: { WarningAction: 'Stop' } },
  ),
  invoke("$WarningPreference = 'SilentlyContinue'; Get-Mailbox user1", 'Get-Mailbox', { Identity: 'user1' }),
  // Confirmation (4.4).
  invoke('Set-Mailbox user1 -CustomAttribute1 q', 'Set-Mailbox', {
    Identity: 'user1',
    CustomAttribute1: 'q',
  }),
  invoke('Set-Mailbox user1 -CustomAttribute1 q -Confirm', 'Set-Mailbox', {
    Identity: 'user1',
    CustomAttribute1: 'q',
    Confirm: true,
  }),
  invoke("$global:ConfirmPreference = 'None'; Remove-Mailbox user9", 'Remove-Mailbox', { Identity: 'user9' }),
  invoke('Remove-Mailbox user9 -Force -Confirm:$false', 'Remove-Mailbox', {
    Identity: 'user9',
    Force: true,
    Confirm: false,
  }),
  invoke('Remove-DistributionGroup staff -WhatIf', 'Remove-DistributionGroup', {
    Identity: 'staff',
    WhatIf: true,
    Confirm: true,
  }),
  invoke('New-DistributionGroup -Name staff -Members a,b', 'New-DistributionGroup', {
    Name: 'staff',
    Members: ['a', 'b'],
  }),
  // Pages (4.2).
  invoke('Get-Mailbox -ResultSize 2000', 'Get-Mailbox', { ResultSize: 2000 }, { query: '?$skiptoken=1000' }),
  invoke(
    'Get-Mailbox -ResultSize Unlimited',
    'Get-Mailbox',
    { ResultSize: 'Unlimited' },
    { query: '?$skiptoken=2000' },
  ),
  invoke('Get-Mailbox -ResultSize 250', 'Get-Mailbox', { ResultSize: 250 }, { size: 100 }),
  invoke(
    'Get-Mailbox -ResultSize 250',
    'Get-Mailbox',
    { ResultSize: 250 },
    { size: 100, query: '?$skiptoken=100' },
  ),
  invoke(
    'Get-Mailbox -ResultSize 250',
    'Get-Mailbox',
    { ResultSize: 250 },
    { size: 50, query: '?$skiptoken=200' },
  ),
  // Routing by what is asked for (4.1).
  invoke(
    'Get-MailboxPermission user4@contoso.com -UseCustomRouting',
    'Get-MailboxPermission',
    { Identity: 'user4@contoso.com' },
    {
      ...{ anchor: 'SMTP:user4@contoso.com', headers: { 'parameter-based-routing': 'True' } },
    },
  ),
  invoke('Get-MailboxPermission user4 -UseCustomRouting', 'Get-MailboxPermission', { Identity: 'user4' }),
  invoke(
    `Get-MailboxStatistics ${GUID} -UseCustomRouting`,
    'Get-MailboxStatistics',
    { Identity: GUID },
    {
      ...{ anchor: `MBX:${GUID}@${HOME}`, headers: { 'parameter-based-routing': 'True' } },
    },
  ),
  // Other connections, prefixes, environments.
  invoke('Get-ContMailbox -Identity user1', 'Get-Mailbox', { Identity: 'user1' }),
  invoke('Get-Mailbox -Identity user2', 'Get-Mailbox', { Identity: 'user2' }, { who: 'app' }),
  invoke('Get-Mailbox -Identity user2', 'Get-Mailbox', { Identity: 'user2' }, { who: 'delegated' }),
  invoke('Get-Mailbox -Identity user2', 'Get-Mailbox', { Identity: 'user2' }, { host: 'partner.outlook.cn' }),
  invoke(
    'Get-Mailbox -Identity user2',
    'Get-Mailbox',
    { Identity: 'user2' },
    { tenant: '88888888-8888-4888-8888-888888888888', anchor: 'UPN:somebody@fabrikam.example' },
  ),
  invoke(
    'Get-RetentionCompliancePolicy',
    'Get-RetentionCompliancePolicy',
    {},
    { host: `nam12b.${COMPLIANCE}`, anchor: 'UPN:admin@contoso.com' },
  ),
  invoke(
    "Get-DlpComplianceRule -Policy 'Card numbers'",
    'Get-DlpComplianceRule',
    { Policy: 'Card numbers' },
    {
      ...{ host: `eur01b.${COMPLIANCE}`, anchor: `UPN:${SYSTEM}@fabrikam.example` },
    },
  ),
  // Refused, and asked again.
  ...[404, 429, 503, 504].map((status) =>
    invoke(
      `Get-Mailbox -Identity user${String(status)}`,
      'Get-Mailbox',
      { Identity: `user${String(status)}` },
      { status },
    ),
  ),
  // Pipelines (5).
  batch(
    '$ids | Get-Mailbox',
    'Get-Mailbox',
    ['1', '2', '3'].map((n) => ({ Identity: `user${n}@contoso.com` })),
  ),
  batch("'user1' | Set-Mailbox -CustomAttribute1 x -Confirm:$false", 'Set-Mailbox', [
    { Identity: 'user1', CustomAttribute1: 'x', Confirm: false },
  ]),
  batch('1..25 | ForEach-Object { "user$_" } | Get-Mailbox', 'Get-Mailbox', numbered(1, 10)),
  batch('11..25 | ForEach-Object { "user$_" } | Get-Mailbox', 'Get-Mailbox', numbered(21, 5)),
  batch(
    '$ids | Get-Mailbox -ResultSize Unlimited',
    'Get-Mailbox',
    ['1', '2', '3'].map((n) => ({
      ...{ Identity: `user${n}@contoso.com`, ResultSize: 'Unlimited' },
    })),
  ),
  batch("'a', 'b' | Remove-Mailbox -Confirm:$false", 'Remove-Mailbox', [
    { Identity: 'a', Confirm: false },
    { Identity: 'b', Confirm: false },
  ]),
  batch("'a', 'b' | Remove-Mailbox -WhatIf", 'Remove-Mailbox', [
    { Identity: 'a', Confirm: true, WhatIf: true },
    { Identity: 'b', Confirm: true, WhatIf: true },
  ]),
  invoke('$ids | Get-MailboxStatistics', 'Get-MailboxStatistics', { Identity: 'user3@contoso.com' }),
  invoke('foreach ($id in $ids) { Get-Mailbox $id }', 'Get-Mailbox', { Identity: 'user2@contoso.com' }),
  invoke('$ids | ForEach-Object { Get-Mailbox $_ }', 'Get-Mailbox', { Identity: 'user3@contoso.com' }),
];

function numbered(from: number, count: number): { Identity: string }[] {
  return Array.from({ length: count }, (_, at) => ({ Identity: `user${String(from + at)}` }));
}
