import type { PracticeResponse } from '../../types.ts';
import { baseOf } from '../address.ts';
import type { Call } from '../call.ts';
import type { Recipient } from '../data/recipient.ts';
import { permissionRecords } from '../data/permissions.ts';
import { deviceRecords, folderRecords, statisticsRecord } from '../data/statistics.ts';
import { badRequest, notFoundAddress, objectNotFound } from '../failure.ts';
import { EXO_STATISTICS, FOLDER_STATISTICS, MOBILE_DEVICE } from '../model/other-schemas.ts';
import { hash32 } from '../data/random.ts';
import type { Schema } from '../model/schema.ts';
import type { Props } from '../model/values.ts';
import { jsonReply } from '../replies.ts';
import { entityRowWriter } from '../wire/json-rows.ts';
import { ENTITY_SETS, entityList, entityReply, findOne, identityHeader, oneEntity } from './entity-sets.ts';
import { askedProperties, STATISTICS_SETS } from './property-sets.ts';
import { keyText, namedArguments, segments, type Segment } from './resource.ts';

const isOn = (call: Call, option: string): boolean =>
  call.address.query.get(option)?.toLowerCase() === 'true';

function collection(call: Call, context: string, items: string): PracticeResponse {
  const head = JSON.stringify(`${baseOf(call.address)}/$metadata#${context}`);
  return jsonReply(`{"@odata.context":${head},"value":[${items}]}`);
}

function records(call: Call, schema: Schema, list: readonly Props[]): PracticeResponse {
  const write = entityRowWriter(schema, () => '');
  return collection(
    call,
    `Collection(${schema.typeName})`,
    list.map((props, n) => write({ seq: n + 1, props })).join(','),
  );
}

function statistics(call: Call, mailbox: Recipient): PracticeResponse {
  const archive = isOn(call, 'archive');
  if (archive && mailbox.text('ArchiveStatus') !== 'Active')
    throw objectNotFound(`${mailbox.text('Name')} (archive)`, 'Mailbox');
  const { query } = call.address;
  const schema = askedProperties(
    EXO_STATISTICS,
    STATISTICS_SETS,
    query.get('$select'),
    query.get('propertyset'),
  );
  const props = statisticsRecord(call.state.store, mailbox, archive, false);
  return entityReply(call, EXO_STATISTICS.typeName, entityRowWriter(schema, () => '')({ seq: 1, props }));
}

function mailboxPermissions(
  call: Call,
  mailbox: Recipient,
  key: string,
  user: string | null,
): PracticeResponse {
  const owners = /^IsOwner eq true$/i.test(call.address.query.get('$filter') ?? '');
  const list = permissionRecords(call.state.store, mailbox)
    .map((record) => ({
      PermissionId: record.User,
      MailboxIdentity: mailbox.text('Name'),
      User: record.User,
      IsOwner: record.User === 'NT AUTHORITY\\SELF',
      PermissionList: [
        {
          AccessRights: record.AccessRights,
          Deny: false,
          IsInherited: record.IsInherited,
          InheritanceType: 'All',
        },
      ],
    }))
    .filter((record) => !owners || record.IsOwner)
    .filter((record) => user === null || record.User.toLowerCase() === user.toLowerCase());
  const context = `Mailbox(${key})/MailboxPermission`;
  if (user === null) return collection(call, context, list.map((record) => JSON.stringify(record)).join(','));
  const [one] = list;
  if (!one) throw objectNotFound(user, 'MailboxPermission');
  return entityReply(call, `${context}/$entity`, JSON.stringify(one));
}

const FOLDERS = [
  '',
  'inbox',
  'calendar',
  'contacts',
  'sent items',
  'deleted items',
  'drafts',
  'notes',
  'tasks',
  'archive',
  'junk email',
];

function folderPermissions(
  call: Call,
  mailbox: Recipient,
  mailboxKey: string,
  folder: Segment,
  last: Segment,
): PracticeResponse {
  const { store } = call.state;
  const path = keyText(folder.argument ?? '', isOn(call, 'isencoded'));
  const top = path.replace(/^\\/, '').split('\\')[0] ?? '';
  if (!FOLDERS.includes(top.toLowerCase()))
    throw objectNotFound(`${mailbox.text('Alias')}:${path}`, 'MailboxFolder');
  const calendar = top.toLowerCase() === 'calendar';
  const other = store.recipients[hash32(store.tenant.seed, mailbox.seq, 710) % store.recipients.length];
  const people: [string, string[]][] = [
    ['Default', [calendar ? 'AvailabilityOnly' : 'None']],
    ['Anonymous', ['None']],
  ];
  if (other && other !== mailbox && other.class === 'mailbox')
    people.push([other.text('PrimarySmtpAddress'), ['Reviewer']]);
  const list = people.map(([user, rights]) => ({
    Identity: user,
    MailboxFolderIdentity: `${mailbox.text('Alias')}:${path}`,
    FolderName: path.split('\\').at(-1) || 'Top of Information Store',
    User: store.find(user)[0]?.text('DisplayName') ?? user,
    MailboxFolderUser: user,
    AccessRights: rights,
    SharingPermissionFlags: null,
  }));
  const context = `Mailbox(${mailboxKey})/MailboxFolder(${folder.argument ?? ''})/MailboxFolderPermission`;
  if (last.argument === null)
    return collection(call, context, list.map((record) => JSON.stringify(record)).join(','));
  const user = keyText(last.argument, isOn(call, 'isencoded')).toLowerCase();
  const found = list.find(
    (record) =>
      record.Identity.toLowerCase() === user ||
      store.find(user).some((someone) => someone.text('PrimarySmtpAddress') === record.Identity),
  );
  if (!found) throw objectNotFound(user, 'MailboxFolderPermission');
  return entityReply(call, `${context}/$entity`, JSON.stringify(found));
}

function underMailbox(call: Call, first: Segment, rest: readonly Segment[]): PracticeResponse | null {
  const key = first.argument ?? '';
  const identity = keyText(key, isOn(call, 'isencoded'));
  const deleted = isOn(call, 'softdeletedmailbox') || isOn(call, 'includesoftdeletedrecipients');
  const mailbox = findOne(call, identity, 'Mailbox', true, deleted);
  const [second, third] = rest;
  const path = rest.map((segment) => segment.name.toLowerCase()).join('/');
  if (path === 'exchange.getmailboxstatistics') return statistics(call, mailbox);
  if (path === 'mailboxpermission') {
    const user = second?.argument ?? null;
    return mailboxPermissions(
      call,
      mailbox,
      key,
      user === null ? null : keyText(user, isOn(call, 'isencoded')),
    );
  }
  if (path === 'mobiledevice/exchange.getmobiledevicestatistics') {
    return records(call, MOBILE_DEVICE, deviceRecords(call.state.store, mailbox));
  }
  if (path === 'mailboxfolder/exchange.getmailboxfolderstatistics') {
    const scope = /^folderscope=Exchange\.ElcFolderType'(\w+)'$/i.exec(third?.argument ?? '')?.[1];
    if (scope === undefined)
      throw badRequest("The parameter 'folderscope' must be an Exchange.ElcFolderType.");
    const dates = isOn(call, 'includeoldestandnewestitems');
    return records(
      call,
      FOLDER_STATISTICS,
      folderRecords(call.state.store, mailbox, scope, isOn(call, 'archive'), dates),
    );
  }
  if (path === 'mailboxfolder/mailboxfolderpermission' && second && third) {
    return folderPermissions(call, mailbox, key, second, third);
  }
  return null;
}

function unbound(call: Call, first: Segment, second: Segment): PracticeResponse | null {
  const asked = namedArguments(second.argument ?? '');
  const name = `${first.name}/${second.name}`.toLowerCase();
  if (name === 'mailbox/exchange.getmailboxstatisticsv2') {
    return statistics(call, findOne(call, asked.get('mailboxguid') ?? '', 'Mailbox', true));
  }
  if (name === 'recipient/exchange.getrecipientpermissionbyfilters') {
    const encoded = isOn(call, 'isencoded');
    const recipients = ENTITY_SETS.find((set) => set.name === 'Recipient');
    if (!recipients) return null;
    const trustee = asked.get('trustee');
    return oneEntity(
      call,
      recipients,
      keyText(asked.get('identity') ?? '', encoded),
      trustee === undefined ? undefined : keyText(trustee, encoded),
    );
  }
  if (/^(mailbox|recipient|casmailbox)\/exchange\.bysmtpaddress$/.test(name)) {
    const set = ENTITY_SETS.find((entry) => entry.name.toLowerCase() === first.name.toLowerCase());
    return set ? oneEntity(call, set, keyText(asked.get('smtpaddress') ?? '', false)) : null;
  }
  return null;
}

function deviceByIdentity(call: Call): PracticeResponse {
  const identity = identityHeader(call);
  const [owner = ''] = identity.split('\\');
  const found = deviceRecords(call.state.store, findOne(call, owner, 'Mailbox', true)).filter((device) =>
    [device['Identity'], device['DeviceID'], device['Guid']].some(
      (text) => text === identity || text === identity.split('\\').at(-1),
    ),
  );
  if (found.length === 0) throw objectNotFound(identity, 'MobileDevice');
  return records(call, MOBILE_DEVICE, found);
}

/** GET on the addresses of Get-EXO* (real-client.md 6.2). */
export function readEntities(call: Call): PracticeResponse {
  const path = segments(call.address.rest);
  const [first, second] = path;
  if (!first) throw notFoundAddress(call.request.url.pathname);
  const set = ENTITY_SETS.find((entry) => entry.name.toLowerCase() === first.name.toLowerCase());
  let answer: PracticeResponse | null = null;
  if (first.name.toLowerCase() === 'getmobiledevicestatisticsbyidentity') answer = deviceByIdentity(call);
  else if (set && !second) {
    answer =
      first.argument === null
        ? entityList(call, set)
        : oneEntity(call, set, keyText(first.argument, isOn(call, 'isencoded')));
  } else if (set?.name === 'Mailbox' && first.argument !== null)
    answer = underMailbox(call, first, path.slice(1));
  else if (set && second) answer = unbound(call, first, second);
  if (!answer) throw notFoundAddress(call.request.url.pathname);
  return answer;
}
