import type { HttpClient } from '../http/types.ts';
import { discoverComplianceHost } from './compliance-host.ts';
import { createHelpFileSource } from './helpfile/source.ts';
import { createModuleFileReader } from './modulefile/reader.ts';
import { createModuleFileSource } from './modulefile/source.ts';
import { createFileThread } from './modulefile/thread.ts';
import { createSession } from './session.ts';
import type { ExchangeService } from './types.ts';

export interface ExchangeDeps {
  readonly http: HttpClient;
  /** Folder of the cached lists of cmdlets; made where it is missing. */
  readonly cacheFolder: string;
  /** The built module-worker.js; electron/exchange/modulefile/worker.ts in tests. */
  readonly moduleWorkerUrl: URL;
  readonly clientName?: string;
  readonly clientVersion: string;
  readonly log: (level: 'info' | 'warn', text: string, more?: Record<string, unknown>) => void;
}

/** Exchange Online's admin API: opens sessions. `close` ends the thread that reads module files. */
export function createExchange(deps: ExchangeDeps): ExchangeService & { close(): Promise<void> } {
  const client = { name: deps.clientName ?? 'Tenantdeck', version: deps.clientVersion };
  const reader = createModuleFileReader(deps.moduleWorkerUrl, deps.log);
  // Of its own: help is worth less than the list of cmdlets, and must not hold that up.
  const thread = createFileThread(deps.moduleWorkerUrl);
  const everSeen = { exchange: new Set<string>(), compliance: new Set<string>() };
  return {
    discoverHost: (target, signal) => discoverComplianceHost(deps.http, target, signal),
    openSession(target) {
      const { http, cacheFolder, log } = deps;
      const moduleFile = createModuleFileSource({ http, client, target, reader, cacheFolder, log });
      const helpFile = createHelpFileSource({ http, target, moduleFile, thread, cacheFolder, log });
      return createSession({
        http,
        client,
        target,
        moduleFile,
        helpFile,
        everSeen: everSeen[target.service],
      });
    },
    async close() {
      await Promise.all([reader.close(), thread.close()]);
    },
  };
}
