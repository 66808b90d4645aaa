import type { PracticeResponse } from '../../types.ts';
import { baseOf } from '../address.ts';
import { header, nextLink, type Call } from '../call.ts';
import { anrTest } from '../cmdlets/select.ts';
import type { Recipient } from '../data/recipient.ts';
import { sendAsTrustees } from '../data/permissions.ts';
import { badRequest, objectAmbiguous, objectNotFound } from '../failure.ts';
import { compile, FilterProblem } from '../filters/expression.ts';
import { parseODataFilter } from '../filters/odata.ts';
import { CAS_MAILBOX, MAILBOX, RECIPIENT } from '../model/recipient-schemas.ts';
import type { Schema } from '../model/schema.ts';
import { firstBehind, pageSize, START } from '../paging.ts';
import { jsonReply } from '../replies.ts';
import { entityRowWriter } from '../wire/json-rows.ts';
import { askedProperties, CAS_SETS, MAILBOX_SETS, RECIPIENT_SETS } from './property-sets.ts';
import { fromBase64 } from './resource.ts';

interface EntitySet {
  readonly name: 'Mailbox' | 'Recipient' | 'CasMailbox';
  readonly schema: Schema;
  readonly sets: Readonly<Record<string, string>>;
  /** Only Recipient holds groups. */
  readonly mailboxesOnly: boolean;
}

export const ENTITY_SETS: readonly EntitySet[] = [
  { name: 'Mailbox', schema: MAILBOX, sets: MAILBOX_SETS, mailboxesOnly: true },
  { name: 'Recipient', schema: RECIPIENT, sets: RECIPIENT_SETS, mailboxesOnly: false },
  { name: 'CasMailbox', schema: CAS_MAILBOX, sets: CAS_SETS, mailboxesOnly: true },
];

/** Without `Prefer` the entity sets give a hundred rows (exchange-rest-protocol.md 2). */
const DEFAULT_PAGE = 100;

const isOn = (call: Call, option: string): boolean =>
  call.address.query.get(option.toLowerCase())?.toLowerCase() === 'true';

export const identityHeader = (call: Call): string =>
  fromBase64(header(call.request, 'xparameter-identity').trim());

function permissionsJson(call: Call, recipient: Recipient, trustee?: string): string {
  const all = sendAsTrustees(call.state.store, recipient).filter(
    (name) => trustee === undefined || name.toLowerCase() === trustee.toLowerCase(),
  );
  return JSON.stringify(
    all.map((name) => ({
      Identity: recipient.text('Name'),
      Trustee: name,
      AccessControlType: 'Allow',
      AccessRights: ['SendAs'],
      IsInherited: false,
      InheritanceType: 'None',
    })),
  );
}

/** Writes one entity: its address, its key, the properties asked for, and its permissions when they are expanded. */
function writer(call: Call, set: EntitySet, trustee?: string): (row: Recipient) => string {
  const { query } = call.address;
  const schema = askedProperties(set.schema, set.sets, query.get('$select'), query.get('propertyset'), [
    'RecipientPermission',
  ]);
  const base = `${call.address.origin}/adminapi/v1.0/${call.address.tenant}/${set.name}`;
  const plain = entityRowWriter(schema, (row) => {
    const guid = row.props['Guid'];
    const key = typeof guid === 'string' ? guid : '';
    return `"@odata.id":"${base}('${key}')","@odata.etag":"W/\\"${row.seq}\\"","ObjectKey":"${key}"`;
  });
  if (!/\bRecipientPermission\b/i.test(query.get('$expand') ?? '')) return plain;
  return (row) => `${plain(row).slice(0, -1)},"RecipientPermission":${permissionsJson(call, row, trustee)}}`;
}

function rowTest(call: Call, set: EntitySet): (recipient: Recipient) => boolean {
  const { query } = call.address;
  const tests: ((recipient: Recipient) => boolean)[] = [];
  const deleted = isOn(call, 'SoftDeletedMailbox');
  if (!isOn(call, 'IncludeSoftDeletedRecipients'))
    tests.push((recipient) => recipient.softDeleted === deleted);
  if (set.mailboxesOnly) tests.push((recipient) => recipient.class === 'mailbox');
  if (isOn(call, 'Archive')) tests.push((recipient) => recipient.text('ArchiveStatus') === 'Active');
  if (isOn(call, 'InactiveMailboxOnly'))
    tests.push((recipient) => recipient.props['IsInactiveMailbox'] === true);
  for (const property of ['RecipientType', 'RecipientTypeDetails']) {
    const asked = query.get(property.toLowerCase());
    if (asked === undefined) continue;
    const words = asked.split(',').map((word) => word.trim().toLowerCase());
    tests.push((recipient) => words.includes(recipient.text(property).toLowerCase()));
  }
  const plan = query.get('mailboxplan');
  if (plan !== undefined) tests.push((recipient) => recipient.text('MailboxPlan').startsWith(plan));
  const anr = query.get('anr');
  if (anr !== undefined) {
    if (anr.length < 3) throw badRequest('The value of Anr must have at least 3 characters.');
    tests.push(anrTest(anr));
  }
  const filter = query.get('$filter');
  if (filter !== undefined && filter !== '') {
    try {
      tests.push(compile(parseODataFilter(filter, set.schema)));
    } catch (problem) {
      if (problem instanceof FilterProblem)
        throw badRequest(`The query specified in the URI is not valid. ${problem.message}`);
      throw problem;
    }
  }
  return (recipient) => tests.every((test) => test(recipient));
}

/** One recipient by any identity; 404 or "matches multiple entries". */
export function findOne(
  call: Call,
  identity: string,
  what: string,
  mailboxesOnly: boolean,
  deleted = false,
): Recipient {
  const found = call.state.store
    .find(identity, mailboxesOnly ? 'mailbox' : undefined)
    .filter((recipient) => deleted || !recipient.softDeleted);
  const [one] = found;
  if (!one) throw objectNotFound(identity, what);
  if (found.length > 1) throw objectAmbiguous(identity, what);
  return one;
}

/** `{context}#Mailbox/$entity` and the entity's members behind it. */
export function entityReply(call: Call, context: string, entity: string): PracticeResponse {
  const members = entity.slice(1);
  const head = `{"@odata.context":${JSON.stringify(`${baseOf(call.address)}/$metadata#${context}`)}`;
  return jsonReply(members === '}' ? `${head}}` : `${head},${members}`);
}

export function oneEntity(call: Call, set: EntitySet, identity: string, trustee?: string): PracticeResponse {
  const one = findOne(call, identity, set.name, set.mailboxesOnly, isOn(call, 'SoftDeletedMailbox'));
  return entityReply(call, `${set.name}/$entity`, writer(call, set, trustee)(one));
}

/** `Mailbox?…`: filtered, paged by `Prefer`, nextLink by GET (real-client.md 6.2 to 6.4). */
export function entityList(call: Call, set: EntitySet): PracticeResponse {
  const { query } = call.address;
  const { store, lists } = call.state;
  const options = [...query].filter(([name]) => name !== '$skiptoken');
  const identity = isOn(call, 'ReadIdsAndParamsFromHeaders') ? identityHeader(call) : null;
  const key = JSON.stringify([call.tenant.id, set.name, options, identity]);
  const rows = lists.get(store.version, key, (): readonly Recipient[] => {
    const test = rowTest(call, set);
    const found = (identity === null ? store.recipients : store.find(identity)).filter(test);
    const top = Number(query.get('$top') ?? Infinity);
    if (Number.isNaN(top) || top < 0) throw badRequest("Invalid value for the query option '$top'.");
    return found.slice(0, top);
  });
  if (identity !== null && rows.length === 0) throw objectNotFound(identity, set.name);
  const write = writer(call, set);
  const token = query.get('$skiptoken');
  const place = token === undefined ? START : call.tenants.tokens.read(key, token);
  const size = pageSize(header(call.request, 'prefer'), DEFAULT_PAGE);
  const from = firstBehind(rows, place.after);
  const part = rows.slice(from, from + size);
  const last = part.at(-1);
  const more = last !== undefined && from + part.length < rows.length;
  const cacheKey = `${set.name}|${call.address.origin}|${call.address.tenant}|${key}|${store.version}|${place.after}|${size}`;
  const body = call.tenants.pages.get(cacheKey, () => part.map(write).join(','));
  const context = JSON.stringify(`${baseOf(call.address)}/$metadata#${set.name}`);
  const link = more
    ? nextLink(call, call.tenants.tokens.make(key, { after: last.seq, given: place.given + part.length }))
    : null;
  const tail = link === null ? ']}' : `],"@odata.nextLink":${JSON.stringify(link)}}`;
  return jsonReply(
    Buffer.concat([
      Buffer.from(`{"@odata.context":${context},"@adminapi.warnings":[],"value":[`),
      body,
      Buffer.from(tail),
    ]),
  );
}
