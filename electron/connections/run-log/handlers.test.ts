import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../shared/model/connection.ts';
import { failureOf } from '../../testing/world.ts';
import { createRunLogHandlers } from './handlers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ID = '7e4c8d2a-1111-4222-8333-123456789abc';

function handlers(path: string | null) {
  const shown: string[] = [];
  const runLog = path === null ? {} : { runLog: { path, problem: null } };
  const view = { services: [{ service: 'exchange', status: { state: 'signed-out' }, ...runLog }] };
  const made = createRunLogHandlers({
    registry: { view: (id) => (id === ID ? (view as unknown as ConnectionView) : null) },
    reveal: (one) => void shown.push(one),
    askForFolder: () => Promise.resolve(folder),
  });
  return { ...made, shown };
}

describe('opening the folder of a run log', () => {
  it('shows the file that the connection wrote', async () => {
    const path = join(folder, 'log.csv');
    writeFileSync(path, '');
    const { showRunLog, shown } = handlers(path);
    await showRunLog({ id: ID, service: 'exchange' });
    expect(shown).toEqual([path]);
  });

  it('opens nothing that no connection wrote, or that is gone', async () => {
    const gone = handlers(join(folder, 'gone.csv'));
    expect((await failureOf(gone.showRunLog({ id: ID, service: 'exchange' }))).code).toBe('not-found');
    expect((await failureOf(gone.showRunLog({ id: ID, service: 'compliance' }))).code).toBe('not-found');
    const none = handlers(null);
    expect((await failureOf(none.showRunLog({ id: ID, service: 'exchange' }))).code).toBe('not-found');
    expect([...gone.shown, ...none.shown]).toEqual([]);
  });

  it('takes the folder from the system’s own dialog', async () => {
    expect(await handlers(null).chooseLogFolder()).toEqual({ path: folder });
  });
});
