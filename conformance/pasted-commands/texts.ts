import fc from 'fast-check';
import { matchParameter } from '../../shared/powershell/parameters.ts';
import { connectCmdlet, type ConnectCommand } from '../../shared/connect/parameter-table.ts';
import type { ConnectValue } from '../../shared/connect/values.ts';

/*
 * Connect- commands as people publish and paste them: the same parameters written in every way that PowerShell reads them.
 */

/** A command's text, and what it says. */
export interface WrittenCommand {
  readonly command: ConnectCommand;
  readonly values: Readonly<Record<string, ConnectValue>>;
  readonly text: string;
}

/** One parameter: what it is, and each way to write its value. */
interface Given {
  readonly name: string;
  readonly value: ConnectValue;
  /** Expressions that need nothing above them. */
  readonly inline: readonly string[];
  /** Written by the common ways of texts, numbers and lists as well. */
  readonly plain: boolean;
}

const APP = '36ee4c6c-0812-40a2-b820-b22ebd02bce3';
const USER = 'navin.robles@contoso.onmicrosoft.com';
export const CANARY = 'canary-never-shown';
const SECURE = `(ConvertTo-SecureString -String '${CANARY}' -AsPlainText -Force)`;

const plain = (name: string, value: ConnectValue): Given => ({ name, value, inline: [], plain: true });
const made = (name: string, value: ConnectValue, ...inline: string[]): Given => ({
  ...{ name, value, inline },
  plain: false,
});
const flag = (name: string) => fc.boolean().map((on) => plain(name, on));

const credential = fc.constantFrom(
  made('Credential', { secret: true, username: null }, '(Get-Credential)', '$(Get-Credential)'),
  made(
    'Credential',
    { secret: true, username: USER },
    `(Get-Credential ${USER})`,
    `(Get-Credential -UserName '${USER}' -Message 'Sign in; then wait')`,
    `(New-Object System.Management.Automation.PSCredential ('${USER}', ${SECURE}))`,
    `(New-Object -TypeName PSCredential -ArgumentList "${USER}", ${SECURE})`,
    `([pscredential]::new('${USER}', ('${CANARY}' | ConvertTo-SecureString -AsPlainText -Force)))`,
    `'${USER}'`,
  ),
);
const password = made(
  'CertificatePassword',
  { secret: true, username: null },
  SECURE,
  "(Read-Host 'Password' -AsSecureString)",
  '(Get-Credential).Password',
);
const organization = plain('Organization', 'contoso.onmicrosoft.com');
const byApp = (...certificate: Given[]): Given[] => [plain('AppId', APP), ...certificate, organization];
const person = fc.option(fc.constantFrom(USER, 'a-b.c@fabrikam.co.uk'), { nil: null });

const signIns = (command: ConnectCommand): fc.Arbitrary<readonly Given[]> =>
  fc.oneof(
    person.map((user) => (user === null ? [] : [plain('UserPrincipalName', user)])),
    credential.map((one) => [one]),
    fc.constant(byApp(plain('CertificateThumbprint', '83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1'))),
    fc
      .constantFrom('C:\\Users\\navin\\my cert.pfx', '.\\cert.pfx', "O'Neil.pfx")
      .map((path) => byApp(plain('CertificateFilePath', path), password)),
    fc.constant([
      made('AccessToken', { secret: true, username: null }, "(Read-Host 'Access token')", '$token'),
      plain('UserPrincipalName', USER),
    ]),
    ...(command === 'Connect-ExchangeOnline'
      ? [
          fc.constant([plain('Device', true)]),
          fc.constant([plain('InlineCredential', true)]),
          fc.constant([plain('ManagedIdentity', true), organization]),
          fc.constant([plain('ManagedIdentity', true), plain('ManagedIdentityAccountId', APP), organization]),
        ]
      : []),
  );

const sessionOption = fc
  .constantFrom('IEConfig', 'WinHttpConfig', 'AutoDetect', 'NoProxyServer')
  .map((proxy) =>
    made(
      'PSSessionOption',
      { sessionOption: { ProxyAccessType: proxy } },
      `(New-PSSessionOption -ProxyAccessType ${proxy})`,
      `(New-PSSessionOption -ProxyAccess '${proxy}')`,
    ),
  );

const places = (command: ConnectCommand): fc.Arbitrary<readonly Given[]> =>
  command === 'Connect-ExchangeOnline'
    ? fc.constantFrom(
        [],
        [plain('ExchangeEnvironmentName', 'O365USGovGCCHigh')],
        [plain('ExchangeEnvironmentName', 'O365China')],
        [plain('ConnectionUri', 'https://outlook.office365.com/powershell-liveid/')],
      )
    : fc.constantFrom(
        [],
        [
          plain('ConnectionUri', 'https://ps.compliance.protection.office365.us/powershell-liveid/'),
          plain('AzureADAuthorizationEndpointUri', 'https://login.microsoftonline.us/common'),
        ],
        [plain('ConnectionUri', 'https://ps.compliance.protection.partner.outlook.cn/powershell-liveid')],
      );

const options = (command: ConnectCommand): fc.Arbitrary<readonly Given[]> =>
  fc
    .tuple(
      fc.option(fc.constantFrom('Contoso', 'A1'), { nil: null }).map((one) => one && plain('Prefix', one)),
      fc
        .option(fc.constantFrom(['Get-Mailbox'], ['Get-Mailbox', 'Set-*', 'Get-User']), { nil: null })
        .map((one) => one && plain('CommandName', one)),
      fc.option(flag('ShowBanner'), { nil: null }),
      fc.option(flag('BypassMailboxAnchoring'), { nil: null }),
      fc.option(sessionOption, { nil: null }),
      ...(command === 'Connect-ExchangeOnline'
        ? [
            fc
              .option(fc.integer({ min: 1, max: 1000 }), { nil: null })
              .map((one) => one && plain('PageSize', one)),
            fc.option(flag('SkipLoadingFormatData'), { nil: null }),
            fc.option(flag('UseMultithreading'), { nil: null }),
          ]
        : []),
    )
    .map((all) => all.filter((one): one is Given => typeof one === 'object' && one !== null));

/** Quotes that PowerShell takes for one another. */
const SINGLE = ["'", '\u2018', '\u2019', '\u201a', '\u201b'] as const;
const DOUBLE = ['"', '\u201c', '\u201d', '\u201e'] as const;

/** @param bare whether a word may stand without quotes, as arguments may */
function quoted(text: string, style: number, bare: boolean): string {
  if (bare && style % 3 === 0 && /^[a-z0-9][\w@./:*-]*$/i.test(text)) return text;
  const single = SINGLE[style % SINGLE.length] ?? "'";
  const double = DOUBLE[style % DOUBLE.length] ?? '"';
  return style % 2 === 0 ? single + text.replaceAll("'", "''") + single : double + text + double;
}

/** A value as an expression; lines that it needs above it go to `above`. */
function written(given: Given, style: number, above: string[], bare: boolean): string {
  const { value, inline } = given;
  const variable = (expression: string): string => {
    const name = `$v${String(above.length)}`;
    above.push(`${style % 5 === 0 ? '[object]' : ''}${name} = ${expression}`);
    return style % 7 === 0 ? name.toUpperCase() : name;
  };
  if (!given.plain) {
    const one = inline[style % inline.length] ?? '';
    return style % 4 === 0 ? variable(one) : one;
  }
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (typeof value === 'number') return style % 3 === 0 ? variable(String(value)) : String(value);
  if (Array.isArray(value)) {
    const list = value as readonly string[];
    const items = (plainly: boolean) => list.map((item, at) => quoted(item, style + at, plainly));
    if (style % 4 === 0) return variable(items(false).join(', '));
    if (style % 4 === 1) return `@(${items(false).join(', ')})`;
    return items(bare).join(style % 2 === 0 ? ',' : ', ');
  }
  const text = typeof value === 'string' ? value : '';
  const half = Math.ceil(text.length / 2);
  const parts = [text.slice(0, half), text.slice(half)].map((part) => `'${part.replaceAll("'", "''")}'`);
  switch (style % 8) {
    case 0:
      return variable(quoted(text, style >> 3, false));
    case 1:
      return `"$(${variable(quoted(text, style >> 3, false))})"`;
    case 2:
      return `(${parts.join(' + ')})`;
    case 3:
      return `('{0}{1}' -f ${parts.join(', ')})`;
    case 4:
      return `$(${variable(quoted(text, style >> 3, false))})`;
    default:
      return quoted(text, style, bare);
  }
}

/** The shortest beginning of a parameter's name that no other has, or more of it. */
function shortened(command: ConnectCommand, name: string, style: number): string {
  const cmdlet = connectCmdlet(command);
  for (let length = 1 + (style % 4); length < name.length; length += 1) {
    const match = matchParameter(cmdlet, name.slice(0, length));
    if ('found' in match && match.found.name === name) return name.slice(0, length);
  }
  return name;
}

function nameOf(command: ConnectCommand, name: string, style: number): string {
  const dash = ['-', '-', '\u2013', '\u2014', '\u2015'][style % 5] ?? '-';
  switch (style % 4) {
    case 0:
      return dash + name.toLowerCase();
    case 1:
      return dash + shortened(command, name, style);
    case 2:
      return dash + name.toUpperCase();
    default:
      return dash + name;
  }
}

interface Styles {
  readonly order: readonly number[];
  readonly values: readonly number[];
  readonly names: readonly number[];
  readonly splat: readonly boolean[];
  readonly between: number;
  readonly around: number;
}

const styles: fc.Arbitrary<Styles> = fc.record({
  order: fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }),
  values: fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }),
  names: fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }),
  splat: fc.oneof(
    fc.constant([]),
    fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    fc.constant(Array.from({ length: 16 }, () => true)),
  ),
  between: fc.nat(1000),
  around: fc.nat(1000),
});

const BETWEEN = [' ', '  ', ' `\n  ', ' `\r\n\t', ' ` \n'] as const;

function render(command: ConnectCommand, all: readonly Given[], how: Styles): string {
  const givens = all.map((given, at) => ({ given, at, by: how.order[at] ?? 0 })).sort((a, b) => a.by - b.by);
  const above: string[] = [];
  const table: string[] = [];
  const words: string[] = [];
  const positional = how.around % 6 === 0 && how.splat.length === 0;
  const first = positional ? ['ConnectionUri', 'AzureADAuthorizationEndpointUri'] : [];
  for (const name of first) {
    const found = all.findIndex((given) => given.name === name);
    const given = all[found];
    if (given === undefined) break;
    words.push(quoted(typeof given.value === 'string' ? given.value : '', how.values[found] ?? 0, true));
  }
  const placed = first.slice(0, words.length);
  for (const { given, at } of givens) {
    if (placed.includes(given.name)) continue;
    const style = how.values[at] ?? 0;
    const inTable = how.splat[at] === true;
    const value = written(given, style, above, !inTable);
    if (inTable) {
      table.push(`${style % 2 === 0 ? given.name : `'${given.name}'`} = ${value}`);
      continue;
    }
    const name = nameOf(command, given.name, how.names[at] ?? 0);
    const isSwitch = connectCmdlet(command).parameters.some(
      (one) => one.name === given.name && one.type === 'SwitchParameter',
    );
    if (isSwitch) words.push(given.value === true && style % 2 === 0 ? name : `${name}:${value}`);
    else words.push(style % 9 === 0 ? `${name}:${value}` : `${name} ${value}`);
  }
  if (table.length > 0) {
    const lines = table.join(how.between % 2 === 0 ? '\n  ' : '; ');
    above.push(`$splat = @{\n  ${lines}\n}`);
    words.splice((how.around % (words.length + 1 - placed.length)) + placed.length, 0, '@splat');
  }
  const module = how.around % 2 === 0 ? '' : 'ExchangeOnlineManagement\\';
  const called = module + (how.around % 3 === 0 ? command.toLowerCase() : command);
  const line = [called, ...words].join(BETWEEN[how.between % BETWEEN.length]);
  return surrounded(above, line, how.around);
}

function surrounded(above: readonly string[], command: string, style: number): string {
  const before = [...above];
  if (style % 4 === 1)
    before.unshift('Import-Module ExchangeOnlineManagement', '# -Prefix Old: not this one');
  if (style % 4 === 2) before.push('<# Connect-IPPSSession is\n   another command #>', '');
  const after =
    ['', ' # sign in', ' | Out-Null', '; Get-EXOMailbox -ResultSize 1', ' -ErrorAction Stop'][style % 5] ??
    '';
  const text = [...before, command + after].join(style % 7 === 3 && style % 4 !== 1 ? ' ; ' : '\n');
  if (style % 11 === 5) return `try {\n${text}\n}\ncatch { Write-Host "$_" -ForegroundColor Red }`;
  if (style % 11 === 6) return `function Connect-It {\n  [CmdletBinding()] param()\n${text}\n}`;
  if (style % 11 === 7 && above.length === 0) return `PS C:\\Users\\navin> ${text}`;
  return text;
}

export const commandTexts: fc.Arbitrary<WrittenCommand> = fc
  .constantFrom<ConnectCommand>('Connect-ExchangeOnline', 'Connect-IPPSSession')
  .chain((command) =>
    fc
      .tuple(signIns(command), places(command), options(command), fc.boolean(), styles)
      .map(([signIn, place, option, delegated, how]) => {
        const names = new Set(signIn.map(({ name }) => name));
        const may = delegated && (names.size === 0 || names.has('UserPrincipalName') || names.has('Device'));
        const customer =
          may && !names.has('AccessToken') ? [plain('DelegatedOrganization', 'adatum.onmicrosoft.com')] : [];
        const app = names.has('Organization');
        // An app's organisation lives in the usual environment.
        const all = [...signIn, ...(app ? [] : place), ...customer, ...option];
        const stops = how.around % 5 === 4;
        return {
          command,
          values: {
            ...Object.fromEntries(all.map(({ name, value }) => [name, value])),
            ...(stops && { ErrorAction: 'Stop' }),
          },
          text: render(command, all, how),
        };
      }),
  );
