import { createClock } from './clock.ts';
import type { SearchSessions } from './compliance/search-session.ts';
import { createFaultBook } from './control/faults.ts';
import { createRequestLog } from './control/request-log.ts';
import { createControlHandler } from './control/server.ts';
import { createTokenSigner } from './entra/access-tokens.ts';
import { createApps } from './entra/apps.ts';
import { createCodes } from './entra/codes.ts';
import { createDeviceCodes } from './entra/device-codes.ts';
import { createConsentStore } from './entra/consent.ts';
import { createRefreshTokens } from './entra/refresh-tokens.ts';
import { createEntraService } from './entra/service.ts';
import { createSessions } from './entra/sessions.ts';
import { createState, readState, writeState } from './entra/state.ts';
import { createTokenVerifier } from './entra/verifier.ts';
import { createImdsService } from './imds/service.ts';
import { createGraphService } from './graph/service.ts';
import { createFront } from './http/front.ts';
import { listenOnLoopback } from './listen.ts';
import { DEFAULT_OPTIONS, type PracticeOptions } from './options.ts';
import type { PracticeDirectory, PracticeRequest, PracticeService, TokenVerifier } from './types.ts';
import { createDirectory, type WorldDirectory } from './world/directory.ts';
import { buildWorld } from './world/world.ts';

/** A practice cloud that is up. */
export interface PracticeCloud {
  readonly port: number;
  /** Null without a control secret. */
  readonly controlPort: number | null;
  /** For tests in the same process. */
  readonly directory: WorldDirectory;
  close(): Promise<void>;
}

/** Makes the Exchange part; it gets what it needs to know of the rest. */
export type ExchangeFactory = (options: {
  readonly directory: PracticeDirectory;
  readonly tokens: TokenVerifier;
  readonly seed: number;
  readonly searchSessions: SearchSessions;
}) => PracticeService;

/** Puts the parts together and listens. Rejects with PortInUse when a port that was asked for is taken. */
export async function assembleCloud(
  given: Partial<PracticeOptions>,
  createExchange: ExchangeFactory,
  report: (error: unknown) => void,
): Promise<PracticeCloud> {
  const options: PracticeOptions = { ...DEFAULT_OPTIONS, ...given };
  const clock = createClock(options.skewSeconds);
  const world = buildWorld({
    seed: options.seed,
    customers: options.customers,
    mailboxes: options.mailboxes,
    now: options.today ?? clock.now(),
  });
  const directory = createDirectory(world, clock);

  const kept = options.stateFile === null ? null : await readState(options.stateFile);
  const state = kept ?? (await createState());
  const save = createSaver(options.stateFile, report, () => ({
    ...state,
    consents: consents.save(),
    appCertificates: apps.save(),
  }));
  const consents = createConsentStore(state.consents, save.soon);
  const apps = createApps(directory, state.appCertificates, save.soon);
  if (kept === null) save.soon();

  const signer = await createTokenSigner(state.privateJwk, clock, options.tokenLifetimeSeconds);
  const verifier = createTokenVerifier(signer, clock);
  const refreshTokens = createRefreshTokens(state.sealingKey, clock);
  const sessions = createSessions();
  const wrongTenant = new WeakSet<PracticeRequest>();
  const searchSessions: SearchSessions = { refused: false };
  const faults = createFaultBook();
  const log = createRequestLog(clock, options.controlSecret !== null);

  const imds = createImdsService({ apps, signer, arcFolder: options.arcFolder });
  const entra = createEntraService({
    clock,
    directory,
    signer,
    apps,
    refreshTokens,
    consents,
    codes: createCodes(clock),
    deviceCodes: createDeviceCodes(clock),
    sessions,
    wrongTenant: (request) => wrongTenant.has(request),
  });
  const front = createFront({
    services: {
      entra: async (request) => (await imds(request)) ?? entra(request),
      exchange: createExchange({ directory, tokens: verifier, seed: options.seed, searchSessions }),
      graph: createGraphService({ directory, tokens: verifier, clock }),
    },
    faults,
    log,
    clock,
    wrongTenant,
    report,
  });
  const listening = await listenOnLoopback(
    (message, out) => void front(message, out).catch(report),
    options.port,
  );

  let control: Awaited<ReturnType<typeof listenOnLoopback>> | null = null;
  if (options.controlSecret !== null) {
    const handler = createControlHandler({
      secret: options.controlSecret,
      faults,
      log,
      clock,
      tokens: verifier,
      refreshTokens,
      consents,
      sessions,
      apps,
      directory,
      searchSessions,
    });
    try {
      control = await listenOnLoopback(handler, options.controlPort);
    } catch (error) {
      await listening.close();
      throw error;
    }
  }
  return {
    port: listening.port,
    controlPort: control?.port ?? null,
    directory,
    close: async () => {
      await Promise.all([listening.close(), control?.close()]);
      await save.finished();
    },
  };
}

/** Writes the state file after changes, one write at a time. */
function createSaver(
  file: string | null,
  report: (error: unknown) => void,
  current: () => Parameters<typeof writeState>[1],
): { readonly soon: () => void; readonly finished: () => Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    soon: () => {
      if (file === null) return;
      last = last.then(() => writeState(file, current())).catch(report);
    },
    finished: () => last,
  };
}
