import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { FailureError } from '../../../../shared/model/failure.ts';
import type { Connections, ConnectionState, ConnectRequest, OpenedConnection } from '../../language/host.ts';
import { failure } from '../../language/values/errors.ts';
import type { ScriptQuestion, ToWorker } from '../../protocol.ts';
import type { Channel } from './channel.ts';

type Told = (ToWorker & { type: 'connections' })['opened'];

/** The tab's connections besides its own, as main says that they are. */
export class AskedConnections implements Connections {
  opened: readonly OpenedConnection[] = [];
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  set(told: Told): void {
    const before = new Map(this.opened.map((one) => [one.facts.id, one.cmdlets]));
    this.opened = told.map(({ facts, cmdlets }) => ({
      facts,
      cmdlets: cmdlets === null ? (before.get(facts.id) ?? new Map()) : byName(cmdlets),
    }));
  }

  open(request: ConnectRequest): OpenedConnection {
    const id = this.#ask({ kind: 'connect', request }) as string;
    const opened = this.opened.find(({ facts }) => facts.id === id);
    if (opened === undefined) throw failure('NotConnected', 'The connection was closed.', {});
    return opened;
  }

  close(ids: readonly (string | null)[]): void {
    this.#ask({ kind: 'disconnect', ids });
  }

  reopen(): void {
    this.#ask({ kind: 'reconnect' });
  }

  loadHelp(): void {
    this.#ask({ kind: 'loadHelp' });
  }

  states(ids: readonly (string | null)[]): readonly ConnectionState[] {
    return this.#ask({ kind: 'connections', ids }) as ConnectionState[];
  }

  #ask(question: ScriptQuestion): unknown {
    try {
      return this.#channel.wait(this.#channel.ask(question));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code, message, hint, command } = error.failure;
      const thrown = failure(code, hint === '' ? message : `${message} ${hint}`, {
        type: 'System.Exception',
        category: 'ConnectionError',
      });
      thrown.record.instead = command ?? null;
      throw thrown;
    }
  }
}

function byName(cmdlets: string): ReadonlyMap<string, CmdletInfo> {
  const list = JSON.parse(cmdlets) as CmdletInfo[];
  return new Map(list.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
}
