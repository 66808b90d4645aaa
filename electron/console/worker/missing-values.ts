import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import { isSwitch, matchParameter } from '../../../shared/powershell/parameters.ts';
import { parseScript } from '../../../shared/powershell/parser/index.ts';
import { LineMap, type LanguageProblem } from '../../../shared/powershell/problems.ts';

/**
 * Parameters that were named but given nothing. The static binder lets those that take pipeline input pass, since in a
 * pipeline they may be filled later; a command on its own would go out without them, and `Get-Mailbox -Identity` would
 * read every mailbox.
 */
export function missingValues(text: string, cmdlet: CmdletInfo): LanguageProblem[] {
  const statement = parseScript(text).ast.body?.statements[0];
  const command = statement?.kind === 'Pipeline' ? statement.elements[0] : undefined;
  if (command?.kind !== 'Command') return [];
  const problems: LanguageProblem[] = [];
  const lines = new LineMap(text);
  command.elements.forEach((element, at) => {
    if (element.kind !== 'CommandParameter' || element.argument !== null) return;
    const match = matchParameter(cmdlet, element.name);
    if (!('found' in match) || isSwitch(match.found)) return;
    const next = command.elements[at + 1];
    const endsHere = next === undefined || (next.kind === 'CommandParameter' && names(cmdlet, next.name));
    if (!endsHere) return;
    problems.push({
      id: 'MissingArgument',
      message: `-${match.found.name} has no value.`,
      hint: `Write a value after -${match.found.name}.`,
      ...lines.place(element.start, element.end),
    });
  });
  return problems;
}

/** A word with a dash that names no parameter is a value. */
function names(cmdlet: CmdletInfo, name: string): boolean {
  const match = matchParameter(cmdlet, name);
  return 'found' in match || match.candidates.length > 0;
}
