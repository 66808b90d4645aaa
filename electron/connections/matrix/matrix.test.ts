import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import { expectPart } from '../../testing/document.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { checkCell, type Cell } from './check-cell.fixture.ts';
import { ENVIRONMENTS, type MatrixEnvironment } from './environments.fixture.ts';
import { registerApps, standInStore, type MatrixKey } from './key.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';
import { METHODS } from './methods.fixture.ts';
import { runCell } from './run-cell.fixture.ts';
import { waysDocument } from './ways-document.fixture.ts';

const DOCUMENT = new URL('../../../docs/connections.md', import.meta.url);
/** A device code is asked after every 5 s, so that those of all environments wait together. */
const DEVICE_ROUND = 3;
const ONE_BY_ONE = [1, 2];
const cells: Cell[] = [];
/** Tenant ids by initial domain. */
const tenants = new Map<string, string>();
let desk: PracticeDesk;
let key: MatrixKey;
let folder = '';

beforeAll(async () => {
  const windows = standInStore();
  desk = await openPracticeDesk([], { hosts: 'all', store: windows.store });
  typeDeviceCodes();
  folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  key = await registerApps(desk, folder, windows);
  await readTenants();
}, 60_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** As the practice cloud itself tells them. */
async function readTenants(): Promise<void> {
  const domains = ENVIRONMENTS.flatMap((at) =>
    SERVICES.flatMap((service) => METHODS.map((method) => method.lands(at, service))),
  );
  for (const domain of new Set(domains)) {
    const answer = await fetch(
      `http://localhost:${String(desk.cloud.port)}/${domain}/v2.0/.well-known/openid-configuration`,
    );
    const { issuer } = (await answer.json()) as { issuer: string };
    tenants.set(domain, new URL(issuer).pathname.split('/')[1] ?? '');
  }
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

const exists = (method: MatrixMethod, environment: MatrixEnvironment, service: Service): boolean =>
  environment.missing(service) === null && (method.missing?.(environment) ?? null) === null;

/** One round in these environments: all its ways, both services side by side. */
async function runRound(round: number, environments: readonly MatrixEnvironment[]): Promise<void> {
  const runs = environments.flatMap((environment) =>
    SERVICES.flatMap((service) =>
      METHODS.filter((method) => method.round === round && exists(method, environment, service)).map(
        async (method) => {
          const result = await runCell(desk, method, environment, service, key);
          cells.push({ method, environment, service, result });
        },
      ),
    ),
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
  it('is run', { timeout: 120_000 }, async () => {
    for (const environment of ENVIRONMENTS) {
      for (const round of ONE_BY_ONE) await runRound(round, [environment]);
    }
    await runRound(DEVICE_ROUND, ENVIRONMENTS);
  });

  it.each(ENVIRONMENTS.map((environment) => [environment.title, environment] as const))(
    '%s',
    (_title, environment) => {
      for (const service of SERVICES) {
        for (const method of METHODS.filter((one) => exists(one, environment, service))) {
          const cell = cellOf(method, environment, service);
          if (cell === undefined) throw new Error(`${method.title}, ${service}: was not run`);
          checkCell(cell, tenants);
        }
      }
      expect(cells.some((cell) => cell.environment === environment)).toBe(true);
    },
  );

  it('docs/connections.md says what came of it', async () => {
    await expectPart(DOCUMENT, 'ways', waysDocument(METHODS, cells));
  });
});
