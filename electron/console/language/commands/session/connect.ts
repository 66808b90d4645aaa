import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { UNIX_EPOCH_TICKS } from '../../values/time.ts';
import type { ConnectionFacts } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { PsObject } from '../../values/object.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';
import { Terminating } from '../../values/errors.ts';
import { checkConnect } from './connection-check.ts';
import {
  markConnected,
  markDisconnected,
  markRefused,
  openConnections,
  type OpenConnection,
} from './connection-state.ts';

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
  any('SigningCertificate'),
  any('TrackPerformance'),
  any('UseMultithreading'),
  flag('UseRPSSession'),
];

function connector(
  name: 'Connect-ExchangeOnline' | 'Connect-IPPSSession',
  service: ConnectionFacts['service'],
  parameters: readonly CmdletParameter[],
): BuiltIn {
  return {
    info: declare(name, parameters),
    typeName: name,
    aliases: [],
    synopsis: 'Answered for the connection that the tab has; another one is refused.',
    start(context) {
      return {
        process() {
          const { runtime, bound } = context;
          let replaced: readonly string[];
          try {
            replaced = checkConnect(name, service, bound, runtime.host.connection);
          } catch (error) {
            // What follows was written for another organisation: it must not run on this one.
            markRefused(runtime);
            if (error instanceof Terminating) error.ends = 'script';
            throw error;
          }
          markConnected(runtime, (bound.text('Prefix') ?? '').trim());
          if (replaced.length > 0) {
            const own = runtime.host.connection?.organisation ?? '';
            context.warning(
              `The practice organisation ${own} stands in for ${replaced.join(' and ')}. In a tab of a real organisation, ${name} takes only the account and organisation of that tab.`,
            );
          }
        },
      };
    },
  };
}

export const connectExchange = connector('Connect-ExchangeOnline', 'exchange', [...exchangeOnly, ...shared]);
export const connectCompliance = connector('Connect-IPPSSession', 'compliance', [
  ...shared,
  flag('EnableSearchOnlySession'),
  flag('UseRPSSession'),
]);

interface Shown {
  readonly use: OpenConnection;
  readonly facts: ConnectionFacts;
  /** 1-based, in the order of connecting. */
  readonly at: number;
}

/** The connections that the script sees: the tab's, once for each prefix, unless it disconnected. */
function visible(runtime: Runtime): Shown[] {
  const { connection } = runtime.host;
  if (connection === undefined) return [];
  return openConnections(runtime).map((use, index) => ({
    use,
    facts: { ...connection, id: use.id ?? connection.id },
    at: index + 1,
  }));
}

/** -ConnectionId and -ModulePrefix. */
function selected(context: Context): Shown[] {
  const { bound, runtime } = context;
  const lower = (name: string) => bound.list(name)?.map((value) => toText(value).toLowerCase());
  const ids = lower('ConnectionId');
  const prefixes = lower('ModulePrefix');
  return visible(runtime).filter(
    ({ facts, use }) =>
      (ids === undefined || ids.includes(facts.id.toLowerCase())) &&
      (prefixes === undefined || (use.prefix !== '' && prefixes.includes(use.prefix.toLowerCase()))),
  );
}

const which = [
  parameter('ConnectionId', 'String[]', { sets: [{ set: 'ConnectionId', mandatory: true, byName: true }] }),
  parameter('ModulePrefix', 'String[]', { sets: [{ set: 'ModulePrefix', mandatory: true, byName: true }] }),
];

export const disconnectExchange: BuiltIn = {
  info: declare('Disconnect-ExchangeOnline', which, {
    defaultSet: 'DefaultParameterSet',
    supportsShouldProcess: true,
    confirmImpact: 'High',
  }),
  typeName: 'Disconnect-ExchangeOnline',
  aliases: [],
  synopsis: "Ends the script's use of the connection; the tab stays connected.",
  start(context) {
    return {
      process() {
        const found = selected(context);
        if (context.bound.has('ConnectionId') && found.length === 0) {
          const ids = (context.bound.list('ConnectionId') ?? []).map((id) => toText(id)).join(', ');
          throw commandFailure(
            PS_INVALID_OPERATION,
            'NoSuchConnection',
            `There is no connection with the id ${ids} in this tab. Get-ConnectionInformation shows the tab's connection.`,
            'ObjectNotFound',
            ids,
          );
        }
        if (found.length === 0) return;
        const words =
          'Running this cmdlet clears all active sessions created using Connect-ExchangeOnline or Connect-IPPSSession.';
        if (!context.shouldProcess(words, 'Disconnect-ExchangeOnline')) return;
        markDisconnected(
          context.runtime,
          found.map(({ use }) => use),
        );
        context.verbose('The script is disconnected; the tab itself stays connected.');
      },
    };
  },
};

export const getConnectionInformation: BuiltIn = {
  info: declare('Get-ConnectionInformation', which, { defaultSet: 'DefaultParameterSet' }),
  typeName: 'Get-ConnectionInformation',
  aliases: [],
  synopsis: "Tells about the tab's connection.",
  start(context) {
    return {
      process() {
        for (const shown of selected(context)) context.write(information(shown, context.runtime));
      },
    };
  },
};

function information({ facts, use, at }: Shown, runtime: Runtime): PsObject {
  const active = facts.tokenExpires > runtime.host.now();
  return PsObject.from(
    [
      ['ConnectionId', { kind: 'guid', text: facts.id.toLowerCase() }],
      ['State', 'Connected'],
      ['Id', at],
      [
        'Name',
        `${facts.service === 'exchange' ? 'ExchangeOnline' : 'ExchangeOnlineProtection'}_${String(at)}`,
      ],
      ['UserPrincipalName', facts.userPrincipalName],
      ['ConnectionUri', facts.connectionUri],
      ['AzureAdAuthorizationEndpointUri', facts.authorizationEndpointUri],
      [
        'TokenExpiryTimeUTC',
        {
          kind: 'dateTime',
          ticks: UNIX_EPOCH_TICKS + BigInt(Math.round(facts.tokenExpires)) * 10_000n,
          zone: 'Utc',
        },
      ],
      ['CertificateAuthentication', facts.method === 'app'],
      ['ModuleName', 'ExchangeOnlineManagement'],
      ['ModulePrefix', use.prefix],
      ['Organization', facts.organisation],
      ['DelegatedOrganization', facts.delegated ? (facts.domains[0] ?? facts.organisation) : null],
      ['AppId', null],
      ['PageSize', 1000],
      ['TenantID', facts.tenantId],
      ['TokenStatus', active ? 'Active' : 'Expired'],
      ['ConnectionUsedForInbuiltCmdlets', true],
      ['IsEopSession', facts.service === 'compliance'],
    ],
    ['Microsoft.Exchange.Management.ExoPowershellSnapin.ConnectionInformation', 'System.Object'],
  );
}
