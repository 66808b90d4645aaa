import type { Command } from '../exchange/cmdlets/command.ts';
import { cannotDo } from '../exchange/failure.ts';

/**
 * Whether the service takes the sessions that ask it for searches now. How a real client tells its service of
 * -EnableSearchOnlySession isn't known (exchange-rest-protocol.md 8.2), so nothing in a request can decide: tests do.
 */
export interface SearchSessions {
  refused: boolean;
}

/** The cmdlets that need such a session (exchange-rest-protocol.md 3). */
const NEEDS_ONE = /^(\w+-Compliance(Search|Case)|New-ComplianceSearchAction)$/i;
const SAID =
  'Please close the current PowerShell session and open a new session using Connect-IPPSSession with the -EnableSearchOnlySession flag.';

/** The same commands; those that search refuse, as long as they are to. */
export function guardSearches(commands: readonly Command[], sessions: SearchSessions): Command[] {
  const check = (): void => {
    if (sessions.refused) throw cannotDo('System.InvalidOperationException', SAID);
  };
  return commands.map((command) => {
    if (!NEEDS_ONE.test(command.info.name)) return command;
    if ('read' in command) {
      return {
        ...command,
        read(context, bound) {
          check();
          return command.read(context, bound);
        },
      };
    }
    return {
      ...command,
      plan(context, bound) {
        check();
        return command.plan(context, bound);
      },
    };
  });
}
