import { proxyAuthenticationProblem, SESSION_OPTIONS } from '../../../../../shared/connect/session-option.ts';
import { toText } from '../../convert/text.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import type { PsCredential } from '../../values/simple.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { commandFailure } from '../data/failures.ts';
import { declare, parameter } from '../declare.ts';

/** The properties that mean something over REST (connect.md, Parameters: PSSessionOption). */
const ACCESS = 'ProxyAccessType';
const AUTHENTICATION = 'ProxyAuthentication';
const CREDENTIAL = 'ProxyCredential';
const VALUES: Readonly<Record<string, readonly string[]>> = {
  [ACCESS]: ['None', 'IEConfig', 'WinHttpConfig', 'AutoDetect', 'NoProxyServer'],
  OutputBufferingMode: ['None', 'Drop', 'Block'],
  [AUTHENTICATION]: [
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

const ACCESS_DEFAULT = 'None';

/** What each was made of: "" for a switch. */
const made = new WeakMap<PsObject, Readonly<Record<string, string>>>();

function declared(name: string) {
  if (SESSION_OPTIONS[name] === 'switch') return parameter(name, 'SwitchParameter');
  const values = VALUES[name];
  return values === undefined ? parameter(name, 'Object') : parameter(name, 'String', { values });
}

/** -ProxyCredential with a name alone asks for its password, as each parameter that takes a credential does. */
function proxyCredential({ bound, runtime }: Context): Value {
  const given = bound.get('ProxyCredential') ?? null;
  if (given === null || hasKind(given, 'credential')) return given;
  return runtime.host.readCredential('Enter your credentials.', toText(given));
}

export const newPSSessionOption: BuiltIn = {
  info: declare('New-PSSessionOption', NAMES.map(declared)),
  typeName: 'Microsoft.PowerShell.Commands.NewPSSessionOptionCommand',
  aliases: [],
  synopsis: "Options for a Connect- command's -PSSessionOption: its proxy and the proxy's login.",
  start(context) {
    return {
      process() {
        const { bound } = context;
        const problem = proxyAuthenticationProblem(bound.text('ProxyAuthentication') ?? 'Default');
        if (problem !== null) {
          const words = `${problem.message} ${problem.hint}`;
          throw commandFailure('System.ArgumentException', 'InvalidArgument', words, 'InvalidArgument');
        }
        const credential = proxyCredential(context);
        const shown = (name: string): Value => {
          if (SESSION_OPTIONS[name] === 'switch') return bound.on(name);
          if (name === CREDENTIAL) return credential;
          return bound.get(name) ?? (name === ACCESS ? ACCESS_DEFAULT : null);
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

/** What session options say of a connection. */
export interface GivenSessionOption {
  readonly option: Readonly<Record<string, string>>;
  /** null: none was given. */
  readonly credential: PsCredential | null;
}

/** What session options were given, and what a script has set of them since; null: the value is none. */
export function sessionOptionOf(value: Value): GivenSessionOption | null {
  if (!(value instanceof PsObject)) return null;
  const before = made.get(value);
  if (before === undefined && value.get(ACCESS) == null) return null;
  const option = Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => name !== CREDENTIAL));
  for (const name of [ACCESS, AUTHENTICATION]) {
    const now = value.get(name) ?? null;
    const text = now === null ? '' : toText(now);
    if (text === '' || (text === ACCESS_DEFAULT && option[name] === undefined)) continue;
    option[name] = text;
  }
  const credential = value.get(CREDENTIAL) ?? null;
  const known = hasKind(credential, 'credential') ? credential : null;
  if (known !== null) option[CREDENTIAL] = `$${CREDENTIAL}`;
  return { option, credential: known };
}
