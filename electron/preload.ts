import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { eventChannel, eventNames, methodChannel, methodNames } from '../shared/contract/names.ts';

/**
 * The bridge: one function for each method of the contract, one listener for its events. The page can reach no channel
 * that is not listed, and never gets hold of ipcRenderer or an event object.
 */
const bridge: Record<string, unknown> = {};

for (const [domain, methods] of Object.entries(methodNames)) {
  bridge[domain] = Object.fromEntries(
    methods.map((method) => [
      method,
      (input: unknown): Promise<unknown> => ipcRenderer.invoke(methodChannel(domain, method), input),
    ]),
  );
}

const known: ReadonlySet<string> = new Set(eventNames);

bridge['on'] = (name: unknown, listener: unknown): (() => void) => {
  if (typeof name !== 'string' || !known.has(name) || typeof listener !== 'function')
    throw new TypeError('There is no such event.');
  const call = listener as (payload: unknown) => void;
  const forward = (_event: IpcRendererEvent, payload: unknown): void => {
    call(payload);
  };
  ipcRenderer.on(eventChannel(name), forward);
  return () => {
    ipcRenderer.off(eventChannel(name), forward);
  };
};

contextBridge.exposeInMainWorld('tenantdeck', bridge);
