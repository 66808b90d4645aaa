import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { commandFailure, PS_NOT_SUPPORTED } from './failures.ts';
import { driveItem, setDriveItem } from './folder/drives.ts';
import { drivePath, type DrivePath } from './folder/paths.ts';
import { filterParameters, orError, pathParameters, writtenPaths } from './folder/targets.ts';
import type { Context } from '../builtin.ts';
import type { Value } from '../../values/model.ts';

/** Does `work` for each thing of the drives Variable:, Env: and Alias: that a path means; files have no such value. */
function onDrives(context: Context, work: (place: DrivePath) => void): void {
  for (const { text } of writtenPaths(context)) {
    orError(context, () => {
      const place = drivePath(text);
      if (place.drive === null) {
        throw commandFailure(
          PS_NOT_SUPPORTED,
          'NotSupported',
          'Provider operation stopped because the provider does not support this operation.',
          'NotImplemented',
        );
      }
      work(place);
    });
  }
}

function passOn(context: Context, place: DrivePath): void {
  if (!context.bound.on('PassThru')) return;
  for (const item of driveItem(place, context.runtime)) context.write(item.object());
}

export const setItem: BuiltIn = {
  info: declare(
    'Set-Item',
    [
      ...pathParameters(),
      parameter('Value', 'Object', { position: 1, pipeline: true, byName: true }),
      parameter('Force', 'SwitchParameter'),
      parameter('PassThru', 'SwitchParameter'),
      ...filterParameters,
    ],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SetItemCommand',
  aliases: ['si'],
  synopsis: 'Sets a variable or alias by its path.',
  start(context) {
    const piped: Value[] = [];
    const set = (value: Value): void => {
      onDrives(context, (place) => {
        if (!context.shouldProcess(`Item: ${place.path} Value: ${toText(value)}`, 'Set Item')) return;
        setDriveItem(place, value, context.runtime);
        passOn(context, place);
      });
    };
    return {
      process(input) {
        if (input === undefined || context.bound.has('Value')) set(context.bound.get('Value') ?? null);
        else piped.push(input);
      },
      end() {
        if (piped.length > 0) set(piped.at(-1) ?? null);
      },
    };
  },
};

export const clearItem: BuiltIn = {
  info: declare(
    'Clear-Item',
    [...pathParameters(), parameter('Force', 'SwitchParameter'), ...filterParameters],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ClearItemCommand',
  aliases: ['cli'],
  synopsis: 'Empties a variable by its path.',
  start: (context) => ({
    process() {
      onDrives(context, (place) => {
        for (const { name } of driveItem(place, context.runtime)) {
          if (!context.shouldProcess(`Item: ${name}`, 'Clear Item')) continue;
          setDriveItem({ ...place, path: name }, null, context.runtime);
        }
      });
    },
  }),
};
