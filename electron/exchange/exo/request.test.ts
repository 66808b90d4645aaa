import { expect, it } from 'vitest';
import { EXO_CMDLETS } from './cmdlets.ts';
import { buildExoRequest, isExoCmdlet } from './request.ts';

const T = '11111111-2222-3333-4444-555555555555';
const G = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const b64 = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'));
const U = `('${b64('user1')}')`;

// real-client.md 6.2
it.each<[string, Record<string, unknown>, string]>([
  ['Get-EXOMailbox', {}, 'Mailbox'],
  ['get-exomailbox', { Identity: 'user1' }, `Mailbox${U}?isEncoded=true`],
  [
    'Get-EXOMailbox',
    { Properties: ['A', 'B'], PropertySets: ['Minimum', 'Quota'] },
    'Mailbox?%24select=A,B&PropertySet=Minimum,Quota',
  ],
  ['Get-EXOMailbox', { Anr: 'user' }, 'Mailbox?Anr=user'],
  [
    'Get-EXOMailbox',
    { RecipientTypeDetails: ['SharedMailbox', 'RoomMailbox'] },
    'Mailbox?RecipientTypeDetails=SharedMailbox,RoomMailbox',
  ],
  ['Get-EXOMailbox', { Archive: true }, 'Mailbox?Archive=True'],
  [
    'Get-EXOMailbox',
    { Identity: 'user1', SoftDeletedMailbox: true },
    `Mailbox${U}?isEncoded=true&SoftDeletedMailbox=True`,
  ],
  ['Get-EXORecipient', { UserPrincipalName: 'user1' }, `Recipient${U}?isEncoded=true`],
  ['Get-EXORecipient', { Identity: 'user1' }, 'Recipient?ReadIdsAndParamsFromHeaders=True'],
  ['Get-EXOCasMailbox', { Identity: 'user1' }, `CasMailbox${U}?isEncoded=true`],
  [
    'Get-EXOMailboxStatistics',
    { Identity: 'user1', Archive: true },
    `Mailbox${U}/Exchange.GetMailboxStatistics()?isEncoded=true&Archive=True`,
  ],
  [
    'Get-EXOMailboxStatistics',
    { ExchangeGuid: G, DatabaseGuid: G },
    `Mailbox/Exchange.GetMailboxStatisticsV2(mailboxGuid=${G},databaseGuid=${G})?UseCopyOnLocalServer=True`,
  ],
  [
    'Get-EXOMailboxFolderStatistics',
    { Identity: 'user1' },
    `Mailbox${U}/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'All')?isEncoded=true`,
  ],
  [
    'Get-EXOMailboxFolderPermission',
    { Identity: 'user1:\\Calendar' },
    `Mailbox${U}/MailboxFolder('${b64('\\Calendar')}')/MailboxFolderPermission?IsUsingMailboxFolderId=True&isEncoded=true`,
  ],
  [
    'Get-EXOMailboxFolderPermission',
    { Identity: 'user1' },
    `Mailbox${U}/MailboxFolder('XA%3D%3D')/MailboxFolderPermission?IsUsingMailboxFolderId=True&isEncoded=true`,
  ],
  ['Get-EXOMailboxPermission', { Identity: 'user1' }, `Mailbox${U}/MailboxPermission?isEncoded=true`],
  [
    'Get-EXOMailboxPermission',
    { Identity: 'user1', Owner: true },
    `Mailbox${U}/MailboxPermission?%24filter=IsOwner%20eq%20true&isEncoded=true`,
  ],
  [
    'Get-EXORecipientPermission',
    { Identity: 'user1' },
    `Recipient${U}?%24expand=RecipientPermission&isEncoded=true&%24select=RecipientPermission,%20ExternalDirectoryObjectId`,
  ],
  [
    'Get-EXOMobileDeviceStatistics',
    { Mailbox: 'user1' },
    `Mailbox${U}/MobileDevice/Exchange.GetMobileDeviceStatistics()?isEncoded=true`,
  ],
])('%s %j', (cmdlet, parameters, expected) => {
  expect(buildExoRequest(cmdlet, parameters, T).path.replaceAll('?$', '?%24').replaceAll('&$', '&%24')).toBe(
    expected,
  );
});

it.each<[string, Record<string, unknown>, string | null]>([
  ['Get-EXOMailbox', { UserPrincipalName: 'a@b.c' }, null],
  ['Get-EXOMailboxStatistics', { Identity: 'a@b.c' }, 'a@b.c'],
  ['Get-EXOMailboxStatistics', { Identity: 'alias' }, null],
  ['Get-EXOMailboxStatistics', { ExchangeGuid: G }, `MBX:${G}@${T}`],
  ['Get-EXOMailboxFolderPermission', { Identity: 'a@b.c:\\Inbox' }, 'a@b.c'],
  ['Get-EXOMailboxPermission', { ExternalDirectoryObjectId: G }, `${G}@${T}`],
])('anchor of %s %j', (cmdlet, parameters, anchor) => {
  expect(buildExoRequest(cmdlet, parameters, T).anchor).toBe(anchor);
});

it.each<[string, Record<string, unknown>, string]>([
  ['Get-EXOMailbox', { GroupMailbox: true }, '-GroupMailbox'],
  ['Get-EXOMailbox', { Properties: ['*'] }, '*'],
  ['Get-EXOMailbox', { Anr: 'ab' }, 'three'],
  ['Get-EXOMailboxStatistics', {}, '-Identity'],
  ['Get-EXOMailboxStatistics', { ExchangeGuid: "x')", DatabaseGuid: G }, 'GUID'],
  ['Get-EXOMailboxFolderStatistics', { Identity: 'a', Folderscope: "All')/x" }, 'folder scope'],
])('refuses %s %j before anything is sent', (cmdlet, parameters, words) => {
  expect(() => buildExoRequest(cmdlet, parameters, T)).toThrow(words);
});

it('a key can’t leave its quotes', () => {
  const { path } = buildExoRequest('Get-EXOMailbox', { Identity: "x')/../../evil?a=b" }, T);
  expect(path).toMatch(/^Mailbox\('[A-Za-z0-9%]+'\)\?isEncoded=true$/);
});

it('every Get-EXO* cmdlet of the table has an address', () => {
  for (const { name } of EXO_CMDLETS) expect(isExoCmdlet(name)).toBe(true);
});
