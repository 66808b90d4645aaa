import { SESSION_OPTIONS } from '../../../../../shared/connect/session-option.ts';
import { toText } from '../../convert/text.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';

/** The one property that means something over REST (connect.md, Parameters: PSSessionOption). */
const PROXY_ACCESS = 'ProxyAccessType';
const VALUES: Readonly<Record<string, readonly string[]>> = {
  [PROXY_ACCESS]: ['None', 'IEConfig', 'WinHttpConfig', 'AutoDetect', 'NoProxyServer'],
  OutputBufferingMode: ['None', 'Drop', 'Block'],
  ProxyAuthentication: [
    'Default',
    'Basic',
    'Negotiate',
    'NegotiateWithImplicitCredential',
    'Credssp',
    'Digest',
    'Kerberos',
  ],
};
const NAMES = Object.keys(SESSION_OPTIONS);
const TYPES = ['System.Management.Automation.Remoting.PSSessionOption', 'System.Object'];

/** What each was made of: "" for a switch. */
const made = new WeakMap<PsObject, Readonly<Record<string, string>>>();

function declared(name: string) {
  if (SESSION_OPTIONS[name] === 'switch') return parameter(name, 'SwitchParameter');
  const values = VALUES[name];
  return values === undefined ? parameter(name, 'Object') : parameter(name, 'String', { values });
}

export const newPSSessionOption: BuiltIn = {
  info: declare('New-PSSessionOption', NAMES.map(declared)),
  typeName: 'Microsoft.PowerShell.Commands.NewPSSessionOptionCommand',
  aliases: [],
  synopsis: "Options for a Connect- command's -PSSessionOption: its proxy.",
  start(context) {
    return {
      process() {
        const { bound } = context;
        const shown = (name: string): Value => {
          if (SESSION_OPTIONS[name] === 'switch') return bound.on(name);
          if (SESSION_OPTIONS[name] === 'secret') return null;
          return bound.get(name) ?? (name === PROXY_ACCESS ? 'None' : null);
        };
        const option = PsObject.from(
          NAMES.map((name): [string, Value] => [name, shown(name)]),
          TYPES,
        );
        const given = NAMES.filter((name) => bound.has(name)).map((name): [string, string] => {
          const plain = SESSION_OPTIONS[name] === 'value' ? toText(bound.get(name) ?? null) : '';
          return [name, plain];
        });
        made.set(option, Object.fromEntries(given));
        context.write(option);
      },
    };
  },
};

/** What session options were given; null: the value is none. */
export function sessionOptionOf(value: Value): Readonly<Record<string, string>> | null {
  if (!(value instanceof PsObject)) return null;
  const access = value.get(PROXY_ACCESS) ?? null;
  return made.get(value) ?? (access === null ? null : { [PROXY_ACCESS]: toText(access) });
}
