import { declare, parameter } from '../declare.ts';
import { failure } from '../../values/errors.ts';
import { elementsOf } from '../../format/enumerate.ts';
import { packetOf } from '../../format/packets.ts';
import type { BuiltIn } from '../builtin.ts';
import type { Value } from '../../values/model.ts';

const TYPE = 'Microsoft.PowerShell.Commands.OutGridViewCommand';

export const outGridView: BuiltIn = {
  info: declare(
    'Out-GridView',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Title', 'String', { notNull: 'nullOrEmpty' }),
      parameter('Wait', 'SwitchParameter', { sets: ['Wait'] }),
      parameter('OutputMode', 'String', { values: ['None', 'Single', 'Multiple'], sets: ['OutputMode'] }),
      parameter('PassThru', 'SwitchParameter', { sets: ['PassThru'] }),
    ],
    { defaultSet: 'PassThru' },
  ),
  typeName: TYPE,
  aliases: ['ogv'],
  synopsis: 'Shows objects as a grid of their own.',
  start(context) {
    const { bound, runtime } = context;
    const objects: Value[] = [];
    const mode = bound.on('PassThru') ? 'multiple' : (bound.text('OutputMode')?.toLowerCase() ?? 'none');
    const pass = (at: number) => {
      const object = objects[at];
      if (object !== undefined) context.write(object);
    };
    return {
      begin() {
        if (mode !== 'none' && runtime.host.pickRows === undefined) {
          // Passing on everything instead of what somebody chose could change the wrong objects.
          throw failure(
            'OutGridViewSelectionNotSupported',
            'Out-GridView cannot pass on rows chosen in its grid in this console. Choose the objects with Where-Object or with Read-Host, or leave out -PassThru and -OutputMode.',
            { type: 'System.Management.Automation.PSNotSupportedException', category: 'NotImplemented' },
          );
        }
      },
      process(input) {
        runtime.host.checkStop();
        const value = input === undefined ? bound.get('InputObject') : input;
        if (value === undefined || value === null) return;
        if (packetOf(value) !== null) {
          throw failure(
            'DataNotQualifiedForGridView',
            'The data format is not supported by Out-GridView. Leave out the Format command before it.',
            { type: 'System.FormatException', category: 'InvalidType' },
          );
        }
        const elements = elementsOf(value);
        if (elements === null) objects.push(value);
        else for (const element of elements) objects.push(element);
      },
      end() {
        const title = bound.text('Title') ?? 'Out-GridView';
        if (objects.length === 0) return;
        if (mode === 'none') runtime.host.showGrid(title, objects);
        else for (const at of runtime.host.pickRows?.(title, objects, mode === 'multiple') ?? []) pass(at);
      },
    };
  },
};
