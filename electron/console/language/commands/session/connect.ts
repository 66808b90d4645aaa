import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare } from '../declare.ts';
import { connectCmdlet } from '../../../../../shared/connect/parameter-table.ts';
import type { ConnectionFacts, ConnectRequest } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';
import { Terminating } from '../../values/errors.ts';
import { checkConnect, meansOwn } from './connection-check.ts';
import { connectRequest } from './connect-request.ts';
import { askedOfOwn } from './own-connection.ts';
import { isOwnClosed, markConnected, markOpened, markRefused, openConnections } from './connection-state.ts';

/** Types whose values the command reads by itself: a name alone as a credential asks for its password. */
const READ_HERE = new Set(['PSCredential', 'SecureString', 'UInt32']);

function parametersOf(name: ConnectRequest['command']): readonly CmdletParameter[] {
  return connectCmdlet(name).parameters.map((one) =>
    READ_HERE.has(one.type) ? { ...one, type: 'Object' } : one,
  );
}

function connector(name: ConnectRequest['command'], service: ConnectionFacts['service']): BuiltIn {
  return {
    info: declare(name, parametersOf(name)),
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
            if (!(error instanceof Terminating)) throw error;
            context.thrown(error);
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
  const prefix = checkedPrefix((bound.text('Prefix') ?? '').trim());
  const replaced = meansOwn(service, bound, runtime.host.connection);
  refuseTaken(runtime, prefix, replaced !== null);
  const request = connectRequest(name, context);
  if (replaced === null) {
    open(context, request);
    return;
  }
  useOwn(context, request, { prefix, replaced });
}

function open({ runtime }: Context, request: ConnectRequest): void {
  const { connections } = runtime.host;
  if (connections === undefined) {
    throw commandFailure(
      PS_INVALID_OPERATION,
      'NotConnected',
      `${request.command} can't open a connection here.`,
      'NotImplemented',
    );
  }
  connections.open(request);
  markOpened(runtime);
}

/** The command means the tab's own connection: that is used, or one like it where it asks for other options. */
function useOwn(
  context: Context,
  request: ConnectRequest,
  { prefix, replaced }: { readonly prefix: string; readonly replaced: readonly string[] },
): void {
  const { runtime, bound } = context;
  const { connection, connections } = runtime.host;
  if (connection === undefined) return;
  sayInert(context);
  const { differs, notes } = askedOfOwn(request, connection);
  if (differs.length > 0) {
    refuseTaken(runtime, prefix, false);
    open(context, { ...request, likeOwn: true });
    const listed = differs.map((name) => `-${name}`).join(', ');
    context.warning(
      `The tab's own connection was made without ${listed} as written here: one more was opened for it.`,
    );
    return;
  }
  for (const note of notes) sayOnce(context, note);
  if (isOwnClosed(runtime)) connections?.reopen();
  markConnected(runtime, prefix === '' ? connection.prefix : prefix);
  if (bound.on('LoadCmdletHelp') && !bound.on('SkipLoadingCmdletHelp')) connections?.loadHelp();
  if (replaced.length > 0) {
    context.warning(
      `The practice organisation ${connection.organisation} stands in for ${replaced.join(' and ')}. In a tab of a real organisation, ${request.command} signs in to what it names.`,
    );
  }
}

const refusePrefix = (id: string, prefix: string, message: string): Terminating =>
  commandFailure('System.ArgumentException', id, message, 'InvalidArgument', prefix);

/** connect.md, Parameters: Prefix. */
function checkedPrefix(prefix: string): string {
  if (prefix === '') return '';
  if (!/^[a-z0-9]+$/i.test(prefix)) {
    throw refusePrefix(
      'InvalidPrefix',
      prefix,
      `-Prefix ${prefix} can't be used: a prefix has letters and digits only.`,
    );
  }
  if (prefix.toLowerCase() === 'exo') {
    throw refusePrefix(
      'ReservedPrefix',
      prefix,
      "-Prefix EXO can't be used: it belongs to Get-EXOMailbox and the like.",
    );
  }
  return prefix;
}

/**
 * Two open connections with one prefix would leave it open where a command goes. The tab's own connection may be given
 * the prefix that it has; no other may, not even where the script disconnected it, since the next run has it again.
 */
function refuseTaken(runtime: Runtime, prefix: string, own: boolean): void {
  if (prefix === '') return;
  const lower = prefix.toLowerCase();
  const taken = openConnections(runtime).find(
    (one) => one.prefix.toLowerCase() === lower && (one.of === 'script' || !own),
  );
  const tabs = !own && runtime.host.connection?.prefix.toLowerCase() === lower;
  if (taken === undefined && !tabs) return;
  const message =
    taken?.of === 'script'
      ? `-Prefix ${prefix} is in use by an open connection (${taken.id ?? ''}). Choose another prefix, or disconnect that one first: Disconnect-ExchangeOnline -ModulePrefix ${taken.prefix}.`
      : `-Prefix ${prefix} is in use by the tab's own connection to ${runtime.host.connection?.organisation ?? 'its organisation'}. Choose another prefix.`;
  throw refusePrefix('PrefixInUse', prefix, message);
}

/** Accepted parameters that change nothing here, and why. */
const INERT: readonly (readonly [name: string, why: string])[] = [
  ['DisableWAM', 'sign-ins always go through the system browser'],
  ['SigningCertificate', 'no module is generated that could be signed'],
  ['EXOModuleBasePath', 'no module is generated that needs a folder'],
];
const said = new WeakMap<Runtime, Set<string>>();

function sayInert(context: Context): void {
  for (const [name, why] of INERT) {
    if (context.bound.has(name)) sayOnce(context, `-${name}: accepted, without effect, since ${why}.`);
  }
}

/** Once in a tab. */
function sayOnce(context: Context, words: string): void {
  const before = said.get(context.runtime) ?? new Set<string>();
  said.set(context.runtime, before);
  if (before.has(words)) return;
  before.add(words);
  context.warning(words);
}

export const connectExchange = connector('Connect-ExchangeOnline', 'exchange');
export const connectCompliance = connector('Connect-IPPSSession', 'compliance');
