import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { FailureError } from '../../shared/model/failure.ts';
import { clientId, CUSTOMER } from '../testing/world.ts';
import { createProfileStore, type ProfileFile } from './profile-store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string | null): ProfileFile {
  const path = join(folder, 'connections.json');
  if (text !== null) writeFileSync(path, text);
  return {
    path,
    read: () => {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as unknown;
      } catch (error) {
        if (error instanceof SyntaxError) throw error;
        return undefined;
      }
    },
    write: (data) => writeFileSync(path, JSON.stringify(data)),
  };
}

const profile = (digit: string): ConnectionProfile => ({
  id: `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`,
  name: `Number ${digit}`,
  folder: '',
  colour: 0,
  cloudId: 'Practice',
  accountId: null,
  username: null,
  clientId,
  organization: { kind: 'customer', tenantId: CUSTOMER, name: 'Contoso', domain: null },
  services: ['exchange'],
  readOnly: true,
  signIn: BROWSER,
  options: NO_OPTIONS,
  createdAt: '2026-11-21T10:00:00.000Z',
  lastUsedAt: null,
});
const aside = () => readdirSync(folder).filter((name) => name.includes('.damaged-'));

describe('the file of saved connections', () => {
  it('may be missing', () => {
    expect(createProfileStore(fileWith(null)).list()).toEqual([]);
  });

  it('loses one damaged profile and keeps the rest, and the damaged text', () => {
    const broken = { ...profile('2'), cloudId: 'O365Moon', name: 'From the moon' };
    const file = fileWith(
      JSON.stringify({ version: 1, connections: [profile('1'), broken, 7, profile('3')] }),
    );
    const store = createProfileStore(file);
    expect(store.list().map((one) => one.name)).toEqual(['Number 1', 'Number 3']);
    expect(store.damaged().map((one) => one.label)).toEqual(['From the moon', 'Connection 3']);
    expect(store.damaged()[0]?.reason).toContain('environment');
    expect(readFileSync(store.damaged()[0]?.keptIn ?? '', 'utf8')).toContain('From the moon');
    const again = createProfileStore(file);
    expect([again.list().length, again.damaged().length]).toEqual([2, 0]);
  });

  it.each(['{ not json', '[[[', '"text"', '{"version":1}', '{"version":99,"connections":[]}'])(
    'is kept aside when it is %s',
    (text) => {
      const store = createProfileStore(fileWith(text));
      expect(store.list()).toEqual([]);
      expect(store.damaged()).toHaveLength(1);
      expect(aside().map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text]);
      store.put(profile('1'));
      expect(createProfileStore(fileWith(null)).list()).toHaveLength(1);
    },
  );

  it('tells of a file that its adapter put aside', () => {
    const record = { label: 'connections.json', reason: 'It is not JSON.', keptIn: '/elsewhere' };
    expect(createProfileStore({ ...fileWith(null), damaged: record }).damaged()).toEqual([record]);
  });

  it('is brought up from its first form', () => {
    const old: Partial<ConnectionProfile> = profile('1');
    delete old.signIn;
    delete old.options;
    delete old.folder;
    expect(createProfileStore(fileWith(JSON.stringify([old]))).list()).toEqual([profile('1')]);
  });

  it('says when it can’t be written, and keeps what was there', () => {
    const file = fileWith(JSON.stringify({ version: 1, connections: [profile('1')] }));
    const full = () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    };
    const store = createProfileStore({ ...file, write: full });
    try {
      store.put(profile('2'));
      expect.unreachable();
    } catch (error) {
      expect(error instanceof FailureError && error.failure.code).toBe('disk-full');
    }
    expect(store.list()).toHaveLength(1);
  });
});
