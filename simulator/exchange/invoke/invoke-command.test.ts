import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminClient, rowsOf, type Answer, type Client } from '../testing/fakes.ts';
import { FIRST_THOUSAND, MORE_RESULTS } from './invoke-command.ts';

const warnings = (answer: Answer): unknown => answer.json['@adminapi.warnings'];
const table = (value: object): object => ({ '@odata.type': '#Exchange.GenericHashTable', ...value });
const messageOf = (answer: Answer): string => {
  const error = answer.json['error'] as {
    details?: { message: string }[];
    innererror?: { internalexception?: { message: string } };
  };
  return error.details?.[0]?.message ?? error.innererror?.internalexception?.message ?? '';
};

async function mailbox(client: Client, identity: string): Promise<Record<string, unknown>> {
  const [row] = rowsOf(await client.invoke('Get-Mailbox', { Identity: identity }));
  if (!row) throw new Error(`${identity} isn't there`);
  return row;
}

describe('answers', () => {
  it('marks what is not text or Boolean with its types', async () => {
    const answer = await adminClient().invoke('Get-Mailbox', { Identity: 'anais.garcon' });
    expect(answer.json['@odata.context']).toMatch(
      /\/adminapi\/beta\/1{8}[-1]+\/\$metadata#Collection\(Exchange\.GenericHashTable\)$/,
    );
    expect(answer.json['adminapi.warnings@odata.type']).toBe('#Collection(String)');
    expect(rowsOf(answer)[0]).toMatchObject({
      DisplayName: 'Anaïs Garçon',
      'Guid@data.type': 'System.Guid',
      'Guid@odata.type': '#Guid',
      'WhenCreated@data.type': 'System.DateTime',
      'EmailAddresses@odata.type': '#Collection(String)',
      ProhibitSendQuota: expect.stringMatching(/^[\d.]+ GB \([\d,]+ bytes\)$/) as string,
    });
    expect(Object.keys(rowsOf(answer)[0] ?? {}).filter((key) => !key.includes('@')).length).toBeGreaterThan(
      50,
    );
  });

  it('gives the same data for the same seed and other data for the customer', async () => {
    const [one, two] = await Promise.all(
      [adminClient(), adminClient()].map((client) => client.invoke('Get-Mailbox', { ResultSize: 50 })),
    );
    expect(rowsOf(one as Answer)).toEqual(rowsOf(two as Answer));
  });

  it('trims to $select', async () => {
    const answer = await adminClient().invoke(
      'Get-Mailbox',
      { Identity: 'anais.garcon' },
      {},
      'InvokeCommand?$select=Alias,Guid',
    );
    expect(Object.keys(rowsOf(answer)[0] ?? {}).filter((key) => !key.includes('@'))).toEqual([
      'Alias',
      'Guid',
    ]);
  });

  it('holds names that are not Latin, apostrophes, empty values and a list of a hundred', async () => {
    const rows = rowsOf(await adminClient().invoke('Get-Mailbox', { ResultSize: 1000 }));
    const names = rows.map((row) => String(row['DisplayName']));
    for (const name of ['李明', 'أحمد السيد', "Seán O'Brien", 'Łukasz Kowalska'])
      expect(names).toContain(name);
    expect(rows.some((row) => (row['EmailAddresses'] as string[]).length === 100)).toBe(true);
    expect(rows.some((row) => row['Office'] === '')).toBe(true);
    expect(new Set(rows.map((row) => row['Name'])).size).toBe(rows.length);
    expect(rows.every((row) => /^[a-z0-9.'-]+@contoso\.com$/.test(String(row['PrimarySmtpAddress'])))).toBe(
      true,
    );
  });
});

describe('paging', () => {
  it('reads everything once by POST to nextLink with the same body', async () => {
    const client = adminClient();
    const seen: unknown[] = [];
    let url = 'InvokeCommand';
    for (let page = 0; page < 5 && url !== ''; page++) {
      const answer = await client.invoke(
        'Get-Mailbox',
        { ResultSize: 'Unlimited' },
        { Prefer: 'odata.maxpagesize=1000' },
        url,
      );
      seen.push(...rowsOf(answer).map((row) => row['Guid']));
      url = (answer.json['@odata.nextLink'] as string | undefined) ?? '';
      expect(warnings(answer)).toEqual(url === '' ? [] : [MORE_RESULTS]);
    }
    expect(seen).toHaveLength(2500);
    expect(new Set(seen).size).toBe(2500);
  });

  it('warns that only the first thousand come by default', async () => {
    const answer = await adminClient().invoke('Get-Mailbox');
    expect(rowsOf(answer)).toHaveLength(1000);
    expect(warnings(answer)).toEqual([FIRST_THOUSAND]);
  });

  it('refuses a skip token of another command, and a made-up one', async () => {
    const client = adminClient();
    const first = await client.invoke('Get-Mailbox', { ResultSize: 5 });
    expect(rowsOf(first)).toHaveLength(5);
    const link = first.json['@odata.nextLink'] as string;
    expect((await client.invoke('Get-Recipient', { ResultSize: 5 }, {}, link)).status).toBe(400);
    expect(
      (await client.invoke('Get-Mailbox', { ResultSize: 5 }, {}, 'InvokeCommand?$skiptoken=1000')).status,
    ).toBe(400);
  });

  it('goes on behind the last row although rows before it were removed', async () => {
    const client = adminClient();
    const first = await client.invoke(
      'Get-Mailbox',
      { ResultSize: 'Unlimited' },
      { Prefer: 'odata.maxpagesize=3' },
    );
    const third = rowsOf(first)[2];
    await client.invoke('Remove-Mailbox', { Identity: rowsOf(first)[0]?.['Guid'], Confirm: false });
    const next = await client.invoke(
      'Get-Mailbox',
      { ResultSize: 'Unlimited' },
      { Prefer: 'odata.maxpagesize=3' },
      first.json['@odata.nextLink'] as string,
    );
    expect(rowsOf(next)[0]?.['Guid']).not.toBe(third?.['Guid']);
    expect(rowsOf(next)[0]?.['DisplayName']).toBe('李明');
  });
});

describe('parameters', () => {
  it.each([
    ['a hashtable without its tag', { EmailAddresses: { Add: ['smtp:x@contoso.com'] } }, 'JObject'],
    ['another key than Add and Remove', { EmailAddresses: table({ Other: true }) }, 'Add and Remove'],
    ['an unknown parameter', { Nope: 1 }, "parameter name 'Nope'"],
    ['text for a Boolean', { HiddenFromAddressListsEnabled: 'true' }, 'System.Boolean'],
    ['a wrong enumeration word', { Type: 'Sharde' }, 'Regular, Room, Equipment, Shared'],
    ['a wrong time span', { AuditLogAgeLimit: 'soon' }, 'TimeSpan'],
    ['a wrong size', { MaxSendSize: 'much' }, "isn't a valid size"],
    ['a secret that was not encrypted', { Password: 'Pa55w.rd' }, 'could not be read'],
    [
      'an address of a foreign domain',
      { EmailAddresses: table({ Add: 'smtp:x@elsewhere.example' }) },
      'not an accepted domain',
    ],
    [
      'an address that somebody has',
      { EmailAddresses: table({ Add: 'smtp:lukasz.kowalska@contoso.com' }) },
      'already being used',
    ],
    ['text too long', { DisplayName: 'x'.repeat(300) }, 'character length'],
  ])('refuses %s', async (_name, parameters, text) => {
    const answer = await adminClient().invoke('Set-Mailbox', { Identity: 'anais.garcon', ...parameters });
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toContain(text);
    expect(answer.headers['request-id']).toBeTruthy();
    expect(answer.headers['X-CalculatedBETarget']).toContain('.');
    expect(answer.headers['x-ExceptionType']).toBeTruthy();
  });

  it('answers a missing object with 404, its target and its type', async () => {
    const answer = await adminClient().invoke('Get-Mailbox', { Identity: 'nobody' });
    expect(answer.status).toBe(404);
    expect(messageOf(answer)).toMatch(
      /^Ex[0-9A-F]{6}\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|.*'nobody'/,
    );
    expect(answer.headers['x-ExceptionTargetType']).toBe('Mailbox');
  });

  it('refuses sets that do not go together and a missing mandatory one', async () => {
    const client = adminClient();
    expect(messageOf(await client.invoke('Get-Mailbox', { Identity: 'x', Anr: 'abc' }))).toContain(
      'Parameter set cannot be resolved',
    );
    expect(messageOf(await client.invoke('Remove-DistributionGroup'))).toContain(
      'missing mandatory parameters: Identity',
    );
    expect((await client.invoke('Get-Mailbox', { ResultSize: 0 })).status).toBe(400);
  });

  it('reads what was encrypted with the key of the module file', async () => {
    const client = adminClient();
    const file = await client.get(`${client.base.replace('/beta/', '/v1.0/')}/EXOModuleFile?Version=3.7.2`, {
      CommandName: 'Set-Mailbox',
    });
    const [, n = '', e = ''] =
      /<Modulus>(.*?)<\/Modulus><Exponent>(.*?)</.exec(String(rowsOf(file)[0]?.['fileContent'])) ?? [];
    const url = (text: string): string => Buffer.from(text, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'RSA', n: url(n), e: url(e) }, format: 'jwk' });
    const sealed = publicEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from('Pä55w.rd!'),
    ).toString('base64');
    expect(sealed).toHaveLength(344);
    expect((await client.invoke('Set-Mailbox', { Identity: 'anais.garcon', Password: sealed })).status).toBe(
      200,
    );
  });
});

describe('changes', () => {
  it('asks and does nothing with Confirm or WhatIf, and does it with Confirm false', async () => {
    const client = adminClient();
    for (const asking of [{ Confirm: true }, { WhatIf: true }, { Confirm: true, WhatIf: true }]) {
      const answer = await client.invoke('Remove-Mailbox', { Identity: 'anais.garcon', ...asking });
      expect(answer.json['@adminapi.confirmationmessage']).toContain('Anaïs Garçon');
      expect(rowsOf(answer)).toEqual([]);
    }
    expect(await mailbox(client, 'anais.garcon')).toBeTruthy();
    expect((await client.invoke('Remove-Mailbox', { Identity: 'anais.garcon', Confirm: false })).status).toBe(
      200,
    );
    expect((await client.invoke('Get-Mailbox', { Identity: 'anais.garcon' })).status).toBe(404);
    const gone = await client.invoke('Get-Mailbox', { SoftDeletedMailbox: true });
    expect(rowsOf(gone).map((row) => row['Alias'])).toEqual(['anais.garcon']);
  });

  it('changes properties, sizes, lists and addresses', async () => {
    const client = adminClient();
    const set = (parameters: object): Promise<Answer> =>
      client.invoke('Set-Mailbox', { Identity: 'sean.obrien@contoso.com', ...parameters });
    const before = ((await mailbox(client, 'sean.obrien'))['EmailAddresses'] as string[]).length;
    await set({
      CustomAttribute7: 'ünï',
      IssueWarningQuota: 105226698752,
      ProhibitSendQuota: '98GB',
      LitigationHoldEnabled: true,
    });
    await set({
      EmailAddresses: table({
        Add: ['smtp:boss@contoso.com'],
        Remove: 'smtp:sean.obrien.alias9@contoso.com',
      }),
    });
    await set({ GrantSendOnBehalfTo: ['anais.garcon', 'lukasz.kowalska'] });
    await set({ GrantSendOnBehalfTo: table({ Remove: 'anais.garcon' }) });
    const row = await mailbox(client, 'boss@contoso.com');
    expect(row).toMatchObject({
      CustomAttribute7: 'ünï',
      IssueWarningQuota: '98 GB (105,226,698,752 bytes)',
      ProhibitSendQuota: '98 GB (105,226,698,752 bytes)',
      LitigationHoldEnabled: true,
      LitigationHoldOwner: 'admin@contoso.com',
      GrantSendOnBehalfTo: ['Łukasz Kowalska'],
    });
    expect((row['EmailAddresses'] as string[]).length).toBe(before);
    await set({ WindowsEmailAddress: 'boss@contoso.com' });
    expect((await mailbox(client, 'sean.obrien'))['PrimarySmtpAddress']).toBe('boss@contoso.com');
    const idle = await set({ CustomAttribute7: 'ünï' });
    expect(String(warnings(idle))).toContain('no settings');
  });

  it('makes and removes groups and members', async () => {
    const client = adminClient();
    const made = await client.invoke('New-DistributionGroup', {
      Name: 'Night Shift',
      Members: ['anais.garcon'],
      Type: 'Security',
    });
    expect(rowsOf(made)[0]).toMatchObject({
      Alias: 'night-shift',
      RecipientTypeDetails: 'MailUniversalSecurityGroup',
    });
    expect((await client.invoke('New-DistributionGroup', { Name: 'Night Shift' })).status).toBe(400);
    await client.invoke('Add-DistributionGroupMember', { Identity: 'Night Shift', Member: '李明' });
    expect(
      (await client.invoke('Add-DistributionGroupMember', { Identity: 'Night Shift', Member: '李明' }))
        .status,
    ).toBe(400);
    await client.invoke('Remove-DistributionGroupMember', {
      Identity: 'Night Shift',
      Member: 'anais.garcon',
      Confirm: false,
    });
    const members = await client.invoke('Get-DistributionGroupMember', {
      Identity: 'night-shift@contoso.com',
    });
    expect(rowsOf(members).map((row) => row['DisplayName'])).toEqual(['李明']);
    await client.invoke('Set-DistributionGroup', { Identity: 'Night Shift', DisplayName: 'Nachtschicht' });
    expect(rowsOf(await client.invoke('Get-DistributionGroup', { Identity: 'Nachtschicht' }))).toHaveLength(
      1,
    );
    await client.invoke('Remove-DistributionGroup', { Identity: 'Night Shift', Confirm: false });
    expect((await client.invoke('Get-DistributionGroup', { Identity: 'Night Shift' })).status).toBe(404);
  });

  it('makes a shared mailbox that can be found at once', async () => {
    const client = adminClient();
    const made = await client.invoke('New-Mailbox', { Shared: true, Name: 'Lost & Found' });
    expect(rowsOf(made)[0]).toMatchObject({ Alias: 'lost.found', RecipientTypeDetails: 'SharedMailbox' });
    const [stats] = rowsOf(await client.invoke('Get-MailboxStatistics', { Identity: 'lost.found' }));
    expect(stats).toMatchObject({ ItemCount: 0, TotalItemSize: '0 B (0 bytes)' });
  });
});

describe('$batch', () => {
  const part = (client: Client, id: string, cmdlet: string, parameters: object): object => ({
    id,
    method: 'POST',
    url: `${client.base}/InvokeCommand`,
    headers: { ...client.headers, 'X-CmdletName': cmdlet, 'Content-Type': 'application/json' },
    body: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
  });

  it('answers each part by its id, good and bad', async () => {
    const client = adminClient();
    const requests = [
      part(client, 'a', 'Get-Mailbox', { Identity: 'anais.garcon' }),
      part(client, 'b', 'Get-Mailbox', { Identity: 'nobody' }),
      part(client, 'c', 'Get-Nothing', {}),
    ];
    const answer = await client.send('POST', '$batch', JSON.stringify({ requests }), {
      'Content-Type': 'application/json',
    });
    const responses = answer.json['responses'] as {
      id: string;
      status: number;
      headers: Record<string, string>;
    }[];
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['a', 200],
      ['b', 404],
      ['c', 403],
    ]);
    expect(responses[1]?.headers['x-ExceptionType']).toBe('ManagementObjectNotFoundException');
  });

  it('refuses more than ten parts and parts for another host', async () => {
    const client = adminClient();
    const many = Array.from({ length: 11 }, (_, n) => part(client, String(n), 'Get-OrganizationConfig', {}));
    expect((await client.send('POST', '$batch', JSON.stringify({ requests: many }))).status).toBe(400);
    const foreign = [
      { ...part(client, '0', 'Get-OrganizationConfig', {}), url: 'https://elsewhere.example/x' },
    ];
    expect((await client.send('POST', '$batch', JSON.stringify({ requests: foreign }))).status).toBe(400);
  });
});
