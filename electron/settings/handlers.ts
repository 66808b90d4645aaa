import { CLOUDS } from '../../shared/clouds.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { fail } from '../../shared/model/failure.ts';
import { tryProxy, type ProxyTrialDeps } from '../http/proxy-trial.ts';
import type { ProxyPassword } from './proxy-password.ts';
import { readRootFile } from './root-file.ts';
import type { SettingsService } from './settings.ts';

const MOST_ROOTS = 50;

export interface SettingsHandlersDeps extends ProxyTrialDeps {
  readonly settings: SettingsService;
  readonly password: ProxyPassword;
  /** The proxy, its password or the roots changed: requests from now on go by the new ones. */
  readonly networkChanged: () => void;
  readonly forgetRefusals: () => void;
  /** null: closed without an answer. */
  readonly askForCertificate: () => Promise<string | null>;
  readonly now: () => Date;
}

/** Settings, and the parts of them that are more than a value. */
export function createSettingsHandlers(deps: SettingsHandlersDeps): Handlers['settings'] {
  const { settings, password } = deps;
  const changed = (next: Parameters<SettingsService['update']>[0]) => {
    const made = settings.update(next);
    deps.networkChanged();
    return made;
  };
  return {
    get: () => Promise.resolve(settings.get()),
    update: (patch) => Promise.resolve(settings.update(patch)),
    async setProxy({ proxy, password: typed }) {
      await password.keep(proxy, typed);
      return changed({ proxy });
    },
    proxyPassword: async () => ({ kept: await password.isKept(settings.get().proxy) }),
    tryProxy({ cloudId }) {
      deps.forgetRefusals();
      return tryProxy(deps, CLOUDS[cloudId]);
    },
    async addRootCertificates() {
      const path = await deps.askForCertificate();
      if (path === null) return null;
      const read = await readRootFile(path, deps.now());
      const { rootCertificates: before } = settings.get();
      const known = new Set(before.map(({ fingerprint }) => fingerprint));
      const added = read.filter(({ fingerprint }) => !known.has(fingerprint));
      if (before.length + added.length > MOST_ROOTS) {
        throw fail(
          'too-large',
          `More than ${MOST_ROOTS} root certificates can’t be kept.`,
          'Remove some that are not needed.',
        );
      }
      return added.length === 0 ? settings.get() : changed({ rootCertificates: [...before, ...added] });
    },
    async removeRootCertificate({ fingerprint }) {
      const { rootCertificates: before } = settings.get();
      return Promise.resolve(
        changed({ rootCertificates: before.filter((one) => one.fingerprint !== fingerprint) }),
      );
    },
  };
}
