import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { ConnectionFacts, ConnectRequest } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';
import { Terminating } from '../../values/errors.ts';
import { checkConnect, meansOwn } from './connection-check.ts';
import { connectRequest } from './connect-request.ts';
import { markConnected, markOpened, markRefused, openConnections } from './connection-state.ts';

const text = (name: string, aliases: readonly string[] = []): CmdletParameter =>
  parameter(name, 'String', { aliases });
const flag = (name: string): CmdletParameter => parameter(name, 'SwitchParameter');
const any = (name: string): CmdletParameter => parameter(name, 'Object');

/** Those that both commands have. */
const shared: readonly CmdletParameter[] = [
  any('ConnectionUri'),
  any('AzureADAuthorizationEndpointUri'),
  any('PSSessionOption'),
  flag('BypassMailboxAnchoring'),
  text('DelegatedOrganization'),
  text('Prefix'),
  any('CommandName'),
  any('FormatTypeName'),
  text('AccessToken'),
  text('AppId'),
  any('Certificate'),
  text('CertificateFilePath'),
  any('CertificatePassword'),
  text('CertificateThumbprint'),
  any('Credential'),
  flag('EnableErrorReporting'),
  any('LogDirectoryPath'),
  any('LogLevel'),
  text('Organization'),
  any('ShowBanner'),
  text('UserPrincipalName'),
  flag('DisableWAM'),
  any('EXOModuleBasePath'),
  any('SigningCertificate'),
  any('TrackPerformance'),
  flag('UseRPSSession'),
];

const exchangeOnly: readonly CmdletParameter[] = [
  parameter('ExchangeEnvironmentName', 'String', { position: 0 }),
  flag('Device'),
  flag('InlineCredential'),
  flag('LoadCmdletHelp'),
  flag('SkipLoadingCmdletHelp'),
  flag('SkipLoadingFormatData'),
  flag('ManagedIdentity'),
  text('ManagedIdentityAccountId'),
  any('PageSize'),
  any('ShowProgress'),
  any('UseMultithreading'),
];

function connector(
  name: ConnectRequest['command'],
  service: ConnectionFacts['service'],
  parameters: readonly CmdletParameter[],
): BuiltIn {
  return {
    info: declare(name, parameters),
    typeName: name,
    aliases: [],
    synopsis:
      "Connects: the tab's own connection where that is meant, else one more that stays with the tab.",
    start(context) {
      return {
        process() {
          const { runtime } = context;
          try {
            connect(name, service, context);
          } catch (error) {
            // What follows was written for another organisation: it must not run on this one.
            markRefused(runtime);
            if (error instanceof Terminating) error.ends = 'script';
            throw error;
          }
        },
      };
    },
  };
}

function connect(
  name: ConnectRequest['command'],
  service: ConnectionFacts['service'],
  context: Context,
): void {
  const { runtime, bound } = context;
  checkConnect(name, bound);
  const prefix = checkedPrefix(runtime, (bound.text('Prefix') ?? '').trim());
  sayInert(context);
  const { connection, connections } = runtime.host;
  const replaced = meansOwn(service, bound, connection);
  if (replaced !== null) {
    markConnected(runtime, prefix === '' ? (connection?.prefix ?? '') : prefix);
    if (bound.on('LoadCmdletHelp') && !bound.on('SkipLoadingCmdletHelp')) connections?.loadHelp();
    if (replaced.length > 0) {
      context.warning(
        `The practice organisation ${connection?.organisation ?? ''} stands in for ${replaced.join(' and ')}. In a tab of a real organisation, ${name} signs in to what it names.`,
      );
    }
    return;
  }
  if (connections === undefined) {
    throw commandFailure(
      PS_INVALID_OPERATION,
      'NotConnected',
      `${name} can't open a connection here.`,
      'NotImplemented',
    );
  }
  connections.open(connectRequest(name, context));
  markOpened(runtime);
}

/** connect.md, Parameters: Prefix. The tab's own connection may be given a prefix that it has already. */
function checkedPrefix(runtime: Runtime, prefix: string): string {
  if (prefix === '') return '';
  const refuse = (id: string, message: string): Terminating =>
    commandFailure('System.ArgumentException', id, message, 'InvalidArgument', prefix);
  if (!/^[a-z0-9]+$/i.test(prefix)) {
    throw refuse('InvalidPrefix', `-Prefix ${prefix} can't be used: a prefix has letters and digits only.`);
  }
  if (prefix.toLowerCase() === 'exo') {
    throw refuse('ReservedPrefix', "-Prefix EXO can't be used: it belongs to Get-EXOMailbox and the like.");
  }
  const taken = openConnections(runtime).find(
    (open) => open.of === 'script' && open.prefix.toLowerCase() === prefix.toLowerCase(),
  );
  if (taken !== undefined) {
    throw refuse(
      'PrefixInUse',
      `-Prefix ${prefix} is in use by an open connection (${taken.id ?? ''}). Choose another prefix, or disconnect that one first: Disconnect-ExchangeOnline -ModulePrefix ${taken.prefix}.`,
    );
  }
  return prefix;
}

/** Accepted parameters that change nothing here, and why. */
const INERT: readonly (readonly [name: string, why: string])[] = [
  ['DisableWAM', 'sign-ins always go through the system browser'],
  ['SigningCertificate', 'no module is generated that could be signed'],
  ['EXOModuleBasePath', 'no module is generated that needs a folder'],
];
const said = new WeakMap<Runtime, Set<string>>();

/** Once in a tab. */
function sayInert(context: Context): void {
  const { runtime, bound } = context;
  const before = said.get(runtime) ?? new Set<string>();
  said.set(runtime, before);
  for (const [name, why] of INERT) {
    if (!bound.has(name) || before.has(name)) continue;
    before.add(name);
    context.warning(`-${name}: accepted, without effect, since ${why}.`);
  }
}

export const connectExchange = connector('Connect-ExchangeOnline', 'exchange', [...exchangeOnly, ...shared]);
export const connectCompliance = connector('Connect-IPPSSession', 'compliance', [
  ...shared,
  flag('EnableSearchOnlySession'),
]);
