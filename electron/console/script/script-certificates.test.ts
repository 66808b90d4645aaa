import { describe, expect, it } from 'vitest';
import { RunReport } from '../run-state.ts';
import { failureOf } from '../../testing/world.ts';
import type { CertificateRequest } from '../protocol.ts';
import type { ScriptCertificatePort } from '../types.ts';
import { answerCertificate } from './script-certificates.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const WANTED = {
  subject: 'CN=Mail report',
  notBefore: NOON,
  notAfter: NOON + 86_400_000,
  keyLength: 2048,
  hash: 'sha256',
  dnsNames: [],
} as const;

/** What main did of a question that a thread sent, right or forged. */
async function answered(
  request: CertificateRequest,
  signal = new AbortController().signal,
  readOnlyQuery = false,
) {
  const did: string[] = [];
  const never = (name: string) => () => {
    did.push(name);
    return Promise.reject(new Error(`${name} was called`));
  };
  const certificates: ScriptCertificatePort = {
    list: () => Promise.resolve([]),
    listStore: () => Promise.resolve([]),
    lookAtFile: never('lookAtFile'),
    importFile: never('importFile'),
    remove: never('remove'),
    usedBy: () => [],
    create: never('create'),
    pfxFile: never('pfxFile'),
  };
  const failure = await failureOf(
    answerCertificate(request, {
      certificates,
      readOnlyQuery,
      activity: { begin: never('begin') },
      places: { shown: () => null },
      folder: { answer: never('answer'), pathOf: never('pathOf') },
      prompts: { ask: never('ask') },
      tabId: 'tab',
      runId: 'run',
      signal,
      report: new RunReport({ tabId: 'tab', runId: 'run' }, () => undefined),
    }),
  );
  return { failure, did };
}

describe('questions of a thread about certificates', () => {
  it.each([
    { ...WANTED, subject: '' },
    { ...WANTED, notAfter: NOON },
    { ...WANTED, notAfter: Number.NaN },
    { ...WANTED, notAfter: Date.UTC(12_000, 0) },
    { ...WANTED, keyLength: 1_000_000 as 2048 },
    { ...WANTED, hash: 'md5' as 'sha256' },
    { ...WANTED, dnsNames: [''] },
  ])('makes none of values that none can have: %j', async (wanted) => {
    const { failure, did } = await answered({ op: 'create', wanted });
    expect(failure).toMatchObject({ code: 'invalid-input' });
    expect(did).toEqual([]);
  });

  it('exports no certificate that is not kept, and asks nobody about it', async () => {
    const request = { op: 'savePfx', certificateId: 'x', path: 'a.pfx', password: 'p' } as const;
    const { failure, did } = await answered(request);
    expect(failure).toMatchObject({ code: 'not-found' });
    expect(did).toEqual([]);
  });

  it('deletes none that is not kept, and none at all for a query that is read-only', async () => {
    const request = { op: 'remove', certificateId: 'x' } as const;
    expect(await answered(request)).toMatchObject({ failure: { code: 'not-found' }, did: [] });
    const readOnly = await answered(request, undefined, true);
    expect(readOnly).toMatchObject({ failure: { code: 'read-only' }, did: [] });
  });

  it('writes as a certificate only what is one', async () => {
    const certificate = Buffer.from('not a certificate').toString('base64');
    const { failure, did } = await answered({ op: 'saveCer', certificate, path: 'a.cer' });
    expect(failure).toMatchObject({ code: 'invalid-input' });
    expect(did).toEqual([]);
  });

  it('does nothing once the run was stopped', async () => {
    const { failure, did } = await answered({ op: 'create', wanted: WANTED }, AbortSignal.abort());
    expect(failure).toMatchObject({ code: 'cancelled' });
    expect(did).toEqual([]);
  });
});
