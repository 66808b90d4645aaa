import type { CommandAst, CommandElementAst, ScriptBlockExpressionAst } from '../../shared/powershell/ast.ts';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { LineMap } from '../../shared/powershell/problems.ts';
import type { Problem } from '../../shared/model/console.ts';
import type { SavedQuery } from '../../shared/model/query.ts';
import { commandOf, describeText } from './describe.ts';

/**
 * What is wrong with a query before it is saved: the text's own errors, placeholders without a parameter and the other
 * way round, a change behind a read-only mark. Cmdlet and parameter names are checked when it runs: they are the account's.
 */
export function checkQuery(query: Pick<SavedQuery, 'text' | 'parameters' | 'readOnly'>): Problem[] {
  const { errors } = parseScript(query.text);
  const lines = new LineMap(query.text);
  const problems: Problem[] = errors.map((error) =>
    problem('error', error.message, error.hint, { ...error }),
  );
  const command = commandOf(query.text);
  if (command === null) {
    if (problems.length === 0)
      problems.push(
        problem(
          'error',
          'The text has no cmdlet.',
          'Begin with a cmdlet, for example Get-Mailbox.',
          lines.place(0),
        ),
      );
    return problems;
  }
  const { cmdlet, changes } = describeText(query.text);
  if (query.readOnly && changes)
    problems.push(
      problem(
        'error',
        `${cmdlet ?? 'This command'} changes data, and the query is marked as read-only.`,
        'Take the mark away, or use a cmdlet that only reads.',
        lines.place(command.start, command.end),
      ),
    );
  const declared = new Map(
    query.parameters.map((parameter) => [parameter.name.toLowerCase(), parameter.name]),
  );
  const used = new Set<string>();
  for (const placeholder of placeholdersOf(command)) {
    used.add(placeholder.name.toLowerCase());
    if (!declared.has(placeholder.name.toLowerCase()))
      problems.push(
        problem(
          'error',
          `{${placeholder.name}} is not among the parameters.`,
          'Add a parameter of that name, or change the text.',
          lines.place(placeholder.start, placeholder.end),
        ),
      );
  }
  for (const [key, name] of declared) {
    if (!used.has(key))
      problems.push(
        problem('warning', `The text does not use {${name}}.`, 'Use it, or remove the parameter.', null),
      );
  }
  return problems;
}

/** `{name}` where an argument stands: a script block of one bare word. */
function placeholdersOf(command: CommandAst): { name: string; start: number; end: number }[] {
  const blocks = command.elements.flatMap(blocksIn);
  return blocks.flatMap((block) => {
    const word = /^\{([A-Za-z][A-Za-z0-9_]*)\}$/.exec(block.text);
    return word?.[1] === undefined ? [] : [{ name: word[1], start: block.start, end: block.end }];
  });

  function blocksIn(element: CommandElementAst): { text: string; start: number; end: number }[] {
    if (element.kind === 'CommandParameter')
      return element.argument === null ? [] : blocksIn(element.argument);
    if (element.kind === 'ArrayLiteral') return element.elements.flatMap(blocksIn);
    return element.kind === 'ScriptBlockExpression' ? [textOf(element)] : [];
  }

  function textOf(block: ScriptBlockExpressionAst): { text: string; start: number; end: number } {
    const statement = block.body.body?.statements[0];
    const only = statement?.kind === 'Pipeline' ? statement.elements[0] : undefined;
    const word = only?.kind === 'Command' && only.elements.length === 1 ? only.elements[0] : undefined;
    const name = word?.kind === 'StringConstantExpression' && word.quote === 'bare' ? word.value : '';
    return { text: `{${name}}`, start: block.start, end: block.end };
  }
}

function problem(
  severity: Problem['severity'],
  message: string,
  hint: string,
  place: Problem['place'],
): Problem {
  return {
    severity,
    failure: { code: 'language', message, hint, correlationId: null, retryable: false },
    place:
      place === null ? null : { start: place.start, end: place.end, line: place.line, column: place.column },
    cmdlet: null,
    details: [],
  };
}
