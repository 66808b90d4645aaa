import type { Runtime } from '../../interpreter/runtime.ts';
import { failure, type Terminating } from '../../values/errors.ts';

/**
 * What a script's own Connect- and Disconnect- commands did to its use of the tab's connection. `disconnected`: it said
 * Disconnect-. `refused`: it asked for another organisation, account or way of signing in, so nothing that follows may
 * reach the one of the tab.
 */
type State = 'disconnected' | 'refused';

const states = new WeakMap<Runtime, State>();

export function markConnected(rt: Runtime): void {
  states.delete(rt);
}

export function markDisconnected(rt: Runtime): void {
  if (states.get(rt) !== 'refused') states.set(rt, 'disconnected');
}

export function markRefused(rt: Runtime): void {
  states.set(rt, 'refused');
}

/** The script may use the tab's connection. */
export function isConnected(rt: Runtime): boolean {
  return !states.has(rt);
}

/** Why a cmdlet of the service must not be sent now; null: it may. */
export function serviceRefusal(rt: Runtime, cmdlet: string): Terminating | null {
  const state = states.get(rt);
  if (state === undefined) return null;
  const refused = state === 'refused';
  const thrown = failure(
    refused ? 'ConnectionRefused' : 'Disconnected',
    refused
      ? `${cmdlet} was not sent: the script asked for another connection than the one of this tab and was refused, so what follows is not meant for this tab's organisation. Correct the Connect- command first.`
      : `${cmdlet} was not sent: the script had disconnected before. Take the Disconnect- command out or put it at the end.`,
    { type: 'System.Management.Automation.PSInvalidOperationException', category: 'ConnectionError' },
  );
  thrown.ends = refused ? 'script' : 'statement';
  return thrown;
}
