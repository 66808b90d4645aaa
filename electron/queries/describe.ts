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

/** The cmdlet a query's text names, and whether that changes data, told by its verb: no connection is asked. */
export function describeText(text: string): { cmdlet: string | null; changes: boolean } {
  const { ast } = parseScript(text);
  const first = ast.body?.statements[0];
  const command = first?.kind === 'Pipeline' ? first.elements[0] : undefined;
  const word = command?.kind === 'Command' ? command.elements[0] : undefined;
  const cmdlet = word?.kind === 'StringConstantExpression' && word.quote === 'bare' ? word.value : null;
  if (cmdlet === null) return { cmdlet: null, changes: false };
  const verb = cmdlet.split('-', 1)[0]?.toLowerCase() ?? '';
  return { cmdlet, changes: !READING_VERBS.has(verb) };
}
