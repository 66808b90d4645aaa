import type { CommandAst } from '../../../../shared/powershell/ast.ts';
import { bindCommand, type BindErrorId } from '../../../../shared/powershell/binder.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { parseScript } from '../../../../shared/powershell/parser/index.ts';
import { LineMap, type LanguageProblem } from '../../../../shared/powershell/problems.ts';
import { allNodes } from '../../../../shared/powershell/walk.ts';
import { constantName, resolve, type KnownCommands } from './script-plan.ts';

/** What can be told of a command's parameters before it runs, whatever its values will be. */
const CERTAIN: ReadonlySet<BindErrorId> = new Set([
  'NamedParameterNotFound',
  'AmbiguousParameter',
  'ParameterAlreadyBound',
  'MissingArgument',
]);

/** Parameters that commands of a script don't have. Nothing that keeps it from being run: it may never come there. */
export function parameterHints(text: string, known: KnownCommands): LanguageProblem[] {
  const { ast, errors } = parseScript(text);
  if (errors.length > 0) return [];
  const lines = new LineMap(text);
  const found: LanguageProblem[] = [];
  for (const node of allNodes(ast)) {
    const info = node.kind === 'Command' ? cmdletOf(node, known) : undefined;
    if (node.kind !== 'Command' || info === undefined) continue;
    for (const { id, message, hint, start, end } of bindCommand(node, info, { source: text }).failures) {
      if (CERTAIN.has(id)) found.push({ id, message, hint, ...lines.place(start, end) });
    }
  }
  return found;
}

function cmdletOf(command: CommandAst, known: KnownCommands): CmdletInfo | undefined {
  const name = constantName(command);
  const entry = name === null ? undefined : resolve(name, known);
  if (entry?.type !== 'Cmdlet') return undefined;
  return 'builtIn' in entry ? entry.builtIn.info : entry.service;
}
