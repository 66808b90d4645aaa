import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PromptAnswer, PromptView } from '../../shared/model/prompt.ts';
import type { ConnectionRegistry, ScriptConnection } from '../../electron/connections/types.ts';
import type { ExchangeTarget } from '../../electron/exchange/types.ts';
import { openConsoleDesk, type ConsoleDesk, type Ran } from '../../electron/testing/console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from '../../electron/testing/practice-desk.ts';
import { RobotBrowser } from '../../electron/testing/robot-browser.ts';
import { fateOf } from '../seed-scripts/seeds.ts';
import { DIFFERENCES } from './differences.ts';
import { refused, running, unparsed, type Expected } from './expected.ts';
import { placesIn, type WentTo } from './places.ts';
import { CUSTOMERS, filledIn, PASSWORD, withPracticeNames, type PracticeNames } from './names.ts';
import { publishedScripts, scriptsArePresent, type PublishedScript } from './scripts.ts';

const TABLE = join(import.meta.dirname, '..', '..', 'docs', 'connect-scripts.md');
const ADMIN = 'admin@contoso.onmicrosoft.com';

/** An app of the practice cloud that may manage Exchange, and an identity of its machine. */
const APP = '0d5c7a1e-2222-4d5e-8a00-000000000001';
const IDENTITY = '0d5c7a1e-3333-4d5e-8a00-000000000002';
const UNKNOWN: PracticeNames = { appId: APP, thumbprint: '', identityId: IDENTITY, mailbox: '' };

const scripts = scriptsArePresent ? publishedScripts() : [];
/** Templates once as they are, and once filled in. */
const cases = scripts.flatMap((script) =>
  filledIn(script.text, UNKNOWN) === null
    ? [[script.name, script, false] as const]
    : [[script.name, script, false] as const, [`${script.name}, filled in`, script, true] as const],
);
let names = UNKNOWN;
const rows = new Map<string, string>();

let practice: PracticeDesk;
let desk: ConsoleDesk;

function answerTo(prompt: PromptView['prompt']): PromptAnswer {
  switch (prompt.type) {
    case 'line':
    case 'secret':
      return { type: 'text', text: prompt.type === 'line' ? 'contoso.onmicrosoft.com' : PASSWORD };
    case 'credential':
      return { type: 'credential', userName: prompt.userName ?? ADMIN, password: PASSWORD };
    case 'choice':
      return { type: 'choice', index: prompt.otherwise };
    case 'rows':
      return { type: 'rows', stretches: [[0, 1]] };
  }
}

/** A person types each device code on its page. */
function typeDeviceCodes(): void {
  const typed = new Set<string>();
  practice.accounts.onSignIns((signIns) => {
    for (const { device, state } of signIns) {
      if (device === null || state !== 'waiting' || typed.has(device.code)) continue;
      typed.add(device.code);
      const page = practice.onLoopback(device.page);
      void new RobotBrowser().signIn(page, {
        username: 'admin@contoso.practice.localhost',
        code: device.code,
      });
    }
  });
}

interface Outcome {
  readonly ran: Ran;
  readonly asked: readonly string[];
  readonly questions: number;
  /** The service's welcome came to its text, though it may have come after the end. */
  readonly welcomed: boolean;
  /** Services, accounts and prefixes that it was connected with at some time. */
  readonly connected: readonly string[];
  /** Where each of its connections went. */
  readonly went: readonly (WentTo & { readonly tenantId: string })[];
  readonly sent: readonly string[];
}

/** Each connection that the scripts open, as main has it. */
const opened: ScriptConnection[] = [];

function watched(desk: PracticeDesk): PracticeDesk {
  const { registry } = desk.connections;
  const openForScript: ConnectionRegistry['openForScript'] = async (...wanted) => {
    const connection = await registry.openForScript(...wanted);
    opened.push(connection);
    return connection;
  };
  return { ...desk, connections: { ...desk.connections, registry: { ...registry, openForScript } } };
}

const REGION = /^\w+\.(?=ps\.compliance\.)/u;

function wentTo({ service, host, cloud, delegatedOrganization, tenantId }: ExchangeTarget) {
  const plain = host.replace(REGION, '');
  return { service, host: plain, login: cloud.loginHost, customer: delegatedOrganization, tenantId };
}

/** Tenant id to the name that the page shows, as the practice cloud's own discovery says it. */
const organisations = new Map<string, string>();

async function learnOrganisations(): Promise<void> {
  for (const name of ['contoso', 'partner', ...CUSTOMERS]) {
    const domain = `${name}.practice.localhost`;
    const document = await fetch(
      `http://localhost:${String(practice.cloud.port)}/${domain}/v2.0/.well-known/openid-configuration`,
    );
    const { issuer } = (await document.json()) as { issuer: string };
    organisations.set(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(issuer)?.[0] ?? '', domain);
  }
}

/** The organisation that a script's text means: a customer by name, else that of its account. */
function meantOrganisation(text: string, { customer }: WentTo): string {
  if (customer !== null) return customer.replace(/\.onmicrosoft\.com$/u, '.practice.localhost');
  return /-DelegatedOrganization/iu.test(text) ? 'partner.practice.localhost' : 'contoso.practice.localhost';
}

/** Each connection went where the text says, and no request went anywhere else. */
function expectPlaces(text: string, { went, sent }: Outcome): void {
  const places = placesIn(text);
  for (const { tenantId, ...place } of went) {
    const meant = places.filter(
      ({ service, host, login, customer }) =>
        service === place.service &&
        host === place.host &&
        login === place.login &&
        (customer === null) === (place.customer === null),
    );
    expect([place, places, meant.length > 0]).toEqual([place, places, true]);
    const names = meant.map((one) => meantOrganisation(text, one));
    expect(names).toContain(organisations.get(tenantId) ?? tenantId);
  }
  const hosts = new Set(places.flatMap(({ host, login }) => [host, login]));
  const stray = sent
    .map((line) => (line.split(' ')[0] ?? '').replace(REGION, ''))
    .filter((host) => !hosts.has(host));
  if (went.length > 0) expect(stray).toEqual([]);
}

function expectedOf({ text, seed, number }: PublishedScript, typed: string, filled: boolean): Expected {
  const fate = seed === null || filled ? null : fateOf(seed);
  if (fate?.kind === 'unparsed') return unparsed(seed?.errorIds ?? []);
  if (seed === null && !filled && text.includes('<')) return unparsed(['RedirectionNotSupported']);
  const elsewhere = new Set(seed?.elsewhere ?? []);
  if (fate?.kind === 'elsewhere') {
    const answered = /^(?:(?:Install|Update)-Module|Get-InstalledModule)$/u;
    return refused(typed, (name) => elsewhere.has(name) && !answered.test(name));
  }
  if (fate?.kind === 'remoting') return refused(typed, (name) => /^(?:New|Import)-PSSession$/u.test(name));
  return { ...running(typed), ...DIFFERENCES[number] };
}

/** The script did what its text says, and nothing else. */
function expectOutcome(expected: Expected, { ran, asked, went, sent, questions }: Outcome): void {
  const errors = expected.more === true ? ran.errors.slice(0, expected.errors.length) : ran.errors;
  expect({ ends: ran.state, connects: went.length, asks: asked, errors }).toEqual({
    ends: expected.ends,
    connects: expected.connects,
    asks: expected.asks,
    errors: expected.errors.map((one) => expect.stringMatching(one) as unknown),
  });
  expect(questions, 'none of them changes anything').toBe(0);
  expect(inOrder(ran.lines, expected.says, (line, text) => line.includes(text))).toEqual(expected.says);
  const called = (path: string, name: string) => new RegExp(`[/.]${name}(?:\\(|$)`, 'u').test(path);
  expect(inOrder(sent, expected.calls, called)).toEqual(expected.calls);
  if (expected.connects === 0 && expected.ends === 'failed') expect(sent).toEqual([]);
}

/** Those of `wanted` that come among `all`, each after the one before it. */
function inOrder(
  all: readonly string[],
  wanted: readonly string[],
  isIt: (one: string, wanted: string) => boolean,
): string[] {
  let from = 0;
  return wanted.filter((text) => {
    const at = all.findIndex((one, index) => index >= from && isIt(one, text));
    if (at >= 0) from = at + 1;
    return at >= 0;
  });
}

/** The app's certificate in its vault and as the files that scripts name, and a mailbox of the organisation. */
async function learnNames(): Promise<PracticeNames> {
  const made = await practice.certificates.create({ subject: 'Published scripts', months: 1 });
  await practice.cloud.control('POST', '/apps', {
    id: APP,
    displayName: 'Published scripts',
    certificate: made.publicData,
  });
  const pfx = await practice.certificates.pfxFile(made.id ?? '', PASSWORD);
  for (const file of ['automation-cert.pfx', 'ExchangeOnlineAutomation.pfx']) {
    await writeFile(join(desk.folder, file), pfx);
  }
  const tab = await desk.openTab();
  const ran = await desk.run(
    tab,
    `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -ShowBanner:$false\n(Get-EXOMailbox)[0].UserPrincipalName`,
  );
  await desk.service.handlers.closeTab({ tabId: tab });
  return { ...UNKNOWN, thumbprint: made.thumbprint, mailbox: ran.lines[0] ?? '' };
}

/** In a tab of its own that is not connected, as a window of PowerShell is at first. */
async function outcomeOf(text: string): Promise<Outcome> {
  const tab = await desk.openTab();
  desk.asked.length = 0;
  desk.questions.length = 0;
  desk.told.length = 0;
  practice.sent.length = 0;
  opened.length = 0;
  const ran = await desk.run(tab, text);
  const connected = new Set<string>();
  for (const event of desk.told) {
    if (event.name !== 'tabConnections') continue;
    for (const { account, service, prefix } of event.payload.connections) {
      const who = account ?? 'an app';
      const where = service === 'exchange' ? 'Exchange Online' : 'Security & Compliance';
      connected.add(`${where} as ${who}${prefix === '' ? '' : ` (${prefix})`}`);
    }
  }
  const welcomes = await Promise.all(opened.map((connection) => connection.banner()));
  const sent = [...practice.sent];
  await desk.service.handlers.closeTab({ tabId: tab });
  const went = opened.map(({ session }) => wentTo(session.target));
  return {
    ...{ ran, went, sent },
    welcomed: welcomes.some((welcome) => welcome !== null),
    asked: [...desk.asked],
    questions: desk.questions.length,
    connected: [...connected],
  };
}

/** One row of the table: what it did, without what differs from run to run. */
function rowOf(name: string, { ran, welcomed, asked, questions, connected, went }: Outcome): string {
  const did = [
    connected.length > 0 ? `connects to ${connected.join(', ')}` : null,
    asked.length > 0 ? `asks: ${asked.join(', ')}` : null,
    questions > 0 ? `asks before ${String(questions)} change${questions === 1 ? '' : 's'}` : null,
    welcomed || ran.lines.some((line) => line.trim() !== '') ? 'prints' : null,
  ].filter((part) => part !== null);
  const [error = ''] = ran.errors;
  const places = went.map(
    ({ host, login, tenantId }) =>
      `${organisations.get(tenantId) ?? tenantId} at ${host}, signed in at ${login}`,
  );
  const where = [...new Set(places)].join('; ') || '–';
  return `| ${name} | ${ran.state} | ${did.join('; ') || '–'} | ${where} | ${steady(error) || '–'} |`;
}

function steady(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu, '(id)')
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/gu, '(time)')
    .replaceAll(/\d{8}_\d{6}/gu, '(time)')
    .replaceAll(/'[^']*console-desk-\w+'/gu, "'(folder)'")
    .replaceAll('|', '\\|')
    .slice(0, 220);
}

function table(): string {
  return [
    '# Published connection scripts in the console',
    '',
    'Every script of the seeds and every published example of connecting, typed into a console tab without a connection,',
    'with names and secrets of the practice cloud and otherwise unchanged; templates a second time with their',
    'placeholders filled in. Files that scripts name are in the tab’s folder, and certificates that they name by thumbprint',
    'are kept in the app. Written by',
    '`conformance/connect-scripts/connect-scripts.test.ts`, which fails when this page says something else than what',
    'happens (`TENANTDECK_WRITE_DOCS=1` writes it anew). Error messages are shown up to their first line.',
    '',
    'Where each connection goes is compared with what the script itself says of environment, address and customer,',
    'by the tables of the reference (`conformance/connect-scripts/places.ts`); no request may go anywhere else. How many',
    'connections it makes, what it asks, prints, calls and complains of is read off its text as well (`expected.ts`), but',
    'for what `differences.ts` gives the reason of.',
    '',
    '| script | ends | does | organisation and hosts | first error |',
    '| --- | --- | --- | --- | --- |',
    ...rows.values(),
    '',
  ].join('\n');
}

describe.runIf(scriptsArePresent)(
  'published connection scripts (skipped where ../shared/seed-scripts and ../shared/corpus are not there)',
  { timeout: 60_000 },
  () => {
    beforeAll(async () => {
      practice = await openPracticeDesk([], { hosts: 'all' });
      await learnOrganisations();
      desk = await openConsoleDesk(watched(practice));
      desk.answer = answerTo;
      typeDeviceCodes();
      names = await learnNames();
    }, 60_000);
    afterAll(async () => {
      await desk.close();
      await practice.close();
    });

    it.each(cases)('%s', async (name, script, filled) => {
      const text = filled ? (filledIn(script.text, names) ?? '') : script.text;
      const typed = withPracticeNames(text, names);
      const outcome = await outcomeOf(typed);
      rows.set(name, rowOf(name, outcome));
      expectOutcome(expectedOf(script, typed, filled), outcome);
      expectPlaces(typed, outcome);
      // Whatever becomes of it, a question of the app's own never stands in for an answer, and no secret is shown.
      expect(JSON.stringify(outcome.ran)).not.toContain('Something went wrong inside the app');
      expect(outcome.ran.lines.join('\n')).not.toContain(`password ${PASSWORD}`);
    });

    it('end as the page in docs says', async () => {
      if (process.env['TENANTDECK_WRITE_DOCS'] === '1') await writeFile(TABLE, table());
      expect(table()).toBe(await readFile(TABLE, 'utf8').catch(() => ''));
    });
  },
);
