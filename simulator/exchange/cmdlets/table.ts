import type { ExchangeAccess } from '../../types.ts';
import { mayRun, type Command } from './command.ts';
import { CONFIGURATION } from './configuration.ts';
import { GROUPS } from './groups.ts';
import { MAILBOX_CHANGES } from './mailbox-changes.ts';
import { PERMISSIONS } from './permissions.ts';
import { RECIPIENT_READS } from './recipient-reads.ts';

/** Every cmdlet of the practice cloud by name; the module file is written from this table and InvokeCommand runs it. */
export const COMMANDS: readonly Command[] = [
  ...RECIPIENT_READS,
  ...GROUPS,
  ...MAILBOX_CHANGES,
  ...PERMISSIONS,
  ...CONFIGURATION,
].sort((a, b) => (a.info.name < b.info.name ? -1 : 1));

const BY_NAME = new Map(COMMANDS.map((command) => [command.info.name.toLowerCase(), command]));

/** The cmdlet of that name if this access may run it; names are case-insensitive. */
export function findCommand(name: string, access: ExchangeAccess): Command | null {
  const command = BY_NAME.get(name.toLowerCase());
  return command && mayRun(command, access) ? command : null;
}

export function commandsFor(access: ExchangeAccess): Command[] {
  return COMMANDS.filter((command) => mayRun(command, access));
}
