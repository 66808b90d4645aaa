import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUDS } from '../../../shared/clouds.ts';
import { cloudOf } from '../../../shared/endpoints.ts';
import { COMMAND_OF, connectCmdlet } from '../../../shared/connect/parameter-table.ts';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import { expectPart, table } from '../../testing/document.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { ENVIRONMENTS, expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';
import { APPS, METHODS, PFX_PASSWORD, type MatrixKey, type MatrixMethod } from './methods.fixture.ts';
import { runCell, type CellResult } from './run-cell.fixture.ts';

interface Cell {
  readonly method: MatrixMethod;
  readonly environment: MatrixEnvironment;
  readonly service: Service;
  readonly result: CellResult;
}

const DOCUMENT = new URL('../../../docs/connections.md', import.meta.url);
/** A device code is asked after every 5 s, so that those of all environments wait together. */
const DEVICE_ROUND = 3;
const ONE_BY_ONE = [1, 2];
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const COMPLIANCE_ADMINISTRATOR = '17315797-102d-40b4-93e0-432062caca18';
const cells: Cell[] = [];
let desk: PracticeDesk;
let key: MatrixKey;
let folder = '';

beforeAll(async () => {
  desk = await openPracticeDesk([], { hosts: 'all' });
  typeDeviceCodes();
  folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  key = await registerApps();
}, 60_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a certificate, registers it with the apps, and writes it to a file. */
async function registerApps(): Promise<MatrixKey> {
  const made = await desk.certificates.create({ subject: 'Matrix', months: 1 });
  const certificateId = made.id ?? '';
  const pfx = join(folder, 'matrix.pfx');
  await writeFile(pfx, await desk.certificates.pfxFile(certificateId, PFX_PASSWORD));
  for (const [name, id] of Object.entries(APPS)) {
    await desk.cloud.control('POST', '/apps', {
      ...{ id, displayName: name, certificate: made.publicData },
      appRoles: ['Exchange.ManageAsApp'],
      directoryRoles: [EXCHANGE_ADMINISTRATOR, COMPLIANCE_ADMINISTRATOR],
    });
  }
  return { pfx, certificateId, thumbprint: made.thumbprint };
}

/** Types the code of every sign-in that shows one, as the person would. */
function typeDeviceCodes(): void {
  const typed = new Set<string>();
  desk.accounts.onSignIns((signIns) => {
    for (const { device, loginHint } of signIns) {
      if (device === null || typed.has(device.code)) continue;
      typed.add(device.code);
      const page = `http://localhost:${String(desk.cloud.port)}/devicelogin`;
      void new RobotBrowser().signIn(page, { username: loginHint ?? '', code: device.code });
    }
  });
}

/** Nobody is signed in any more, so that each cell signs in itself. */
async function signEverybodyOut(): Promise<void> {
  for (const { cloudId, accountId } of desk.accounts.list()) {
    await desk.accounts.signOut({ cloudId, accountId });
  }
}

/** One round in these environments: all its ways, one service after the other. */
async function runRound(round: number, environments: readonly MatrixEnvironment[]): Promise<void> {
  desk.requests.length = 0;
  const places = environments.flatMap((environment) =>
    SERVICES.filter((service) => environment.missing(service) === null).map((service) => ({
      environment,
      service,
    })),
  );
  const runs = places.flatMap(({ environment, service }) =>
    METHODS.filter((method) => method.round === round).map(async (method) => {
      const result = await runCell(desk, method, environment, service, key);
      cells.push({ method, environment, service, result });
    }),
  );
  await Promise.all(runs);
  await signEverybodyOut();
}

function cellOf(method: MatrixMethod, environment: MatrixEnvironment, service: Service): Cell | undefined {
  return cells.find(
    (cell) => cell.method === method && cell.environment === environment && cell.service === service,
  );
}

describe('every way to connect, to each service of each environment', () => {
  it('is run', { timeout: 60_000 }, async () => {
    for (const environment of ENVIRONMENTS) {
      for (const round of ONE_BY_ONE) await runRound(round, [environment]);
    }
    await runRound(DEVICE_ROUND, ENVIRONMENTS);
  });

  it.each(ENVIRONMENTS.map((environment) => [environment.title, environment] as const))(
    '%s',
    (_title, environment) => {
      for (const service of SERVICES) {
        if (environment.missing(service) !== null) continue;
        for (const method of METHODS) check(cellOf(method, environment, service));
      }
    },
  );

  it('docs/connections.md says what came of it', async () => {
    await expectPart(DOCUMENT, 'ways', documentText());
  });
});

/** What must be true of every cell that was run. */
function check(cell: Cell | undefined): void {
  if (cell === undefined) throw new Error('a cell was not run');
  const { method, environment, service, result } = cell;
  const cloud = CLOUDS[environment.cloudId];
  const name = `${method.title}, ${environment.title}, ${service}`;
  if (cloud.closed !== null) {
    const refused = { code: 'service-unavailable', message: expect.stringContaining(cloud.closed) as string };
    expect([name, result]).toEqual([name, expect.objectContaining(refused)]);
    return;
  }
  if (method.elsewhere !== undefined && method.elsewhere.on !== process.platform) {
    expect([name, result]).toEqual([name, expect.objectContaining({ code: method.elsewhere.code })]);
  }
  // Where it works, it needs what only that system has (docs/not-tried-here.md).
  if (method.elsewhere !== undefined) return;
  if (!result.connected) throw new Error(`${name}: ${result.code} ${result.message}`);
  if (method.round !== DEVICE_ROUND) {
    const { loginHost } = cloudOf(environment.cloudId, environment.options(service));
    expect([name, result.loginHosts]).toEqual([name, [loginHost]]);
  }
  const { host, audience, eop } = expectedEndpoint(environment, service);
  const region = service === 'compliance' && !eop ? /^[a-z0-9]+\./ : /^/;
  expect([name, result.host.replace(region, ''), result.audience]).toEqual([name, host, audience]);
  expect([name, result.connectionUri, result.rows > 0]).toEqual([name, `https://${result.host}`, true]);
  const tenant = eop || service === 'exchange' ? result.tenantId : '[^@]+';
  const organisation = new RegExp(
    `^${eop || service === 'exchange' ? 'APP' : 'UPN'}:SystemMailbox\\{[0-9a-f-]+\\}@${tenant}$`,
  );
  if (method.anchor === 'organisation')
    expect([name, result.anchor]).toEqual([name, expect.stringMatching(organisation)]);
  else expect([name, result.anchor]).toEqual([name, `UPN:${result.userPrincipalName ?? ''}`]);
}

function documentText(): string {
  return [
    ...SERVICES.flatMap((service) => [`## ${SERVICE_NAMES[service]}`, '', matrixTable(service), '']),
    '## Who it is',
    '',
    'What `Get-ConnectionInformation` shows as the account, and which mailbox the requests are routed by.',
    '',
    accountTable(),
    '',
    '## Where each goes',
    '',
    hostTable(),
    '',
  ].join('\n');
}

const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange Online',
  compliance: 'Security & Compliance',
};

function matrixTable(service: Service): string {
  return table(
    ['way to connect', 'typed', ...ENVIRONMENTS.map(({ title }) => title)],
    METHODS.map((method) => [
      method.title,
      typedText(method, service),
      ...ENVIRONMENTS.map((environment) => cellText(method, environment, service)),
    ]),
  );
}

/** The parameter that says so, where the service's command has it. */
function typedText({ typed }: MatrixMethod, service: Service): string {
  const command = connectCmdlet(COMMAND_OF[service]);
  const offered = command.parameters.some(({ name }) => `-${name}` === typed);
  return offered ? `\`${typed}\`` : 'in the form only';
}

function cellText(method: MatrixMethod, environment: MatrixEnvironment, service: Service): string {
  const missing =
    environment.missing(service) ?? CLOUDS[environment.cloudId].closed ?? method.elsewhere?.says ?? null;
  if (missing !== null) return missing;
  const result = cellOf(method, environment, service)?.result;
  if (result === undefined) throw new Error('an empty cell');
  return result.connected ? 'connects' : result.message;
}

function hostTable(): string {
  return table(
    ['environment', 'service', 'sign-in host', 'host', 'audience of the token'],
    ENVIRONMENTS.flatMap((environment) =>
      SERVICES.flatMap((service) => {
        const result = METHODS.map((method) => cellOf(method, environment, service)?.result).find(
          (one) => one?.connected === true,
        );
        if (result?.connected !== true) return [];
        return [
          [
            environment.title,
            SERVICE_NAMES[service],
            result.loginHosts.join(', '),
            result.host,
            result.audience,
          ],
        ];
      }),
    ),
  );
}

function accountTable(): string {
  const [environment] = ENVIRONMENTS;
  if (environment === undefined) throw new Error('no environment');
  return table(
    ['way to connect', 'account shown', 'X-AnchorMailbox, Exchange', 'X-AnchorMailbox, compliance'],
    METHODS.map((method) => {
      const [exchange, compliance] = SERVICES.map((service) => cellOf(method, environment, service)?.result);
      const shown = exchange?.connected === true ? (exchange.userPrincipalName ?? '') : 'not tried here';
      return [method.title, shown, anchorText(exchange), anchorText(compliance)];
    }),
  );
}

function anchorText(result: CellResult | undefined): string {
  if (result?.connected !== true) return 'not tried here';
  return `\`${result.anchor.replace(result.tenantId, '(tenant id)')}\``;
}
