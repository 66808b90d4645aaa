import type { ExchangeAccess } from '../../types.ts';
import { mayRun, type Command } from './command.ts';
import { CONFIGURATION } from './configuration.ts';
import { GROUPS } from './groups.ts';
import { MAILBOX_CHANGES } from './mailbox-changes.ts';
import { PERMISSIONS } from './permissions.ts';
import { RECIPIENT_READS } from './recipient-reads.ts';

/** The cmdlets of one service; its module file is written from them and InvokeCommand runs them. */
export interface CommandTable {
  /** The cmdlet of that name if this access may run it; names are case-insensitive. */
  find(name: string, access: ExchangeAccess): Command | null;
  allowed(access: ExchangeAccess): Command[];
}

export function commandTable(commands: readonly Command[]): CommandTable {
  const byName = new Map(commands.map((command) => [command.info.name.toLowerCase(), command]));
  return {
    find(name, access) {
      const command = byName.get(name.toLowerCase());
      return command && mayRun(command, access) ? command : null;
    },
    allowed: (access) => commands.filter((command) => mayRun(command, access)),
  };
}

/** Every cmdlet of the practice Exchange by name. */
export const COMMANDS: readonly Command[] = [
  ...RECIPIENT_READS,
  ...GROUPS,
  ...MAILBOX_CHANGES,
  ...PERMISSIONS,
  ...CONFIGURATION,
].sort((a, b) => (a.info.name < b.info.name ? -1 : 1));
