import { unconfirmedHosts } from '../endpoints.ts';
import { connectionOptionsSchema, type ConnectionOptions } from '../model/connection-options.ts';
import type { ConnectionDraft } from '../model/connection.ts';
import { isPersonal } from '../model/sign-in-method.ts';
import { readEnvironment } from './environment.ts';
import { Given } from './given.ts';
import { CONNECT_PARAMETERS, type ConnectCommand } from './parameter-table.ts';
import { readSessionOption } from './session-option.ts';
import { readOrganization, readSignIn } from './sign-in.ts';
import { isSessionOption, isUnknown, type ConnectReading, type ConnectValue } from './values.ts';

/**
 * What the values of a Connect- command make: a draft, what has still to be asked, and what is wrong (connect.md,
 * Parameters; real-client.md 2.4). Never throws, and holds no secret.
 * @param values by full parameter name in any case; null counts as not given
 * @param own likewise of the app's own, which the module's command of this name does not take
 */
export function draftFromParameters(
  command: ConnectCommand,
  values: Readonly<Record<string, ConnectValue>>,
  own: Readonly<Record<string, ConnectValue>> = {},
): ConnectReading {
  const given = new Given(command, values, own);
  const environment = readEnvironment(given);
  const { signIn, kind, loginHint, app } = readSignIn(given);
  const { organization, delegatedTo } = readOrganization(given, kind, environment);
  const options = readOptions(given, environment);
  if (options.bypassMailboxAnchoring && isPersonal({ kind })) {
    given.note(
      'BypassMailboxAnchoring',
      '-BypassMailboxAnchoring changes nothing for a person’s sign-in: the anchor is sent all the same, as the module does.',
    );
  }
  const draft: ConnectionDraft = {
    name: '',
    folder: '',
    cloudId: environment.cloudId,
    accountId: null,
    loginHint,
    clientId: null,
    organization,
    ...(delegatedTo !== undefined && { delegatedTo }),
    signIn,
    options,
    services: [environment.service],
    readOnly: false,
  };
  return {
    draft,
    method: kind,
    app,
    needs: [...given.needs],
    problems: given.problems,
    ignored: given.ignored,
    hostsToConfirm: unconfirmedHosts(options),
  };
}

function readOptions(
  given: Given,
  address: Pick<ConnectionOptions, 'connectionUri' | 'authorityUri'>,
): ConnectionOptions {
  const { connectionUri, authorityUri } = address;
  if (given.on('UseRPSSession')) {
    given.problem(
      'UseRPSSession',
      'Remote PowerShell was retired, so -UseRPSSession can’t be used.',
      'Leave it out: the same cmdlets run over REST.',
    );
  }
  const ownProxy = readProxy(given);
  given.keepInert();
  for (const { name, type, effect, why } of CONNECT_PARAMETERS) {
    if (effect === 'inert' || why === undefined || !given.has(name)) continue;
    // What is said to be as it is anyhow needs no word.
    const asUsual = type === 'Boolean' && given.value(name) === true;
    if (!asUsual) given.note(name, `-${name} has no effect. ${why}`);
  }
  return connectionOptionsSchema.parse({
    connectionUri,
    authorityUri,
    prefix: readPrefix(given),
    commandNames: given.list('CommandName'),
    formatTypeNames: given.list('FormatTypeName'),
    pageSize: readPageSize(given),
    bypassMailboxAnchoring: given.on('BypassMailboxAnchoring'),
    showBanner: given.flag('ShowBanner'),
    showProgress: given.flag('ShowProgress'),
    loadCmdletHelp: given.on('LoadCmdletHelp'),
    skipLoadingCmdletHelp: given.on('SkipLoadingCmdletHelp'),
    skipLoadingFormatData: given.on('SkipLoadingFormatData'),
    useMultithreading: given.flag('UseMultithreading'),
    searchOnlySession: given.on('EnableSearchOnlySession'),
    ...ownProxy,
    runLog: readRunLog(given),
    inert: given.inert,
  });
}

/** Before the nouns of the connection's cmdlets (connect.md, Prefix). */
function readPrefix(given: Given): string {
  const prefix = given.matching(
    'Prefix',
    /^[a-z0-9]{1,40}$/i,
    '-Prefix may hold letters and digits only.',
    'Write a short word, for example Contoso.',
  );
  if (prefix?.toLowerCase() !== 'exo') return prefix ?? '';
  given.problem('Prefix', 'EXO is taken: the Get-EXO* cmdlets have it.', 'Choose another prefix.');
  return '';
}

function readPageSize(given: Given): number | null {
  const text = given.text('PageSize');
  if (text === null) return null;
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  given.problem('PageSize', '-PageSize must be a whole number from 1 to 1000.', '');
  return null;
}

function readRunLog(given: Given): ConnectionOptions['runLog'] {
  const level = given.matching('LogLevel', /^(default|all)$/i, '-LogLevel is Default or All.', '');
  const log = {
    errorReporting: given.on('EnableErrorReporting'),
    folder: given.text('LogDirectoryPath'),
    level: level === null ? null : level.toLowerCase() === 'all' ? ('All' as const) : ('Default' as const),
    performance: given.flag('TrackPerformance'),
  };
  const said = log.errorReporting || [log.folder, log.level, log.performance].some((one) => one !== null);
  if (!log.errorReporting) {
    // As in the module: these say how, and only that switch says that.
    for (const name of ['LogDirectoryPath', 'LogLevel', 'TrackPerformance']) {
      if (given.has(name)) given.note(name, `-${name} has no effect without -EnableErrorReporting.`);
    }
  }
  return said ? log : null;
}

const inertNote = (name: string): string =>
  name === 'ProxyCredential'
    ? '-ProxyCredential of New-PSSessionOption has no effect: NoProxyServer uses no proxy.'
    : `-${name} of New-PSSessionOption has no effect over REST.`;

type OwnProxy = Pick<ConnectionOptions, 'proxy' | 'proxyLogin'>;
const AS_IN_SETTINGS: OwnProxy = { proxy: 'app', proxyLogin: null };

function readProxy(given: Given): OwnProxy {
  const value = given.value('PSSessionOption');
  if (value === undefined || isUnknown(value)) return AS_IN_SETTINGS;
  if (!isSessionOption(value)) {
    given.problem(
      'PSSessionOption',
      '-PSSessionOption takes what New-PSSessionOption answers.',
      'Write -PSSessionOption (New-PSSessionOption -ProxyAccessType IEConfig).',
    );
    return AS_IN_SETTINGS;
  }
  const read = readSessionOption(value);
  if (read.problem !== null) {
    given.problem('PSSessionOption', read.problem.message, read.problem.hint);
  }
  if (read.text.length <= 2048) given.inert.PSSessionOption = read.text;
  for (const name of read.inert) {
    given.note('PSSessionOption', inertNote(name));
  }
  return { proxy: read.proxy, proxyLogin: read.proxyLogin };
}
