import type { CommandAst } from '../../shared/powershell/ast.ts';
import { parseScript } from '../../shared/powershell/parser/index.ts';

/** Verbs that never change data (DESIGN, safety rule 4). */
const READING_VERBS = new Set([
  'get',
  'test',
  'search',
  'export',
  'find',
  'measure',
  'resolve',
  'compare',
  'show',
]);

/** The first command of a text; null where it begins with something else. */
export function commandOf(text: string): CommandAst | null {
  const first = parseScript(text).ast.body?.statements[0];
  const element = first?.kind === 'Pipeline' ? first.elements[0] : undefined;
  return element?.kind === 'Command' ? element : null;
}

/** The cmdlet a query's text names, and whether that changes data, told by its verb: no connection is asked. */
export function describeText(text: string): { cmdlet: string | null; changes: boolean } {
  const word = commandOf(text)?.elements[0];
  const cmdlet = word?.kind === 'StringConstantExpression' && word.quote === 'bare' ? word.value : null;
  if (cmdlet === null) return { cmdlet: null, changes: false };
  const verb = cmdlet.split('-', 1)[0]?.toLowerCase() ?? '';
  return { cmdlet, changes: !READING_VERBS.has(verb) };
}
