import { CLOUDS } from '../../../shared/clouds.ts';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import { isChange } from '../guard.ts';
import type { ScriptCommand, ScriptPlan } from '../protocol.ts';
import type { TabConnections } from './tab-connections.ts';

/** A connection that a call of a script can go to. */
export interface Place {
  /** null: the tab's own. */
  readonly id: string | null;
  readonly profile: ConnectionProfile;
  readonly session: ExchangeSession;
  readonly cmdlets: readonly CmdletInfo[];
}

export type OwnPlace = Omit<Place, 'id'>;

/** All that the calls of one run can go to. */
export class Places {
  /** The tab's own; another session of it once a script disconnected and connected it again. */
  own: OwnPlace | null;
  readonly #others: TabConnections;

  constructor(own: OwnPlace | null, others: TabConnections) {
    this.own = own;
    this.#others = others;
  }

  /** Throws FailureError: it is not open. */
  at(id: string | null): Place {
    if (id !== null) {
      const { connection, cmdlets } = this.#others.at(id);
      return { id, profile: connection.profile(), session: connection.session, cmdlets };
    }
    if (this.own === null) {
      throw fail(
        'not-connected',
        'You must call Connect-ExchangeOnline before calling any other cmdlet.',
        '',
      );
    }
    return { id, ...this.own };
  }

  /** The tab's own, or the one that was opened last; null: none is open. */
  shown(): Place | null {
    if (this.own !== null) return this.at(null);
    const newest = this.#others.all.at(-1);
    return newest === undefined ? null : this.at(newest.id);
  }
}

/** How a question about another connection than the tab's own looks. */
export function lookOf({ id, profile }: Place): { look?: { colour: number; practice: boolean } } {
  if (id === null) return {};
  return { look: { colour: profile.colour, practice: CLOUDS[profile.cloudId].practice } };
}

/** Commands of a script that change something, as far as its text tells, with the cmdlets that they are at a place. */
export function changesAt(
  { id, cmdlets, profile }: Place,
  plan: ScriptPlan,
): { readonly commands: readonly ScriptCommand[]; readonly changes: readonly CmdletInfo[] } {
  const known = new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
  const { prefix } = profile.options;
  const changes = new Set<CmdletInfo>();
  // With a Connect- command in the text, any of them may come to any place whose cmdlets have its name.
  const candidates = plan.connects
    ? [...plan.commands, ...plan.unknown]
    : plan.commands.filter(({ connection }) => connection === id);
  const commands = candidates.flatMap((command) => {
    const names = plan.connects && id !== null ? [bare(command.typed, prefix)] : [command.cmdlet];
    const found = command.whatIf ? undefined : known.get(names[0]?.toLowerCase() ?? '');
    if (found === undefined || !isChange(found)) return [];
    changes.add(found);
    return [{ ...command, cmdlet: found.name }];
  });
  commands.sort((a, b) => a.place.start - b.place.start);
  return { commands, changes: [...changes] };
}

/** A name without the prefix; as it is where it has none. */
function bare(typed: string, prefix: string): string {
  const dash = typed.indexOf('-') + 1;
  const has = prefix !== '' && typed.slice(dash).toLowerCase().startsWith(prefix.toLowerCase());
  return has ? typed.slice(0, dash) + typed.slice(dash + prefix.length) : typed;
}
