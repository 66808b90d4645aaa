import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { givenToken } from '../../electron/auth/given-token.ts';
import { CertificateProblem, FILE_PROBLEMS } from '../../electron/certificates/jobs.ts';
import { createCertificateThread } from '../../electron/certificates/thread.ts';
import { explainToken } from '../../electron/connections/explain-token.ts';
import { createProfileStore } from '../../electron/connections/profile-store.ts';
import { parseConnectText } from '../../shared/connect/parse.ts';
import { readAuthorityUri, readConnectionUri } from '../../shared/endpoints.ts';
import { profileSchema } from '../../shared/model/connection.ts';
import { FailureError } from '../../shared/model/failure.ts';
import {
  addresses,
  CANARY,
  certificateSeeds,
  commands,
  damaged,
  PROFILE,
  profileFiles,
  tokens,
} from './input-kinds.ts';
import { fuzzIpc } from './ipc/run.ts';
import { entryUrl } from '../../electron/testing/entries.ts';

/** Milliseconds that one input may take. */
const LONGEST = 1000;

export interface InputFuzzReport {
  readonly kind: string;
  readonly inputs: number;
  /** The slowest one's milliseconds. */
  readonly slowest: number;
  /** How it failed, and on what; null: it did not. */
  readonly failure: { readonly why: string; readonly input: string } | null;
}

/** Before the end of the tokens among the inputs. */
const NOW = 1_799_997_000_000;
const HELD = [CANARY, Buffer.from(CANARY).toString('base64url')];
const givenProfile = profileSchema.parse(PROFILE);

/** What each input is given to; everything that a person could come to read of it comes back as text. */
type Reader<T> = (input: T) => string | Promise<string>;

/** Of `count` inputs as many of each kind. The same seed makes the same inputs. */
export async function fuzzInputs(
  count: number,
  seed: number,
  onKind?: (report: InputFuzzReport) => void,
): Promise<InputFuzzReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const thread = createCertificateThread(entryUrl('certificate-worker'), LONGEST);
  const seeds = certificateSeeds(Date.now());
  const each = Math.ceil(count / 7);
  const reports: InputFuzzReport[] = [];
  const run = async <T>(kind: string, inputs: fc.Arbitrary<T>, read: Reader<T>) => {
    const report = await fuzzKind(kind, inputs, read, each, seed);
    reports.push(report);
    onKind?.(report);
  };
  const certificate: Reader<Uint8Array> = async (file) => {
    try {
      const answer = await thread.read(file, CANARY);
      return answer.ok ? '' : `${answer.problem} ${answer.detail}`;
    } catch (error) {
      return spoken(error);
    }
  };
  try {
    await run('PFX', damaged(seeds.pfx), certificate);
    await run('PEM', damaged(seeds.pem), certificate);
    await run('JWT', tokens, toldOfToken);
    await run(
      'URI',
      addresses,
      (text) => problemOf(readConnectionUri(text)) + problemOf(readAuthorityUri(text)),
    );
    await run('command', commands, toldOfCommand);
    await run('profile', profileFiles, (data) => readProfiles(data, folder));
    const { calls, slowest, failure } = await fuzzIpc(each, seed);
    const ipc = { kind: 'IPC', inputs: calls, slowest, failure };
    reports.push(ipc);
    onKind?.(ipc);
  } finally {
    await thread.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return reports;
}

async function fuzzKind<T>(
  kind: string,
  inputs: fc.Arbitrary<T>,
  read: Reader<T>,
  count: number,
  seed: number,
): Promise<InputFuzzReport> {
  let slowest = 0;
  let done = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    const began = performance.now();
    const text = await read(input);
    const took = performance.now() - began;
    slowest = Math.max(slowest, took);
    done++;
    if (HELD.some((secret) => text.includes(secret)))
      throw new Error(`a secret came out: ${text.slice(0, 300)}`);
    // The certificate's thread is given up after that time, and begins anew.
    if (took > LONGEST * 1.5) throw new Error(`it took ${took.toFixed(0)} ms`);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: count, seed });
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : 'no reason';
  return {
    kind,
    inputs: done,
    slowest,
    failure: failed ? { why, input: fc.stringify(counterexample?.[0]).slice(0, 2000) } : null,
  };
}

/** What a person reads of a failure; anything else that was thrown is a crash. */
function spoken(error: unknown): string {
  if (error instanceof FailureError) return `${error.failure.message} ${error.failure.hint}`;
  if (error instanceof CertificateProblem && FILE_PROBLEMS.includes(error.problem)) return error.detail;
  throw error;
}

const problemOf = (read: object): string => ('problem' in read ? String(read.problem) : '');

/** What is told of a pasted command: what was not understood, left open or left out. */
function toldOfCommand(text: string): string {
  const { connections, problems } = parseConnectText(text);
  return JSON.stringify([
    problems,
    connections.map(({ problems: refused, ignored, blanks, needs }) => [refused, ignored, blanks, needs]),
  ]);
}

/** What a given token says about itself, and what comes of connecting with it. */
async function toldOfToken(token: string): Promise<string> {
  const source = givenToken({ tenantOf: () => null, now: () => NOW }, givenProfile, {
    accessToken: token,
    keep: false,
  });
  const scopes = ['https://outlook.office365.com/.default'];
  const { signal } = new AbortController();
  const used = source
    .get({ scopes, interactive: 'never', signal })
    .then((found) => JSON.stringify({ ...found, value: '' }), spoken);
  try {
    return JSON.stringify(explainToken(token, NOW)) + (await used);
  } catch (error) {
    return spoken(error) + (await used);
  }
}

function readProfiles(data: unknown, folder: string): string {
  const store = createProfileStore({
    path: join(folder, 'connections'),
    read: () => data,
    write: () => undefined,
  });
  return store
    .damaged()
    .map(({ label, reason }) => `${label}: ${reason}`)
    .join('\n');
}

/** `npm run conformance -- --fuzz-inputs`. Exit status 1: something crashed, hung or told a secret. */
export async function runInputFuzz(count: number, seed: number): Promise<number> {
  const out = process.stdout;
  const reports = await fuzzInputs(count, seed, ({ kind, inputs, slowest, failure }) => {
    out.write(
      `fuzz: ${kind}, ${String(inputs)} inputs (seed ${String(seed)}), the slowest ${slowest.toFixed(0)} ms\n`,
    );
    if (failure !== null) out.write(`Failed on ${failure.input}\n${failure.why}\n`);
  });
  const passed = reports.every(({ failure }) => failure === null);
  out.write(passed ? 'fuzz: passed\n' : 'fuzz: failed\n');
  return passed ? 0 : 1;
}
