import { PsObject } from '../../values/object.ts';
import type { Value } from '../../values/model.ts';
import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';

/** The one property of New-PSSessionOption that means something over REST (connect.md, Parameters: PSSessionOption). */
export const PROXY_ACCESS = 'ProxyAccessType';

const NUMBERS = [
  'MaximumRedirection',
  'MaximumReceivedDataSizePerCommand',
  'MaximumReceivedObjectSize',
  'OpenTimeout',
  'CancelTimeout',
  'IdleTimeout',
  'OperationTimeout',
  'MaxConnectionRetryCount',
];
const SWITCHES = [
  'NoCompression',
  'NoMachineProfile',
  'SkipCACheck',
  'SkipCNCheck',
  'SkipRevocationCheck',
  'NoEncryption',
  'UseUTF16',
  'IncludePortInSPN',
];
const OTHERS = ['Culture', 'UICulture', 'ApplicationArguments', 'ProxyCredential'];

export const newPSSessionOption: BuiltIn = {
  info: declare('New-PSSessionOption', [
    ...NUMBERS.map((name) => parameter(name, 'Object')),
    ...SWITCHES.map((name) => parameter(name, 'SwitchParameter')),
    ...OTHERS.map((name) => parameter(name, 'Object')),
    parameter('OutputBufferingMode', 'String', { values: ['None', 'Drop', 'Block'] }),
    parameter(PROXY_ACCESS, 'String', {
      values: ['None', 'IEConfig', 'WinHttpConfig', 'AutoDetect', 'NoProxyServer'],
    }),
    parameter('ProxyAuthentication', 'String', {
      values: [
        'Default',
        'Basic',
        'Negotiate',
        'NegotiateWithImplicitCredential',
        'Credssp',
        'Digest',
        'Kerberos',
      ],
    }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.NewPSSessionOptionCommand',
  aliases: [],
  synopsis: "Options for a Connect- command's -PSSessionOption: its proxy.",
  start(context) {
    return {
      process() {
        const { bound } = context;
        const given = [
          ...NUMBERS,
          ...SWITCHES,
          ...OTHERS,
          'OutputBufferingMode',
          'ProxyAuthentication',
        ].filter((name) => bound.has(name));
        if (given.length > 0) {
          const names = given.map((name) => `-${name}`).join(', ');
          context.warning(
            `${names}: accepted, without effect. The service is reached over REST, where only -ProxyAccessType means something.`,
          );
        }
        const value = (name: string): Value => bound.get(name) ?? null;
        context.write(
          PsObject.from(
            [
              [PROXY_ACCESS, bound.text(PROXY_ACCESS) ?? 'None'],
              ['ProxyAuthentication', bound.text('ProxyAuthentication') ?? 'Negotiate'],
              [
                'ProxyCredential',
                value('ProxyCredential') === null ? null : toText(value('ProxyCredential')),
              ],
              ...[...NUMBERS, 'Culture', 'UICulture'].map((name): [string, Value] => [name, value(name)]),
              ...SWITCHES.map((name): [string, Value] => [name, bound.on(name)]),
            ],
            ['System.Management.Automation.Remoting.PSSessionOption', 'System.Object'],
          ),
        );
      },
    };
  },
};
