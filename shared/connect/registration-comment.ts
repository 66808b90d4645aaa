import type { ConnectCommand } from './parameter-table.ts';

const COMMENT =
  /^[ \t]*#[ \t]*(Connect-\w+) signs in through the app registration ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/gim;

/** What a copied command says of its connection's own app registration, for which PowerShell has no parameter. */
export const registrationComment = (command: ConnectCommand, clientId: string): string =>
  `# ${command} signs in through the app registration ${clientId}, for which it has no parameter.`;

/**
 * The app registration that such a comment names for the command at a place; null: none does. A comment is for the
 * next command of its name.
 * @param after where the command before it of this name ends
 */
export function registrationBefore(
  text: string,
  command: ConnectCommand,
  { start, after }: { readonly start: number; readonly after: number },
): string | null {
  let found: string | null = null;
  for (const comment of text.slice(after, start).matchAll(COMMENT)) {
    const [, name = '', clientId = ''] = comment;
    if (name.toLowerCase() === command.toLowerCase()) found = clientId.toLowerCase();
  }
  return found;
}
