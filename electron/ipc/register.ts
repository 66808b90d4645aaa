import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { events, type EventName, type EventPayload } from '../../shared/contract/events.ts';
import { contract, type Answer, type DomainName, type Handlers } from '../../shared/contract/index.ts';
import { eventChannel, methodChannel, methodNames } from '../../shared/contract/names.ts';
import type { OwnWindow } from '../shell/window.ts';
import { dispatch } from './dispatch.ts';
import { isOwnSender } from './sender.ts';

export interface IpcDeps {
  /** Calls that come before they stand wait for them. */
  readonly handlers: Promise<Handlers>;
  readonly window: OwnWindow;
  /** A call from anywhere but the app's own page. */
  readonly onForeign: (channel: string, address: string) => void;
  readonly onUnexpected: (channel: string, error: unknown) => void;
}

export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** Opens one channel for each method of the contract; there is no other way in. */
export function registerIpc(deps: IpcDeps): void {
  // electron-store opens a channel of its own for its renderer half, which this app does not use.
  ipcMain.removeAllListeners('electron-store-get-data');
  for (const [domain, methods] of Object.entries(methodNames) as [DomainName, readonly string[]][]) {
    for (const method of methods) {
      const channel = methodChannel(domain, method);
      ipcMain.handle(channel, (event: IpcMainInvokeEvent, raw: unknown): Promise<Answer<unknown>> => {
        const contents = deps.window()?.webContents;
        if (!isOwnSender(event, contents?.id ?? null)) {
          deps.onForeign(channel, event.senderFrame?.url ?? '');
          return Promise.resolve({
            ok: false,
            failure: {
              code: 'host-not-allowed',
              message: 'This page may not use Tenantdeck.',
              hint: '',
              correlationId: null,
              retryable: false,
            },
          });
        }
        return deps.handlers.then(
          (handlers) => dispatch(contract, handlers, domain, method, raw, deps.onUnexpected),
          () => notStarted,
        );
      });
    }
  }
}

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

/** Sends events to the app's window. A payload that does not fit its schema is a fault of ours and is dropped, said in the log. */
export function createEmit(window: OwnWindow, onUnexpected: (channel: string, error: unknown) => void): Emit {
  return (name, payload) => {
    const target = window();
    if (target === null || target.isDestroyed() || target.webContents.isDestroyed()) return;
    const parsed = events[name].safeParse(payload);
    if (parsed.success) target.webContents.send(eventChannel(name), parsed.data);
    else onUnexpected(eventChannel(name), parsed.error);
  };
}
