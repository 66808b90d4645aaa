import { events, type EventName, type EventPayload } from '../../shared/contract/events.ts';
import { eventChannel } from '../../shared/contract/names.ts';
import type { OwnWindow } from '../shell/window.ts';

export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

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
