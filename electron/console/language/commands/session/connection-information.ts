import {
  connectionInformation,
  connectionName,
  type InformationValue,
} from '../../../../../shared/connect/connection-information.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import type { ConnectionFacts, ConnectionState } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { utcOffset } from '../../members/families/date-offset.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { UNIX_EPOCH_TICKS } from '../../values/time.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';
import { isOwnClosed, markDisconnected, openConnections, type OpenConnection } from './connection-state.ts';

interface Shown {
  readonly use: OpenConnection;
  readonly facts: ConnectionFacts;
  readonly id: string;
  readonly number: number;
}

/** The connections that the script sees: the tab's own, once for each prefix, unless it disconnected, and those opened here. */
function visible(runtime: Runtime): Shown[] {
  const { connection, connections } = runtime.host;
  let last = Math.max(
    connection?.number ?? 0,
    ...(connections?.opened.map(({ facts }) => facts.number) ?? [0]),
  );
  return openConnections(runtime).flatMap((use) => {
    const facts =
      use.of === 'tab'
        ? connection
        : connections?.opened.find((one) => one.facts.id.toLowerCase() === use.id)?.facts;
    if (facts === undefined) return [];
    // A second prefix of the tab's own connection counts as one more.
    const more = use.of === 'tab' && use.id !== null;
    const number = more ? ++last : facts.number;
    return [
      { use, facts, number, id: more ? (use.id ?? '') : (facts.connectionId ?? facts.id).toLowerCase() },
    ];
  });
}

/** -ConnectionId and -ModulePrefix. */
function selected(context: Context): Shown[] {
  const { bound, runtime } = context;
  const lower = (name: string) => bound.list(name)?.map((value) => toText(value).toLowerCase());
  const ids = lower('ConnectionId');
  const prefixes = lower('ModulePrefix');
  return visible(runtime).filter(
    ({ id, use }) =>
      (ids === undefined || ids.includes(id)) &&
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
  synopsis:
    "Closes the tab's connections: its own, which the next run connects again, and those that scripts opened.",
  start(context) {
    return {
      process() {
        const found = selected(context);
        if (context.bound.has('ConnectionId') && found.length === 0) {
          const ids = (context.bound.list('ConnectionId') ?? []).map((id) => toText(id)).join(', ');
          throw commandFailure(
            PS_INVALID_OPERATION,
            'NoSuchConnection',
            `There is no connection with the id ${ids} in this tab. Get-ConnectionInformation shows those that are open.`,
            'ObjectNotFound',
            ids,
          );
        }
        // The module asks and says it with nothing open as well (real-client.md 2.4).
        const words =
          'Running this cmdlet clears all active sessions created using Connect-ExchangeOnline or Connect-IPPSSession.';
        if (!context.shouldProcess(words, 'Disconnect-ExchangeOnline')) return;
        const { runtime } = context;
        const own = found.filter(({ use }) => use.of === 'tab').map(({ use }) => use);
        const others = found.filter(({ use }) => use.of === 'script').map(({ facts }) => facts.id);
        if (own.length > 0) markDisconnected(runtime, own);
        const ids = own.length > 0 && isOwnClosed(runtime) ? [...others, null] : others;
        if (ids.length > 0) runtime.host.connections?.close(ids);
        runtime.host.write({ text: 'Disconnected successfully !', newline: true, color: '', background: '' });
      },
    };
  },
};

export const getConnectionInformation: BuiltIn = {
  info: declare('Get-ConnectionInformation', which, { defaultSet: 'DefaultParameterSet' }),
  typeName: 'Get-ConnectionInformation',
  aliases: [],
  synopsis: 'Tells about the connections of the tab.',
  start(context) {
    return {
      process() {
        const { runtime } = context;
        const keys = new Set(selected(context).map(keyOf));
        const states = runtime.host.connections?.states([...keys]) ?? [];
        for (const shown of selected(context)) {
          const key = keyOf(shown);
          const told = states.find(({ id }) => id === key);
          context.write(information(shown, told, runtime));
          if (told !== undefined && told.reason !== '') context.warning(`${nameOf(shown)}: ${told.reason}`);
        }
      },
    };
  },
};

/** Which connection it is to main; null: the tab's own. */
const keyOf = ({ use, facts }: Shown): string | null => (use.of === 'tab' ? null : facts.id);

const nameOf = ({ facts, number }: Shown): string => connectionName({ ...facts, number });

/** @param told what the service said; absent: it could not be asked */
function information(shown: Shown, told: ConnectionState | undefined, runtime: Runtime): PsObject {
  const { facts, use, id, number } = shown;
  const active = facts.usable && facts.tokenExpires > runtime.host.now() && told?.expired !== true;
  const newest = openConnections(runtime).findLast(({ service }) => service === 'exchange');
  const valueOf = (value: InformationValue): Value => {
    if (typeof value !== 'object') return value;
    if ('guid' in value) return { kind: 'guid', text: value.guid };
    if ('unsigned' in value) return convertTo(value.unsigned, 'System.UInt32', runtime.culture);
    return value.time === null ? null : expiry(value.time);
  };
  const rows = connectionInformation({
    ...facts,
    id,
    number,
    active,
    connected: told?.connected ?? true,
    userPrincipalName: facts.userPrincipalName ?? '',
    prefix: use.prefix,
    forInbuilt: newest?.id === use.id && newest.of === use.of && newest.prefix === use.prefix,
  });
  return PsObject.from(
    rows.map(([name, value]) => [name, valueOf(value)] as const),
    ['Microsoft.Exchange.Management.ExoPowershellSnapin.ConnectionInformation', 'System.Object'],
  );
}

function expiry(milliseconds: number): Value {
  const ticks = UNIX_EPOCH_TICKS + BigInt(Math.round(milliseconds)) * 10_000n;
  return utcOffset(ticks);
}
