import { CONNECT_COMMANDS, connectCmdlet } from '../../../shared/connect/parameter-table.ts';
import { parseConnectText } from '../../../shared/connect/parse.ts';
import { commonParameters } from '../../../shared/powershell/parameters.ts';
import { printArgument } from '../../../shared/powershell/printer.ts';
import { namesIn } from './names.ts';
import type { ConnectionOptions } from '../../../shared/model/connection-options.ts';

/** A Boolean parameter that may be left out. */
export const SAYINGS = ['unsaid', 'true', 'false'] as const;
type Saying = (typeof SAYINGS)[number];

/** What changes nothing here, and is kept for the command that makes the connection in PowerShell. */
export interface PowerShellOnly {
  readonly formatTypeNames: string;
  readonly showProgress: Saying;
  readonly useMultithreading: Saying;
  readonly skipLoadingFormatData: boolean;
  readonly skipLoadingCmdletHelp: boolean;
  readonly disableWam: boolean;
  readonly signingCertificate: string;
  readonly moduleBasePath: string;
  /** As they are typed: -Verbose -ErrorAction Stop. */
  readonly commonParameters: string;
}

export const NOTHING_FOR_POWERSHELL: PowerShellOnly = {
  formatTypeNames: '',
  showProgress: 'unsaid',
  useMultithreading: 'unsaid',
  skipLoadingFormatData: false,
  skipLoadingCmdletHelp: false,
  disableWam: false,
  signingCertificate: '',
  moduleBasePath: '',
  commonParameters: '',
};

/** True where any of it is said. */
export const saysForPowerShell = (form: PowerShellOnly): boolean =>
  (Object.keys(NOTHING_FOR_POWERSHELL) as (keyof PowerShellOnly)[]).some(
    (field) => form[field] !== NOTHING_FOR_POWERSHELL[field],
  );

const COMMON: ReadonlySet<string> = new Set(
  commonParameters(connectCmdlet(CONNECT_COMMANDS[0])).map(({ name }) => name),
);
/** How a value that only a script knows is kept. */
const UNKNOWN = '$value';

const sayingOf = (value: boolean | null): Saying => (value === null ? 'unsaid' : value ? 'true' : 'false');
const saidOf = (saying: Saying): boolean | null => (saying === 'unsaid' ? null : saying === 'true');

/** A variable of the script stands for a value that nobody can know here. */
const shown = (name: string, value: string | undefined): string =>
  value === UNKNOWN ? `$${name}` : (value ?? '');
const meant = (text: string): string => (text.trim().startsWith('$') ? UNKNOWN : text.trim());

export function powerShellFields(options: ConnectionOptions): PowerShellOnly {
  const { inert } = options;
  return {
    formatTypeNames: options.formatTypeNames.join(', '),
    showProgress: sayingOf(options.showProgress),
    useMultithreading: sayingOf(options.useMultithreading),
    skipLoadingFormatData: options.skipLoadingFormatData,
    skipLoadingCmdletHelp: options.skipLoadingCmdletHelp,
    disableWam: inert['DisableWAM'] !== undefined && inert['DisableWAM'] !== '$false',
    signingCertificate: shown('SigningCertificate', inert['SigningCertificate']),
    moduleBasePath: shown('EXOModuleBasePath', inert['EXOModuleBasePath']),
    commonParameters: commonText(inert),
  };
}

/** @param said what the connection had: what means the same stays as it was said */
export function powerShellOptions(form: PowerShellOnly, said: ConnectionOptions) {
  const before = powerShellFields(said);
  const others = Object.entries(said.inert).filter(
    ([name]) =>
      !COMMON.has(name) && !['DisableWAM', 'SigningCertificate', 'EXOModuleBasePath'].includes(name),
  );
  const kept = (name: string, same: boolean, now: string | null): [string, string][] => {
    const value = same ? said.inert[name] : now;
    return value === undefined || value === null ? [] : [[name, value]];
  };
  const text = (name: string, field: 'signingCertificate' | 'moduleBasePath') =>
    kept(name, form[field] === before[field], form[field].trim() === '' ? null : meant(form[field]));
  const sameCommon = form.commonParameters === before.commonParameters;
  const common = sameCommon
    ? Object.entries(said.inert).filter(([name]) => COMMON.has(name))
    : Object.entries(commonIn(form.commonParameters) ?? {});
  return {
    formatTypeNames: namesIn(form.formatTypeNames),
    showProgress: saidOf(form.showProgress),
    useMultithreading: saidOf(form.useMultithreading),
    skipLoadingFormatData: form.skipLoadingFormatData,
    skipLoadingCmdletHelp: form.skipLoadingCmdletHelp,
    inert: Object.fromEntries([
      ...others,
      ...kept('DisableWAM', form.disableWam === before.disableWam, form.disableWam ? '' : null),
      ...text('SigningCertificate', 'signingCertificate'),
      ...text('EXOModuleBasePath', 'moduleBasePath'),
      ...common,
    ]),
  };
}

/** Common parameters as they are typed. */
function commonText(inert: ConnectionOptions['inert']): string {
  return Object.entries(inert)
    .filter(([name]) => COMMON.has(name))
    .map(([name, value]) => {
      if (value === '') return `-${name}`;
      if (value === '$true' || value === '$false') return `-${name}:${value}`;
      return `-${name} ${value === UNKNOWN ? `$${name}` : printArgument(value)}`;
    })
    .join(' ');
}

/** Null: it is something else, or more, than common parameters. */
function commonIn(text: string): ConnectionOptions['inert'] | null {
  if (text.trim() === '') return {};
  if (/[;|&(){}]/.test(text)) return null;
  const { connections, problems } = parseConnectText(
    `${CONNECT_COMMANDS[0]} ${text.replaceAll(/\s+/g, ' ')}`,
  );
  const [first, ...more] = connections;
  if (first === undefined || more.length > 0 || problems.length > 0 || first.problems.length > 0) return null;
  const { inert, ...options } = first.draft.options;
  const plain = parseConnectText(CONNECT_COMMANDS[0]).connections[0];
  if (plain === undefined) return null;
  const { inert: none, ...nothing } = plain.draft.options;
  const asked =
    JSON.stringify({ ...first.draft, options }) !== JSON.stringify({ ...plain.draft, options: nothing });
  const only = Object.keys(inert).every((name) => COMMON.has(name)) && Object.keys(none).length === 0;
  return asked || !only ? null : inert;
}

export const commonProblem = (text: string): string | null =>
  commonIn(text) === null
    ? 'Type PowerShell’s common parameters only, like -Verbose -ErrorAction Stop'
    : null;
