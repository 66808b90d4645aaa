import type { ConnectCommand } from './parameter-table.ts';

const COMMENT = /^[ \t]*#[ \t]*In Tenantdeck (Connect-\w+) also takes (-[^\r\n]*)/gim;

/**
 * What a copied command says of its connection beyond what the module's own command takes, such as a machine's identity
 * on Connect-IPPSSession. PowerShell reads past it.
 * @param words parameters with their values
 */
export const ownParametersComment = (command: ConnectCommand, words: readonly string[]): string =>
  `# In Tenantdeck ${command} also takes ${words.join(' ')}`;

/**
 * The parameters of such a comment, for the command at a place; null: there is none. A comment is for the next command
 * of its name.
 * @param after where the command before it of this name ends
 */
export function ownParametersBefore(
  text: string,
  command: ConnectCommand,
  { start, after }: { readonly start: number; readonly after: number },
): string | null {
  let found: string | null = null;
  for (const [, name = '', words = ''] of text.slice(after, start).matchAll(COMMENT)) {
    if (name.toLowerCase() === command.toLowerCase()) found = words;
  }
  return found;
}
