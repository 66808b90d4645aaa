import { parseScript } from '../../../../../shared/powershell/parser/index.ts';
import type { AstNode } from '../../../../../shared/powershell/ast.ts';
import { allNodes } from '../../../../../shared/powershell/walk.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { unwrapped } from '../../values/object.ts';
import { PsHashtable } from '../../values/collections.ts';
import { commandFailure, PS_INVALID_OPERATION } from './failures.ts';
import { fullPath } from './folder/paths.ts';
import { eachTarget, pathParameters } from './folder/targets.ts';
import { decode } from './folder/text-encodings.ts';

/** What a data file may consist of: values that are written out, and nothing that runs. */
const PLAIN = new Set<AstNode['kind']>([
  'ScriptBlock',
  'StatementBlock',
  'Pipeline',
  'CommandExpression',
  'Hashtable',
  'StringConstantExpression',
  'ConstantExpression',
  'ArrayLiteral',
  'ArrayExpression',
  'ParenExpression',
  'UnaryExpression',
]);
const CONSTANT = /^(true|false|null)$/iu;

export const importDataFile: BuiltIn = {
  info: declare(
    'Import-PowerShellDataFile',
    [...pathParameters(), parameter('SkipLimitCheck', 'SwitchParameter')],
    { defaultSet: 'ByPath' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand',
  aliases: [],
  synopsis: 'Reads a hashtable of plain values from a .psd1 file of the working folder.',
  start: (context) => ({
    process() {
      eachTarget(context, {
        entry: ({ path }) => {
          read(context, path);
        },
        drive: () => undefined,
      });
    },
  }),
};

function read(context: Context, path: string): void {
  const { runtime } = context;
  const text = decode(runtime.host.files.read(path));
  const { ast, errors } = parseScript(text);
  const [problem] = errors;
  if (problem !== undefined) throw refused(path, context, problem.message);
  for (const node of allNodes(ast)) {
    const constant = node.kind === 'VariableExpression' && CONSTANT.test(node.name) && !node.splatted;
    if (!PLAIN.has(node.kind) && !constant) {
      throw refused(
        path,
        context,
        `'${text.slice(node.start, node.end).split('\n')[0] ?? ''}' is no plain value.`,
      );
    }
  }
  let table: PsHashtable | null = null;
  runtime.invokeText(text, (value) => {
    const plain = unwrapped(value);
    if (table === null && plain instanceof PsHashtable) table = plain;
  });
  if (table === null) throw refused(path, context, 'it holds no hashtable.');
  context.write(table);
}

function refused(path: string, { runtime }: Context, why: string): Error {
  return commandFailure(
    PS_INVALID_OPERATION,
    'CouldNotParseAsPowerShellDataFile',
    `The file '${fullPath(path, runtime)}' could not be parsed as a PowerShell Data File: ${why}`,
    'InvalidData',
  );
}
