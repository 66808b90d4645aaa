import { describe, expect, it } from 'vitest';
import { adminClient, rowsOf, type Answer, type Client } from '../testing/fakes.ts';

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const names = (answer: Answer): unknown[] => rowsOf(answer).map((row) => row['DisplayName']);

async function pages(client: Client, url: string, size: number): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let next: string | undefined = url;
  while (next !== undefined) {
    const answer: Answer = await client.get(next, { Prefer: `odata.maxpagesize=${size};` });
    rows.push(...rowsOf(answer));
    next = answer.json['@odata.nextLink'] as string | undefined;
  }
  return rows;
}

describe('entity sets', () => {
  it('page by GET, a hundred without Prefer, every mailbox once', async () => {
    const client = adminClient();
    expect(rowsOf(await client.get('Mailbox'))).toHaveLength(100);
    const rows = await pages(client, 'Mailbox', 1000);
    expect(new Set(rows.map((row) => row['Guid'])).size).toBe(2500);
  });

  it('keep their options over the pages', async () => {
    const rows = await pages(
      adminClient(),
      "Mailbox?$filter=RecipientTypeDetails%20eq%20'SharedMailbox'&$select=IsShared",
      50,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every((row) => row['IsShared'] === true)).toBe(true);
  });

  it('give Minimum, the named sets, and the selected properties', async () => {
    const client = adminClient();
    const keys = async (query: string): Promise<string[]> =>
      Object.keys(rowsOf(await client.get(`Mailbox?${query}`, { Prefer: 'odata.maxpagesize=1;' }))[0] ?? {});
    expect(await keys('')).not.toContain('ProhibitSendQuota');
    expect(await keys('PropertySet=Quota')).toEqual(
      expect.arrayContaining(['ProhibitSendQuota', 'ObjectKey']),
    );
    expect(await keys('PropertySet=Quota')).not.toContain('Alias');
    expect(await keys('$select=ProhibitSendQuota')).toEqual(
      expect.arrayContaining(['Alias', 'ProhibitSendQuota']),
    );
    expect((await keys('PropertySet=All')).length).toBeGreaterThan(100);
    expect((await client.get('Mailbox?PropertySet=Nope')).status).toBe(400);
    expect((await client.get('Mailbox?$select=Nope')).text).toContain("'Nope'");
  });

  it.each([
    ["startswith(DisplayName,%20'Anaïs%20Gar')", 'Anaïs Garçon'],
    ["endswith(DisplayName, 'Brien') and Alias eq 'sean.obrien'", "Seán O'Brien"],
    ["DisplayName eq 'Seán O''Brien'", "Seán O'Brien"],
    ["EmailAddresses/any(d:startswith(d, 'smtp:sean.obrien.alias7@'))", "Seán O'Brien"],
    [
      "contains(DisplayName, '李明') and not (HiddenFromAddressListsEnabled eq true and Alias ne 'ming.li')",
      '李明',
    ],
  ])('filter by %s', async (filter, name) => {
    expect(names(await adminClient().get(`Mailbox?$filter=${encodeURI(decodeURI(filter))}`))).toContain(name);
  });

  it('refuse a filter they cannot read', async () => {
    for (const filter of ["Nope eq 'x'", "Alias EQ 'x'", "Alias eq 'x", 'Alias eq']) {
      expect((await adminClient().get(`Mailbox?$filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    }
  });

  it('find one by an encoded key, in the address or in the header', async () => {
    const client = adminClient();
    const one = await client.get(`Mailbox('${b64('anais.garcon@contoso.com')}')?isEncoded=true`);
    expect(one.json).toMatchObject({ DisplayName: 'Anaïs Garçon' });
    expect(String(one.json['@odata.context'])).toMatch(/#Mailbox\/\$entity$/);
    const listed = await client.get('Recipient?ReadIdsAndParamsFromHeaders=True', {
      'XParameter-Identity': b64('李明'),
    });
    expect(names(listed)).toEqual(['李明']);
    expect((await client.get("Mailbox('anais.garcon')?isEncoded=true")).status).toBe(400);
  });
});

describe('reads of one mailbox', () => {
  it('give sizes as bytes', async () => {
    const client = adminClient();
    const answer = await client.get(
      `Mailbox('${encodeURIComponent(b64('anais.garcon'))}')/Exchange.GetMailboxStatistics()?isEncoded=true`,
    );
    expect(String(answer.json['@odata.context'])).toMatch(/#Exchange\.MailboxStatistics$/);
    expect(typeof answer.json['TotalItemSize']).toBe('number');
  });

  it('give folders, devices and one device by its identity', async () => {
    const client = adminClient();
    const key = b64('anais.garcon');
    const folders = await client.get(
      `Mailbox('${key}')/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'All')?isEncoded=true`,
    );
    expect(rowsOf(folders).map((row) => row['FolderPath'])).toContain('/Inbox');
    let device: string | undefined;
    for (const row of rowsOf(await client.get('Mailbox'))) {
      const found = await client.get(
        `Mailbox('${b64(String(row['Guid']))}')/MobileDevice/Exchange.GetMobileDeviceStatistics()?isEncoded=true`,
      );
      device ??= rowsOf(found)[0]?.['Identity'] as string | undefined;
      if (device !== undefined) break;
    }
    const one = await client.get(
      "GetMobileDeviceStatisticsByIdentity(Identity='XParameter-Identity')?ReadIdsAndParamsFromHeaders=True",
      { 'XParameter-Identity': b64(device ?? '') },
    );
    expect(rowsOf(one).map((row) => row['Identity'])).toEqual([device]);
  });

  it('show a permission that was added', async () => {
    const client = adminClient();
    await client.invoke('Add-MailboxPermission', {
      Identity: 'anais.garcon',
      User: 'sean.obrien',
      AccessRights: ['FullAccess'],
    });
    const answer = await client.get(
      `Mailbox('${b64('anais.garcon')}')/MailboxPermission('${b64('sean.obrien@contoso.com')}')?isEncoded=true`,
    );
    expect(answer.json).toMatchObject({
      User: 'sean.obrien@contoso.com',
      PermissionList: [{ AccessRights: ['FullAccess'] }],
    });
  });
});
