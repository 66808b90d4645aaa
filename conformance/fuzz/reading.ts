import { testCmdlet, testParameter } from '../../shared/powershell/cmdlet.fixture.ts';
import { bindCommand } from '../../shared/powershell/binder.ts';
import { complete } from '../../shared/powershell/completion/complete.ts';
import { worldOf } from '../../shared/powershell/completion/world.ts';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { planSingleCommand } from '../../shared/powershell/plan.ts';
import { allNodes } from '../../shared/powershell/walk.ts';

const MAILBOX = testCmdlet(
  'Get-Mailbox',
  [
    testParameter('Identity', 'String', {
      aliases: ['Id', 'User'],
      sets: [{ set: 'Identity', position: 0, pipeline: true, byName: true, mandatory: true }],
    }),
    testParameter('Anr', 'String', { sets: [{ set: 'Anr' }] }),
    testParameter('Filter', 'String', { sets: [{ set: 'Anr' }, { set: 'Filter', mandatory: true }] }),
    testParameter('ResultSize', 'Unlimited', {}),
    testParameter('Archive', 'SwitchParameter', {}),
    testParameter('Properties', 'String[]', { sets: [{ position: 1 }] }),
  ],
  { defaultSet: 'Anr' },
);

/** Reads one text as the console does: lexer, parser and binder, and every ninth time what the editor asks besides. */
export function read(text: string, turn: number): void {
  const { ast, tokens, errors } = parseScript(text);
  const joined = tokens.map((token) => token.text).join('');
  if (joined !== text) throw new Error(`the tokens give ${JSON.stringify(joined)}`);
  for (const { id, start, end, line, column, message } of errors) {
    const fits = start >= 0 && end >= start && end <= text.length && line >= 1 && column >= 1;
    if (!fits || message === '') throw new Error(`error ${id} has no place or words`);
  }
  for (const node of allNodes(ast)) {
    if (!(node.start >= 0 && node.end >= node.start && node.end <= text.length)) {
      throw new Error(`${node.kind} lies at ${String(node.start)} to ${String(node.end)}`);
    }
    if (node.kind === 'Command') bindCommand(node, MAILBOX, { source: text, pipelineInput: turn % 2 === 1 });
  }
  if (turn % 9 !== 0) return;
  planSingleCommand(text, () => MAILBOX, { names: ['Get-Mailbox'] });
  complete(text, turn % (text.length + 1), worldOf([MAILBOX]));
}
