import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { CLOUDS } from '../../../shared/clouds.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import {
  CUSTOMER,
  draft,
  failureOf,
  fakeAccounts,
  fakeActivity,
  fakeExchange,
  memoryFile,
  sourcesOf,
  nothingKept,
} from '../../testing/world.ts';
import { createConnections, type Connections } from '../connections.ts';
import { readConnectionFile } from './file-text.ts';
import { createTransferHandlers } from './handlers.ts';

const APP = '36ee4c6c-0812-40a2-b820-b22ebd02bce3';
let folder = '';
let file: ReturnType<typeof memoryFile>;
let connections: Connections;
let transfer: ReturnType<typeof createTransferHandlers>;
let path: string | null;

function start(): void {
  const accounts = fakeAccounts();
  connections = createConnections({
    kept: nothingKept,
    file,
    accounts,
    sources: sourcesOf(accounts),
    exchange: fakeExchange(),
    activity: fakeActivity(),
    lookup: ({ cloudId }) =>
      Promise.resolve({ tenantId: CUSTOMER, cloudId, cloudName: CLOUDS[cloudId].name }),
    journalFile: memoryFile(),
  });
  transfer = createTransferHandlers({
    transfer: connections.transfer,
    askWhatToOpen: () => Promise.resolve(path),
    askWhereToSave: () => Promise.resolve(path),
  });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transfer-'));
  path = join(folder, 'export.json');
  file = memoryFile();
  start();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const create = (more: Partial<ConnectionDraft> = {}) => connections.handlers.create(draft(more));
const names = async () => (await connections.handlers.list()).connections.map(({ profile }) => profile.name);
const customer = { kind: 'customer', tenantId: CUSTOMER, name: 'Contoso', domain: null } as const;
const app: Partial<ConnectionDraft> = {
  accountId: null,
  name: 'Report',
  organization: { kind: 'own', tenantId: null, name: null, domain: 'contoso.onmicrosoft.com' },
  signIn: { kind: 'certificate', appId: APP, certificate: { from: 'file', path: '/keys/report.pfx' } },
};

/** Exports what is there and begins with none. */
async function exportAndEmpty(): Promise<void> {
  await transfer.exportFile({});
  file = memoryFile();
  start();
}
async function preview() {
  const shown = await transfer.importFile();
  if (shown === null) throw new Error('nothing chosen');
  return shown;
}

describe('export and import of connections', () => {
  it('brings everything about a connection to another computer but its account and its age', async () => {
    const one = await create({ folder: 'Work', options: { ...NO_OPTIONS, prefix: 'One', pageSize: 200 } });
    const two = await create({ organization: customer, services: ['exchange', 'compliance'] });
    await create(app);
    await exportAndEmpty();
    const shown = await preview();
    expect([shown.fresh.length, shown.twins, shown.damaged]).toEqual([3, [], []]);
    expect(await names()).toEqual([]);
    const { connections: made } = await transfer.applyImport({ importId: shown.importId });
    const kept = ({ profile }: (typeof made)[number]) => ({
      ...profile,
      id: '',
      createdAt: '',
      accountId: null,
    });
    expect(made.slice(0, 2).map(kept)).toEqual([one, two].map(kept));
    start();
    expect(await names()).toEqual(['Partner', 'Contoso', 'Report']);
  });

  it('exports only what was chosen, and says which file', async () => {
    await create();
    const { profile } = await create({ organization: customer });
    expect(await transfer.exportFile({ ids: [profile.id] })).toEqual({ path, count: 1 });
    expect((await preview()).twins.map(({ existing }) => existing)).toEqual(['Contoso']);
    path = null;
    expect(await transfer.exportFile({})).toBeNull();
    expect(await transfer.importFile()).toBeNull();
  });

  it('shows twins and takes them over never, not even those within one file', async () => {
    await create();
    await create(app);
    await transfer.exportFile({});
    const text = readFileSync(path ?? '', 'utf8');
    const data = JSON.parse(text) as { connections: unknown[] };
    writeFileSync(
      path ?? '',
      JSON.stringify({ ...data, connections: [...data.connections, ...data.connections] }),
    );
    const shown = await preview();
    expect([shown.fresh, shown.twins.map(({ existing }) => existing)]).toEqual([
      [],
      ['Partner', 'Report', 'Partner', 'Report'],
    ]);
    file = memoryFile();
    start();
    const empty = await preview();
    expect([empty.fresh.length, empty.twins.length]).toEqual([2, 2]);
    await create();
    const { connections: made } = await transfer.applyImport({ importId: empty.importId });
    expect(made.map(({ profile }) => profile.name)).toEqual(['Report']);
  });

  it('reports damaged records by name and reason, and takes over the rest', async () => {
    await create();
    await create({ organization: customer });
    await transfer.exportFile({});
    const data = JSON.parse(readFileSync(path ?? '', 'utf8')) as { connections: Record<string, unknown>[] };
    data.connections[1] = { ...data.connections[1], cloudId: 'O365Moon' };
    data.connections.push({ name: 'Half', canary: 'canary-in-a-record' });
    writeFileSync(path ?? '', JSON.stringify(data));
    file = memoryFile();
    start();
    const shown = await preview();
    expect(shown.damaged.map(({ label }) => label)).toEqual(['Contoso', 'Half']);
    expect(shown.damaged[0]?.reason).toContain('environment');
    expect(JSON.stringify(shown)).not.toContain('canary');
    await transfer.applyImport({ importId: shown.importId });
    expect(await names()).toEqual(['Partner']);
  });

  it('imports nothing at all where the disk is full, and everything at the next try', async () => {
    await create();
    await create({ organization: customer });
    await exportAndEmpty();
    const shown = await preview();
    const write = file.write.bind(file);
    file.write = () => {
      throw fail('disk-full', 'There is no space left.', 'Free some.');
    };
    expect((await failureOf(transfer.applyImport({ importId: shown.importId }))).code).toBe('disk-full');
    expect(await names()).toEqual([]);
    file.write = write;
    await transfer.applyImport({ importId: shown.importId });
    expect(await names()).toHaveLength(2);
  });

  it('is taken back, connected or not, and leaves what was there before', async () => {
    await create({ organization: customer });
    await create();
    await exportAndEmpty();
    await create({ organization: customer });
    const shown = await preview();
    const { connections: made } = await transfer.applyImport({ importId: shown.importId });
    const id = made[0]?.profile.id ?? '';
    await connections.handlers.connect({ id });
    const told: (string | null)[] = [];
    connections.registry.onConnection((gone, view) => told.push(view === null ? gone : null));
    await transfer.undoImport({ importId: shown.importId });
    expect(await names()).toEqual(['Contoso']);
    expect(told).toContain(id);
    expect((await failureOf(transfer.undoImport({ importId: shown.importId }))).code).toBe('not-found');
    expect((await failureOf(transfer.applyImport({ importId: shown.importId }))).code).toBe('not-found');
  });

  it('refuses other files in plain words', async () => {
    for (const [text, words] of [
      ['hello', 'not JSON'],
      ['{"connections":[]}', 'not an export'],
      ['{"format":"tenantdeck-connections","version":99,"connections":[]}', 'newer version'],
    ] as const) {
      writeFileSync(path ?? '', text);
      const failure = await failureOf(transfer.importFile());
      expect([failure.code, failure.message]).toEqual(['invalid-input', expect.stringContaining(words)]);
    }
    writeFileSync(path ?? '', Buffer.alloc(17 * 1024 * 1024, 0x20));
    expect((await failureOf(transfer.importFile())).code).toBe('too-large');
    path = join(folder, 'missing.json');
    expect((await failureOf(transfer.importFile())).code).toBe('not-found');
    path = join(folder, 'no', 'folder.json');
    expect((await failureOf(transfer.exportFile({}))).code).toBe('not-writable');
    expect(readdirSync(folder)).toEqual(['export.json']);
  });
});

describe('what an export must not carry', () => {
  it('no password, token or host that somebody agreed to', async () => {
    const secrets = { password: 'canary-password', accessToken: 'canary-token', keep: true };
    const { profile } = await create({
      signIn: { kind: 'credential', inline: false },
      options: {
        ...NO_OPTIONS,
        connectionUri: 'https://mail.contoso.example/x?key=canary-query#canary',
        authorityUri: 'https://user:canary-authority@login.contoso.example/',
        confirmedHosts: ['mail.contoso.example'],
      },
    });
    await connections.handlers.connect({ id: profile.id, secrets }).catch(() => undefined);
    // Whatever a profile may hold beside its fields stays here too.
    file.data = JSON.parse(
      JSON.stringify(file.data).replace('"folder":', '"secret":"canary-field","folder":'),
    ) as unknown;
    start();
    await transfer.exportFile({});
    const text = readFileSync(path ?? '', 'utf8');
    expect(text).toContain('https://mail.contoso.example/x');
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toMatchObject({ connections: [{ options: { confirmedHosts: [] } }] });
  });

  it('a file can’t agree to a host for its reader', async () => {
    await create({ options: { ...NO_OPTIONS, connectionUri: 'https://mail.contoso.example/' } });
    await transfer.exportFile({});
    const text = readFileSync(path ?? '', 'utf8');
    writeFileSync(
      path ?? '',
      text.replace('"confirmedHosts": []', '"confirmedHosts": ["mail.contoso.example"]'),
    );
    file = memoryFile();
    start();
    expect((await preview()).fresh[0]?.options.confirmedHosts).toEqual([]);
  });
});

it('a file can’t choose where a run log is written', async () => {
  const runLog = { errorReporting: true, folder: '/logs', level: 'All', performance: null } as const;
  await create({ options: { ...NO_OPTIONS, runLog } });
  await transfer.exportFile({});
  const text = readFileSync(path ?? '', 'utf8');
  expect(text).not.toContain('/logs');
  writeFileSync(
    path ?? '',
    text.replace(/("errorReporting": true,\s*"folder": )null/, '$1"//share/of/somebody"'),
  );
  expect(readFileSync(path ?? '', 'utf8')).toContain('//share/of/somebody');
  file = memoryFile();
  start();
  expect((await preview()).fresh[0]?.options.runLog).toEqual({ ...runLog, folder: null });
});

it('survives any text, with a failure for people or a preview', () => {
  const record = fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), options: fc.jsonValue() }));
  const shaped = fc
    .array(record, { maxLength: 5 })
    .map((list) => JSON.stringify({ format: 'tenantdeck-connections', version: 1, connections: list }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), shaped), (text) => {
      try {
        const { good } = readConnectionFile(text);
        expect(good.every((one) => one.options.confirmedHosts.length === 0)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(FailureError);
      }
    }),
    { numRuns: 1000, seed: 11 },
  );
});
