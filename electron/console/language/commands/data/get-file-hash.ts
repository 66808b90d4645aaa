import { createHash } from 'node:crypto';
import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { fullPath } from './folder/paths.ts';
import { eachTarget } from './folder/targets.ts';
import { commandFailure, PS_NOT_SUPPORTED } from './failures.ts';

const ALGORITHMS = ['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5'];
const SHAPE = Shape.of(['Algorithm', 'Hash', 'Path']);

export const getFileHash: BuiltIn = {
  info: declare(
    'Get-FileHash',
    [
      parameter('Path', 'String[]', { sets: [{ set: 'Path', mandatory: true, position: 0 }] }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'LiteralPath', mandatory: true, pipeline: true, byName: true }],
      }),
      parameter('InputStream', 'Object', {
        sets: [{ set: 'StreamParameterSet', mandatory: true }],
      }),
      parameter('Algorithm', 'String', { position: 1, values: ALGORITHMS }),
    ],
    { defaultSet: 'Path' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetFileHashCommand',
  aliases: [],
  synopsis: 'Gives the hash of a file of the working folder.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      if (bound.has('InputStream')) {
        throw commandFailure(
          PS_NOT_SUPPORTED,
          'NotSupportedHere',
          'Get-FileHash -InputStream is not on offer in this console: there are no streams. Give the path of a file.',
          'NotImplemented',
        );
      }
      const algorithm = (bound.text('Algorithm') ?? 'SHA256').toUpperCase();
      eachTarget(context, {
        entry: (entry) => {
          if (entry.folder) return;
          const hash = createHash(algorithm.toLowerCase()).update(runtime.host.files.read(entry.path));
          context.write(
            new PsObject(
              SHAPE,
              [algorithm, hash.digest('hex').toUpperCase(), fullPath(entry.path, runtime)],
              ['Microsoft.PowerShell.Commands.FileHashInfo', 'System.Object'],
            ),
          );
        },
        drive: () => undefined,
      });
    },
  }),
};
