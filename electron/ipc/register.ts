import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Answer, DomainName } from '../../shared/contract/index.ts';
import { methodChannel, methodNames } from '../../shared/contract/names.ts';
import type { OwnWindow } from '../shell/window.ts';
import type { Dispatch } from './dispatch.ts';
import { isOwnSender } from './sender.ts';

export interface IpcDeps {
  /** Calls that come before it stands wait for it. */
  readonly dispatch: Promise<Dispatch>;
  readonly window: OwnWindow;
  /** A call from anywhere but the app's own page. */
  readonly onForeign: (channel: string, address: string) => void;
}

/**
 * Opens one channel for each method of the contract; there is no other way in. Knows names only: the schemas come with
 * the services, after the window.
 */
export function registerIpc(deps: IpcDeps): void {
  for (const [domain, methods] of Object.entries(methodNames) as [DomainName, readonly string[]][]) {
    for (const method of methods) {
      const channel = methodChannel(domain, method);
      ipcMain.handle(channel, (event: IpcMainInvokeEvent, raw: unknown): Promise<Answer<unknown>> => {
        if (!isOwnSender(event, deps.window()?.webContents.id ?? null)) {
          deps.onForeign(channel, event.senderFrame?.url ?? '');
          return Promise.resolve(foreign);
        }
        return deps.dispatch.then(
          (dispatch) => dispatch(domain, method, raw),
          () => notStarted,
        );
      });
    }
  }
}

/** electron-store opens a channel of its own for its renderer half, which this app does not use. */
export function closeForeignChannels(): void {
  ipcMain.removeAllListeners('electron-store-get-data');
}

const foreign: Answer<never> = {
  ok: false,
  failure: {
    code: 'host-not-allowed',
    message: 'This page may not use Tenantdeck.',
    hint: '',
    correlationId: null,
    retryable: false,
  },
};

/** Every answer when the services could not be built; the log says why. */
const notStarted: Answer<never> = {
  ok: false,
  failure: {
    code: 'internal',
    message: 'Tenantdeck could not start its services.',
    hint: 'Close it and start it again. If it happens again, look into the log folder.',
    correlationId: null,
    retryable: false,
  },
};
