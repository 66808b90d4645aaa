import { CLOUDS, EXCHANGE_CLIENT_ID } from '../clouds.ts';
import { readConnectionUri } from '../endpoints.ts';
import type { ConnectionDraft, Service } from '../model/connection.ts';
import { isPersonal } from '../model/sign-in-method.ts';
import { printArgument } from '../powershell/printer.ts';
import { ownParametersComment } from './own-parameters.ts';
import { COMMAND_OF, CONNECT_PARAMETERS, type ConnectCommand } from './parameter-table.ts';
import { registrationComment } from './registration-comment.ts';
import { sessionOptionText } from './session-option.ts';

/** What is printed of a profile or a draft (whose `loginHint` is the user name). */
export type PrintableConnection = Pick<
  ConnectionDraft,
  'cloudId' | 'organization' | 'delegatedTo' | 'signIn' | 'options' | 'services' | 'clientId'
> & { readonly username: string | null };

export interface PrintOptions {
  /** Of a certificate that is kept in the app, where it is known. */
  readonly thumbprintOf?: (certificateId: string) => string | null;
}

/**
 * The PowerShell commands that make a connection: one for each of its services. Secrets are variables, filled by a line
 * above; what PowerShell has no word for is said in a comment.
 */
export function printConnection(connection: PrintableConnection, options: PrintOptions = {}): string {
  const lines: string[] = [];
  for (const service of connection.services) new Printer(connection, service, options).print(lines);
  return `${[...new Set(lines)].join('\n')}\n`;
}

/** The parameters of one of those commands by name, with their values as they would be printed; "" for a switch. */
export function printedParameters(connection: PrintableConnection, service: Service): Record<string, string> {
  return new Printer(connection, service, {}).parameters();
}

/** How it signs in is said with each command. */
const SIGN_IN: ReadonlySet<string> = new Set([
  'Device',
  'InlineCredential',
  'ManagedIdentity',
  'ManagedIdentityAccountId',
]);

class Printer {
  private readonly words: string[];
  private readonly before: string[] = [];
  /** What the module's own command does not take. */
  private readonly own: string[] = [];
  private readonly connection: PrintableConnection;
  private readonly service: Service;
  private readonly command: ConnectCommand;
  private readonly options: PrintOptions;

  constructor(connection: PrintableConnection, service: Service, options: PrintOptions) {
    this.connection = connection;
    this.service = service;
    this.command = COMMAND_OF[service];
    this.words = [this.command];
    this.options = options;
  }

  print(lines: string[]): void {
    this.signIn();
    this.place();
    this.whose();
    this.ownOptions();
    this.inert();
    const own = this.own.length === 0 ? [] : [ownParametersComment(this.command, this.own)];
    lines.push(...this.before, ...own, this.words.join(' '));
  }

  parameters(): Record<string, string> {
    this.print([]);
    const named = this.words.slice(1).map((word) => /^-(\w+):?\s*(.*)$/s.exec(word) ?? []);
    return Object.fromEntries(
      named.map(([, name = '', value = '']) => [name, value.replace(/^'(.*)'$/s, '$1')]),
    );
  }

  /** Whether the service's command has that parameter; said in a comment where it matters and is missing. */
  private offers(name: string, instead?: string): boolean {
    const parameter = CONNECT_PARAMETERS.find((one) => one.name === name);
    const offered = parameter === undefined || parameter.position[this.command] !== undefined;
    if (!offered && instead !== undefined)
      this.before.push(`# ${this.command} has no -${name}; in PowerShell ${instead}.`);
    return offered;
  }

  /** In the command, or beside it where the module's has no such parameter and no other command of these says it. */
  private write(name: string, text: string): void {
    if (this.offers(name)) this.words.push(text);
    else if (SIGN_IN.has(name) || this.connection.services.length === 1) this.own.push(text);
  }

  private text(name: string, value: string | null): void {
    if (value !== null && value !== '') this.write(name, `-${name} ${printArgument(value)}`);
  }

  private list(name: string, values: readonly string[]): void {
    if (values.length > 0) this.write(name, `-${name} ${printArgument([...values])}`);
  }

  private flag(name: string, on: boolean | null): void {
    if (on === null) return;
    const isSwitch = CONNECT_PARAMETERS.find((one) => one.name === name)?.type === 'SwitchParameter';
    if (isSwitch) this.write(name, on ? `-${name}` : `-${name}:$false`);
    else this.write(name, `-${name} ${on ? '$true' : '$false'}`);
  }

  private variable(name: string, variable: string, filling: string): void {
    this.before.push(filling);
    this.words.push(`-${name} $${variable}`);
  }

  private signIn(): void {
    const { signIn, username, clientId } = this.connection;
    if (clientId !== null && clientId !== EXCHANGE_CLIENT_ID && isPersonal(signIn)) {
      this.before.push(registrationComment(this.command, clientId));
    }
    switch (signIn.kind) {
      case 'browser':
        return;
      case 'device':
        this.offers('Device', 'it signs in by the browser');
        this.flag('Device', true);
        return;
      case 'credential':
        if (signIn.inline) this.flag('InlineCredential', true);
        if (!signIn.inline || !this.offers('InlineCredential', 'the credential is asked for before')) {
          const who = username === null ? '' : ` ${printArgument(username)}`;
          this.before.push('# Asks for the password.');
          this.variable('Credential', 'Credential', `$Credential = Get-Credential${who}`);
        }
        return;
      case 'token':
        this.before.push('# Asks for an access token of this service.');
        this.variable('AccessToken', 'AccessToken', "$AccessToken = Read-Host 'Access token'");
        return;
      case 'managed-identity':
        this.offers('ManagedIdentity', 'it signs in by the browser');
        this.flag('ManagedIdentity', true);
        this.text('ManagedIdentityAccountId', signIn.identityId);
        return;
      case 'certificate':
        this.text('AppId', signIn.appId);
        this.certificate(signIn.certificate);
    }
  }

  private certificate(
    certificate: Extract<ConnectionDraft['signIn'], { kind: 'certificate' }>['certificate'],
  ) {
    if (certificate.from === 'store') return this.text('CertificateThumbprint', certificate.thumbprint);
    if (certificate.from === 'file') {
      this.text('CertificateFilePath', certificate.path);
      if (/\.(pem|crt|cer)$/i.test(certificate.path)) return;
      this.before.push('# Asks for the password of the certificate’s file.');
      return this.variable(
        'CertificatePassword',
        'CertificatePassword',
        "$CertificatePassword = Read-Host 'Password of the certificate' -AsSecureString",
      );
    }
    const thumbprint = this.options.thumbprintOf?.(certificate.certificateId) ?? null;
    this.before.push('# The certificate, which the app keeps in its own vault, with its key.');
    this.variable(
      'Certificate',
      'Certificate',
      thumbprint === null
        ? "$Certificate = Get-PfxCertificate -FilePath (Read-Host 'File of the certificate')"
        : `$Certificate = Get-Item ${printArgument(`Cert:\\CurrentUser\\My\\${thumbprint}`)}`,
    );
  }

  /** Environment and addresses. Connect-IPPSSession has no environments by name: there the addresses are written. */
  private place(): void {
    const { cloudId, options } = this.connection;
    const cloud = CLOUDS[cloudId];
    const typed = options.connectionUri === null ? null : readConnectionUri(options.connectionUri);
    const uri =
      typed !== null && !('problem' in typed) && typed.service === this.service
        ? options.connectionUri
        : null;
    const told = uri !== null && typed !== null && !('problem' in typed) && typed.cloudId === cloudId;
    let authority = options.authorityUri;
    const customer = this.customer();
    if (this.service === 'compliance') {
      if (uri !== null) this.text('ConnectionUri', uri);
      else if (cloudId !== 'O365Default') {
        const label = cloudId === 'O365USGovDoD' ? 'l5.' : '';
        this.text('ConnectionUri', `https://${label}${cloud.complianceHost}/powershell-liveid/`);
      }
      if (authority === null && customer !== null) authority = `https://${cloud.loginHost}/${customer}`;
      else if (authority === null && cloudId !== 'O365Default')
        authority = `https://${cloud.loginHost}/common`;
    } else {
      this.text('ConnectionUri', uri);
      if (cloudId !== 'O365Default' && !told) this.text('ExchangeEnvironmentName', cloudId);
    }
    this.text('AzureADAuthorizationEndpointUri', authority);
  }

  private customer(): string | null {
    const { organization, delegatedTo } = this.connection;
    if (delegatedTo !== undefined) return delegatedTo;
    return organization.kind === 'customer' ? (organization.domain ?? organization.tenantId) : null;
  }

  private whose(): void {
    const { organization, signIn, username } = this.connection;
    const person = signIn.kind === 'browser' || signIn.kind === 'device' || signIn.kind === 'token';
    if (person || (signIn.kind === 'credential' && signIn.inline)) this.text('UserPrincipalName', username);
    const customer = this.customer();
    if (customer !== null) this.text('DelegatedOrganization', customer);
    else if (signIn.kind === 'certificate' || signIn.kind === 'managed-identity') {
      this.text('Organization', organization.domain);
    } else if (signIn.kind === 'token') {
      this.text('Organization', organization.domain ?? (username === null ? organization.tenantId : null));
    }
  }

  private ownOptions(): void {
    const { options } = this.connection;
    this.text('Prefix', options.prefix);
    this.list('CommandName', options.commandNames);
    this.list('FormatTypeName', options.formatTypeNames);
    if (options.pageSize !== null) this.write('PageSize', `-PageSize ${String(options.pageSize)}`);
    this.flag('BypassMailboxAnchoring', options.bypassMailboxAnchoring || null);
    this.flag('ShowBanner', options.showBanner);
    this.flag('ShowProgress', options.showProgress);
    this.flag('LoadCmdletHelp', options.loadCmdletHelp || null);
    this.flag('SkipLoadingCmdletHelp', options.skipLoadingCmdletHelp || null);
    this.flag('SkipLoadingFormatData', options.skipLoadingFormatData || null);
    this.flag('UseMultithreading', options.useMultithreading);
    this.flag('EnableSearchOnlySession', options.searchOnlySession || null);
    const { runLog } = options;
    if (runLog !== null) {
      this.flag('EnableErrorReporting', runLog.errorReporting || null);
      this.text('LogDirectoryPath', runLog.folder);
      this.text('LogLevel', runLog.level);
      this.flag('TrackPerformance', runLog.performance);
    }
    const session = sessionOptionText(options, options.inert.PSSessionOption ?? '');
    if (session !== null) {
      const proxyUser = options.proxyLogin?.username;
      if (session.includes('$ProxyCredential')) {
        this.before.push(
          proxyUser == null
            ? '# Asks for the proxy’s user name and password.'
            : '# Asks for the proxy’s password.',
          `$ProxyCredential = Get-Credential${proxyUser == null ? '' : ` ${printArgument(proxyUser)}`}`,
        );
      }
      this.variable('PSSessionOption', 'SessionOption', `$SessionOption = New-PSSessionOption ${session}`);
    }
  }

  private inert(): void {
    for (const [name, value] of Object.entries(this.connection.options.inert)) {
      if (name === 'PSSessionOption' || !/^\w+$/.test(name)) continue;
      if (value === '') this.write(name, `-${name}`);
      else if (value === '$true' || value === '$false') this.write(name, `-${name}:${value}`);
      else if (value === '$value') {
        if (!this.offers(name)) continue;
        this.variable(name, name, `# Put the value of -${name} into $${name} first.`);
      } else this.text(name, value);
    }
  }
}
