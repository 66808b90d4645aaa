import type { CmdletInfo, CmdletParameter } from '../model/cmdlet.ts';
import type { Service } from '../model/connection.ts';
import { allSets } from '../powershell/parameters.ts';

export const CONNECT_COMMANDS = ['Connect-ExchangeOnline', 'Connect-IPPSSession'] as const;
export type ConnectCommand = (typeof CONNECT_COMMANDS)[number];

/** The command that makes a connection to a service. */
export const COMMAND_OF: Readonly<Record<Service, ConnectCommand>> = {
  exchange: 'Connect-ExchangeOnline',
  compliance: 'Connect-IPPSSession',
};

/** What a parameter does to a connection. */
export type ConnectEffect =
  | 'address'
  | 'organization'
  | 'sign-in'
  | 'option'
  | 'log'
  /** Understood, and without effect over REST; kept in the options. */
  | 'inert'
  /** Asks for what no longer exists. */
  | 'retired';

export interface ConnectParameter {
  readonly name: string;
  readonly type: string;
  readonly effect: ConnectEffect;
  /** Its position on each command; null: by name only; undefined: the command does not have it. */
  readonly position: Readonly<Partial<Record<ConnectCommand, number | null>>>;
  /** Only where it changes nothing here: why, in a sentence. */
  readonly why?: string;
}

type On = 'E' | 'S' | 'ES';

function row(
  name: string,
  type: string,
  effect: ConnectEffect,
  on: On,
  positions: readonly [exchange: number, compliance?: number] | null = null,
  why?: string,
): ConnectParameter {
  return {
    name,
    type,
    effect,
    position: {
      ...(on.includes('E') && { 'Connect-ExchangeOnline': positions?.[0] ?? null }),
      ...(on.includes('S') && { 'Connect-IPPSSession': positions?.[1] ?? null }),
    },
    ...(why !== undefined && { why }),
  };
}

const NO_FORMAT = 'Results show all their properties, without format data.';
const NO_MODULE = 'No module file is made here, so there is nothing to sign or to put anywhere.';

/** Every parameter of the two commands but the common ones (connect.md, Parameters; positions as published). */
export const CONNECT_PARAMETERS: readonly ConnectParameter[] = [
  row('ConnectionUri', 'String', 'address', 'ES', [0, 0]),
  row('AzureADAuthorizationEndpointUri', 'String', 'address', 'ES', [1, 1]),
  row('ExchangeEnvironmentName', 'String', 'address', 'E', [2]),
  row('PSSessionOption', 'Object', 'option', 'ES', [3, 3]),
  row('DelegatedOrganization', 'String', 'organization', 'ES', [4, 2]),
  row('Prefix', 'String', 'option', 'ES', [5, 4]),
  row('CommandName', 'String[]', 'option', 'ES', [6, 5]),
  row('FormatTypeName', 'String[]', 'option', 'ES', [7, 6], NO_FORMAT),
  row('UserPrincipalName', 'String', 'sign-in', 'ES'),
  row('Organization', 'String', 'organization', 'ES'),
  row('AppId', 'String', 'sign-in', 'ES'),
  row('Certificate', 'Object', 'sign-in', 'ES'),
  row('CertificateFilePath', 'String', 'sign-in', 'ES'),
  row('CertificatePassword', 'SecureString', 'sign-in', 'ES'),
  row('CertificateThumbprint', 'String', 'sign-in', 'ES'),
  row('Credential', 'PSCredential', 'sign-in', 'ES'),
  row('InlineCredential', 'SwitchParameter', 'sign-in', 'E'),
  row('Device', 'SwitchParameter', 'sign-in', 'E'),
  row('ManagedIdentity', 'SwitchParameter', 'sign-in', 'E'),
  row('ManagedIdentityAccountId', 'String', 'sign-in', 'E'),
  row('AccessToken', 'String', 'sign-in', 'ES'),
  row('BypassMailboxAnchoring', 'SwitchParameter', 'option', 'ES'),
  row('PageSize', 'UInt32', 'option', 'E'),
  row('ShowBanner', 'SwitchParameter', 'option', 'ES'),
  row('ShowProgress', 'Boolean', 'option', 'E', null, 'Progress is always shown.'),
  row('LoadCmdletHelp', 'SwitchParameter', 'option', 'E'),
  row('SkipLoadingCmdletHelp', 'SwitchParameter', 'option', 'E'),
  row('SkipLoadingFormatData', 'SwitchParameter', 'option', 'E', null, NO_FORMAT),
  row(
    'UseMultithreading',
    'Boolean',
    'option',
    'E',
    null,
    'The service’s own limits decide how much is read at once.',
  ),
  row('EnableSearchOnlySession', 'SwitchParameter', 'option', 'S'),
  row('EnableErrorReporting', 'SwitchParameter', 'log', 'ES'),
  row('LogDirectoryPath', 'String', 'log', 'ES'),
  row('LogLevel', 'String', 'log', 'ES'),
  row('TrackPerformance', 'Boolean', 'log', 'ES'),
  row('DisableWAM', 'SwitchParameter', 'inert', 'ES', null, 'Sign-in always uses the system browser here.'),
  row('SigningCertificate', 'Object', 'inert', 'ES', null, NO_MODULE),
  row('EXOModuleBasePath', 'String', 'inert', 'ES', null, NO_MODULE),
  row('UseRPSSession', 'SwitchParameter', 'retired', 'ES'),
];

function parameterFor(command: ConnectCommand, parameter: ConnectParameter): CmdletParameter[] {
  const position = parameter.position[command];
  if (position === undefined) return [];
  const set = { set: allSets, mandatory: false, position, pipeline: false, byName: false };
  return [{ name: parameter.name, type: parameter.type, aliases: [], sets: [set] }];
}

/** The command as the binder of the console's language knows commands: common parameters come with it. */
export function connectCmdlet(command: ConnectCommand): CmdletInfo {
  return {
    name: command,
    defaultSet: null,
    supportsShouldProcess: false,
    confirmImpact: 'None',
    batching: false,
    encrypted: [],
    parameters: CONNECT_PARAMETERS.flatMap((parameter) => parameterFor(command, parameter)),
  };
}

/** The command that a name typed in any case means; a module's name before it is left out. */
export function connectCommandOf(typed: string): ConnectCommand | null {
  const name = typed.toLowerCase().replace(/^exchangeonlinemanagement\\/, '');
  return CONNECT_COMMANDS.find((command) => command.toLowerCase() === name) ?? null;
}
