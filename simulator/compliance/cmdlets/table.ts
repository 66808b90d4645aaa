import type { Command } from '../../exchange/cmdlets/command.ts';
import { PROTECTION_COMMANDS } from './protection.ts';
import { RETENTION_COMMANDS } from './retention.ts';
import { SEARCH_COMMANDS } from './searches.ts';

/** Every cmdlet of the practice Security & Compliance by name. */
export const COMPLIANCE_COMMANDS: readonly Command[] = [
  ...RETENTION_COMMANDS,
  ...SEARCH_COMMANDS,
  ...PROTECTION_COMMANDS,
].sort((a, b) => (a.info.name < b.info.name ? -1 : 1));
