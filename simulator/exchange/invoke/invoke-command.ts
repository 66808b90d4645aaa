import type { PracticeResponse } from '../../types.ts';
import { baseOf } from '../address.ts';
import { header, nextLink, type Call } from '../call.ts';
import type { Command, CommandContext, Listing } from '../cmdlets/command.ts';
import { badRequest, NotPermitted, ServiceFailure } from '../failure.ts';
import { firstBehind, LARGEST_PAGE, pageSize, START } from '../paging.ts';
import { project, type Schema } from '../model/schema.ts';
import type { Row } from '../model/values.ts';
import { jsonReply } from '../replies.ts';
import { clixmlDocument } from '../wire/clixml.ts';
import { invokeRowWriter } from '../wire/json-rows.ts';
import type { SecretKey } from '../module/secret-key.ts';
import { bind } from './bind.ts';
import type { Bound } from './bound.ts';

export const FIRST_THOUSAND =
  'By default, only the first 1000 items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited".';
/** The real client looks for this text to drop it between pages (real-client.md 4.2). */
export const MORE_RESULTS =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.';

interface CmdletInput {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readInput(call: Call): CmdletInput {
  if (!/^application\/json\b/i.test(header(call.request, 'content-type'))) {
    throw new ServiceFailure({
      status: 415,
      code: 'UnsupportedMediaType',
      message: 'A supported MIME type could not be found that matches the content type of the request.',
    });
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.request.body));
  } catch {
    throw badRequest('The request body is not JSON.');
  }
  const input = isObject(body) ? body['CmdletInput'] : undefined;
  const name = isObject(input) ? input['CmdletName'] : undefined;
  if (!isObject(input) || typeof name !== 'string' || name === '') {
    throw badRequest("The parameter 'CmdletInput' must be an object with a CmdletName.");
  }
  const parameters = input['Parameters'] ?? {};
  if (!isObject(parameters)) throw badRequest("The property 'Parameters' must be an object.");
  return { name, parameters };
}

/** The same command whatever the order its parameters are written in. */
function queryKey(input: CmdletInput, call: Call): string {
  const entries = Object.entries(input.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const select = call.address.query.get('$select') ?? '';
  return JSON.stringify([call.tenant.id, input.name.toLowerCase(), entries, select]);
}

interface Answer {
  readonly schema: Schema | null;
  readonly rows: readonly Row[];
  readonly warnings: readonly string[];
  readonly nextLink?: string;
  readonly confirmation?: string;
  /** Present when the rows may be kept as they are. */
  readonly cacheKey?: string;
}

/** Warnings about more rows, as the service words them; it cuts no list by ResultSize, the client must (1.6, real-client.md 4.2). */
function page(
  call: Call,
  input: CmdletInput,
  listing: Listing,
  bound: Bound,
  warnings: readonly string[],
): Answer {
  const key = queryKey(input, call);
  const token = call.address.query.get('$skiptoken');
  const place = token === undefined ? START : call.tenants.tokens.read(key, token);
  const asked = bound.text('ResultSize');
  const limit =
    asked === null || asked === 'Unlimited' ? LARGEST_PAGE : Math.min(Number(asked), LARGEST_PAGE);
  const size = Math.min(pageSize(header(call.request, 'prefer'), LARGEST_PAGE), limit);
  const from = firstBehind(listing.rows, place.after);
  const rows = listing.rows.slice(from, from + size);
  const last = rows.at(-1);
  const more = last !== undefined && from + rows.length < listing.rows.length;
  const given = place.given + rows.length;
  const cacheKey = `${key}|${call.state.store.version}|${place.after}|${size}`;
  if (!more) return { schema: listing.schema, rows, warnings, cacheKey };
  const warning = asked === null && given >= LARGEST_PAGE ? FIRST_THOUSAND : MORE_RESULTS;
  return {
    schema: listing.schema,
    rows,
    warnings: [...warnings, warning],
    nextLink: nextLink(call, call.tenants.tokens.make(key, { after: last.seq, given })),
    cacheKey,
  };
}

function run(call: Call, command: Command, input: CmdletInput, bound: Bound, ask: boolean): Answer {
  const { store, lists } = call.state;
  const context: CommandContext = { store, claims: call.claims, access: call.access, warnings: [] };
  if ('read' in command) {
    const listing = lists.get(store.version, queryKey(input, call), () => command.read(context, bound));
    return page(call, input, listing, bound, context.warnings);
  }
  const change = command.plan(context, bound);
  if (ask) return { schema: null, rows: [], warnings: context.warnings, confirmation: change.question };
  const made = change.apply();
  return { schema: made?.schema ?? null, rows: made?.rows ?? [], warnings: context.warnings };
}

function selected(call: Call, schema: Schema): Schema {
  const select = call.address.query.get('$select');
  if (select === undefined || select === '') return schema;
  return project(schema, new Set(select.split(',').map((name) => name.trim())));
}

function rowsText(call: Call, answer: Answer, clixml: boolean): string {
  if (clixml) return JSON.stringify({ _cliXml: clixmlDocument(answer.schema, answer.rows) });
  if (!answer.schema) return '';
  return answer.rows.map(invokeRowWriter(selected(call, answer.schema))).join(',');
}

function reply(call: Call, answer: Answer): PracticeResponse {
  const clixml = header(call.request, 'x-responseformat').toLowerCase() === 'clixml';
  const context = `${baseOf(call.address)}/$metadata#Collection(Exchange.GenericHashTable)`;
  const head = {
    '@odata.context': context,
    'adminapi.warnings@odata.type': '#Collection(String)',
    '@adminapi.warnings': answer.warnings,
    ...(answer.confirmation === undefined ? {} : { '@adminapi.confirmationmessage': answer.confirmation }),
    ...(answer.nextLink === undefined ? {} : { '@odata.nextLink': answer.nextLink }),
  };
  const make = (): string => rowsText(call, answer, clixml);
  const rows =
    answer.cacheKey === undefined
      ? Buffer.from(make())
      : call.tenants.pages.get(`invoke|${clixml ? 'x' : 'j'}|${answer.cacheKey}`, make);
  const open = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"value":[`);
  return jsonReply(Buffer.concat([open, rows, Buffer.from(']}')]));
}

/** Making the key takes a while, so only commands that bring a secret wait for it. */
function neededKey(call: Call, command: Command, input: CmdletInput): Promise<SecretKey> | null {
  const secrets = command.info.encrypted.map((name) => name.toLowerCase());
  const brought = Object.keys(input.parameters).some((name) => secrets.includes(name.toLowerCase()));
  return brought ? call.key() : null;
}

/** `POST …/InvokeCommand` (exchange-rest-protocol.md 1, real-client.md 4). */
export async function invokeCommand(call: Call): Promise<PracticeResponse> {
  const input = readInput(call);
  const command = call.commands.find(input.name, call.access);
  if (!command) throw new NotPermitted(input.name);
  const { bound, asking } = bind(command.info, input.parameters, await neededKey(call, command, input));
  return reply(call, run(call, command, input, bound, asking.confirm || asking.whatIf));
}
