import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOUD_IDS, CLOUDS } from '../clouds.ts';
import { readConnectionUri } from '../endpoints.ts';
import { NO_OPTIONS, type ConnectionOptions } from '../model/connection-options.ts';
import type { ConnectionDraft, Organization } from '../model/connection.ts';
import {
  BROWSER,
  isAppOnly,
  isPersonal,
  type CertificateRef,
  type SignInMethod,
} from '../model/sign-in-method.ts';
import { PROXY_AUTHENTICATIONS, PROXY_CHOICES } from '../model/proxy.ts';
import { withKeptCertificate } from './kept-certificate.ts';
import { parseConnectText } from './parse.ts';
import { printConnection, type PrintableConnection } from './print.ts';
import { sessionOptionText } from './session-option.ts';

const APP = '36ee4c6c-0812-40a2-b820-b22ebd02bce3';

const plain: PrintableConnection = {
  cloudId: 'O365Default',
  username: null,
  clientId: null,
  organization: { kind: 'own', tenantId: null, name: null, domain: null },
  signIn: BROWSER,
  options: NO_OPTIONS,
  services: ['exchange'],
};
const print = (changes: Partial<PrintableConnection>) => printConnection({ ...plain, ...changes });

describe('copy as PowerShell', () => {
  it.each<[string, Partial<PrintableConnection>, string]>([
    ['nothing special', {}, 'Connect-ExchangeOnline\n'],
    [
      'a customer in compliance, with the authority that the module needs',
      {
        services: ['compliance'],
        username: 'a@b.co',
        organization: { kind: 'customer', tenantId: APP, name: 'Adatum', domain: 'adatum.onmicrosoft.com' },
      },
      "Connect-IPPSSession -AzureADAuthorizationEndpointUri 'https://login.microsoftonline.com/adatum.onmicrosoft.com' -UserPrincipalName 'a@b.co' -DelegatedOrganization adatum.onmicrosoft.com\n",
    ],
    [
      'both services of the DoD environment',
      { services: ['exchange', 'compliance'], cloudId: 'O365USGovDoD' },
      "Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovDoD\nConnect-IPPSSession -ConnectionUri 'https://l5.ps.compliance.protection.office365.us/powershell-liveid/' -AzureADAuthorizationEndpointUri 'https://login.microsoftonline.us/common'\n",
    ],
    [
      'a credential',
      { signIn: { kind: 'credential', inline: false }, username: 'a@b.co' },
      "# Asks for the password.\n$Credential = Get-Credential 'a@b.co'\nConnect-ExchangeOnline -Credential $Credential\n",
    ],
    [
      'a device code for compliance, which has no such parameter',
      { signIn: { kind: 'device' }, services: ['compliance'] },
      '# Connect-IPPSSession has no -Device; in PowerShell it signs in by the browser.\n# In Tenantdeck Connect-IPPSSession also takes -Device\nConnect-IPPSSession\n',
    ],
    [
      'a proxy of its own',
      { options: { ...NO_OPTIONS, proxy: 'none' } },
      '$SessionOption = New-PSSessionOption -ProxyAccessType NoProxyServer\nConnect-ExchangeOnline -PSSessionOption $SessionOption\n',
    ],
  ])('%s', (_name, changes, text) => expect(print(changes)).toBe(text));

  it('writes nothing that a damaged profile smuggles in', () => {
    const inert = {
      PSSessionOption: '-ProxyAccessType IEConfig; Remove-Item C:\\ -NoEncryption $(calc) -Culture en-GB',
      'Verbose; calc': '',
      ErrorAction: "Stop'; calc",
    };
    const text = print({ options: { ...NO_OPTIONS, inert, prefix: '$(calc)', proxy: 'system' } });
    const { connections, problems } = parseConnectText(text);
    expect(problems).toEqual([]);
    expect(connections).toHaveLength(1);
    expect(text).toContain(`New-PSSessionOption -ProxyAccessType IEConfig -NoEncryption -Culture en-GB`);
    expect(text).toContain(`-ErrorAction 'Stop''; calc'`);
    expect(text).not.toMatch(/[^'](; calc|\$\(calc)/);
  });

  it('keeps the kind of proxy that was typed unless another was chosen since', () => {
    expect(sessionOptionText({ proxy: 'system', proxyLogin: null }, '-ProxyAccessType WinHttpConfig')).toBe(
      '-ProxyAccessType WinHttpConfig',
    );
    expect(
      sessionOptionText({ proxy: 'auto', proxyLogin: null }, '-ProxyAccessType WinHttpConfig -NoEncryption'),
    ).toBe('-ProxyAccessType AutoDetect -NoEncryption');
    expect(
      sessionOptionText({ proxy: 'app', proxyLogin: null }, '-ProxyAccessType WinHttpConfig'),
    ).toBeNull();
  });

  it('writes the login of its proxy without the password, which it asks for', () => {
    const proxyLogin = { username: "o'ana", authentication: 'digest' } as const;
    const text = print({ options: { ...NO_OPTIONS, proxy: 'system', proxyLogin } });
    expect(text).toContain("# Asks for the proxy’s password.\n$ProxyCredential = Get-Credential 'o''ana'\n");
    expect(text).toContain(
      '$SessionOption = New-PSSessionOption -ProxyAccessType IEConfig -ProxyAuthentication Digest -ProxyCredential $ProxyCredential\n',
    );
    expect(parseConnectText(text).connections[0]?.draft.options).toMatchObject({
      proxy: 'system',
      proxyLogin,
    });
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
/** What a pasted text is read without, or differently: placeholders, typeset hyphens, marks that nobody sees. */
const NOT_AS_WRITTEN =
  /[\ue000-\uf8ff<>[\]\u2010-\u2015\u2212\ufe63\uff0d\u200b-\u200f\u2060\ufeff]|your|-here/giu;
const awkward = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(NOT_AS_WRITTEN, 'x').trim())
  .filter((text) => text !== '' && !text.startsWith('$'));
const domain = word.map((name) => `${name}.onmicrosoft.com`);
const guid = fc.uuid();
const account = fc.tuple(word, domain).map(([name, where]) => `${name}@${where}`);
const flag = fc.option(fc.boolean(), { nil: null });
const options = fc.record<ConnectionOptions>({
  connectionUri: fc.constantFrom(
    null,
    null,
    'https://outlook.office365.us/powershell-liveid',
    'https://eur02b.ps.compliance.protection.outlook.com/powershell-liveid',
    'https://ps.protection.outlook.com/powershell-liveid/',
    'https://mail.contoso.example/PowerShell',
  ),
  authorityUri: fc.constantFrom(null, 'https://login.contoso.example/common'),
  confirmedHosts: fc.constant([]),
  prefix: fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Z][a-z0-9]{3,12}$/)),
  commandNames: fc.array(fc.constantFrom('Get-Mailbox', 'Set-Mail*', 'Get-*'), { maxLength: 3 }),
  formatTypeNames: fc.array(word, { maxLength: 2 }),
  pageSize: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
  bypassMailboxAnchoring: fc.boolean(),
  showBanner: flag,
  showProgress: flag,
  loadCmdletHelp: fc.boolean(),
  skipLoadingCmdletHelp: fc.boolean(),
  skipLoadingFormatData: fc.boolean(),
  useMultithreading: flag,
  searchOnlySession: fc.boolean(),
  proxy: fc.constantFrom(...PROXY_CHOICES),
  proxyLogin: fc
    .record({
      username: fc.option(awkward, { nil: null }),
      authentication: fc.constantFrom(...PROXY_AUTHENTICATIONS),
    })
    .map((login) => (login.username === null && login.authentication === 'any' ? null : login)),
  runLog: fc.option(
    fc
      .record({
        errorReporting: fc.boolean(),
        folder: fc.option(awkward, { nil: null }),
        level: fc.constantFrom(null, 'Default' as const, 'All' as const),
        performance: flag,
      })
      .filter(
        (log) => log.errorReporting || log.folder !== null || log.level !== null || log.performance !== null,
      ),
    { nil: null },
  ),
  inert: fc.record(
    {
      DisableWAM: fc.constantFrom('', '$false'),
      EXOModuleBasePath: awkward,
      Verbose: fc.constantFrom('', '$false'),
      ErrorAction: fc.constantFrom('Stop', 'SilentlyContinue'),
      OutVariable: word,
    },
    { requiredKeys: [] },
  ),
});
const signIn: fc.Arbitrary<SignInMethod> = fc.oneof(
  fc.constant(BROWSER),
  fc.constant<SignInMethod>({ kind: 'device' }),
  fc.boolean().map((inline): SignInMethod => ({ kind: 'credential', inline })),
  fc.constant<SignInMethod>({ kind: 'token' }),
  fc
    .option(guid, { nil: null })
    .map((identityId): SignInMethod => ({ kind: 'managed-identity', identityId })),
  fc
    .tuple(
      guid,
      fc.oneof(
        awkward.map((path) => ({ from: 'file' as const, path })),
        fc.stringMatching(/^[0-9A-F]{40}$/).map((thumbprint) => ({ from: 'store' as const, thumbprint })),
      ),
    )
    .map(([appId, certificate]): SignInMethod => ({ kind: 'certificate', appId, certificate })),
);
const draft = fc
  .record({
    cloudId: fc.constantFrom(...CLOUD_IDS),
    account,
    domain,
    customer: fc.option(fc.oneof(domain, guid), { nil: null }),
    registration: fc.option(guid, { nil: null }),
    signIn,
    options,
    compliance: fc.boolean(),
  })
  .map(({ customer: anyCustomer, ...said }): ConnectionDraft => {
    const uri = said.options.connectionUri === null ? null : readConnectionUri(said.options.connectionUri);
    const known = uri !== null && !('problem' in uri) ? uri : null;
    const cloudId = known?.cloudId ?? said.cloudId;
    const service = known?.service ?? (said.compliance ? 'compliance' : 'exchange');
    // A customer's tenant id: on Connect-ExchangeOnline only.
    const untold = service === 'compliance' && anyCustomer !== null && !anyCustomer.includes('.');
    const customer = said.signIn.kind === 'managed-identity' || untold ? null : anyCustomer;
    const method = said.signIn;
    const isId = customer !== null && !customer.includes('.');
    const organization: Organization =
      customer !== null && isId
        ? { kind: 'customer', tenantId: customer, name: customer, domain: null }
        : {
            kind: 'own',
            tenantId: null,
            name: null,
            domain:
              customer === null && (isAppOnly(method) || method.kind === 'token')
                ? said.domain.replace('onmicrosoft.com', CLOUDS[cloudId].initialDomainSuffix)
                : null,
          };
    return {
      name: '',
      folder: '',
      cloudId,
      accountId: null,
      loginHint: isAppOnly(method) ? null : said.account,
      clientId: isPersonal(method) ? said.registration : null,
      organization,
      ...(customer !== null && !isId && { delegatedTo: customer }),
      signIn: method,
      options: said.options,
      services: [service],
      readOnly: false,
    };
  });

/** What printing has to write out because PowerShell needs it (place of print.ts), and what it says another way. */
function expected(of: ConnectionDraft): ConnectionDraft {
  const { options, cloudId, services } = of;
  const cloud = CLOUDS[cloudId];
  const compliance = services[0] === 'compliance';
  const away = cloudId !== 'O365Default';
  const customer = of.delegatedTo ?? (of.organization.kind === 'customer' ? of.organization.tenantId : null);
  const label = cloudId === 'O365USGovDoD' ? 'l5.' : '';
  const session = sessionOptionText(options, '');
  return {
    ...of,
    options: {
      ...options,
      connectionUri:
        options.connectionUri ??
        (compliance && away ? `https://${label}${cloud.complianceHost}/powershell-liveid/` : null),
      authorityUri:
        options.authorityUri ??
        (compliance && (customer !== null || away)
          ? `https://${cloud.loginHost}/${customer ?? 'common'}`
          : null),
      inert: { ...options.inert, ...(session !== null && { PSSessionOption: session }) },
    },
  };
}

it('reads back what it printed, every parameter of it', () => {
  fc.assert(
    fc.property(draft, (of) => {
      const text = printConnection({ ...of, username: of.loginHint });
      const { connections, problems } = parseConnectText(text);
      expect(problems).toEqual([]);
      const [read] = connections;
      expect(read?.problems).toEqual([]);
      expect(read?.blanks.filter(({ parameter }) => parameter !== 'AccessToken')).toEqual([]);
      expect(read?.draft).toEqual(expected(of));
      const again = printConnection({ ...expected(of), username: of.loginHint });
      expect(again).toBe(text);
    }),
    { numRuns: 400, seed: 7 },
  );
});

it('makes one connection again of both services', () => {
  fc.assert(
    fc.property(draft, fc.boolean(), (one, searchOnlySession) => {
      const of: ConnectionDraft = {
        ...one,
        signIn: one.signIn.kind === 'certificate' ? one.signIn : BROWSER,
        services: ['exchange', 'compliance'],
        options: { ...one.options, connectionUri: null, searchOnlySession },
      };
      const { connections } = parseConnectText(printConnection({ ...of, username: of.loginHint }));
      expect(connections.map(({ draft: read }) => read.services)).toEqual([['exchange', 'compliance']]);
      expect(connections[0]?.draft.options.searchOnlySession).toBe(searchOnlySession);
    }),
    { numRuns: 200, seed: 7 },
  );
});

describe('a certificate that is kept in the app', () => {
  const thumbprint = '0123456789ABCDEF0123456789ABCDEF01234567';
  const certificateId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const kept = [{ id: certificateId, thumbprint }];
  const signInBy = (certificate: CertificateRef): SignInMethod => ({
    kind: 'certificate',
    appId: APP,
    certificate,
  });
  const copied = (certificate: CertificateRef): string =>
    printConnection(
      {
        ...plain,
        services: ['exchange', 'compliance'],
        signIn: signInBy(certificate),
        organization: { kind: 'own', tenantId: null, name: null, domain: 'contoso.onmicrosoft.com' },
      },
      { thumbprintOf: (id) => (id === certificateId ? thumbprint : null) },
    );
  const pasted = (text: string, here: Parameters<typeof withKeptCertificate>[1]) =>
    parseConnectText(text).connections.map((each) => withKeptCertificate(each, here));

  it.each([true, false])('is the same one again where it is kept (on Windows: %s)', (windows) => {
    const text = copied({ from: 'kept', certificateId });
    const [read, ...others] = pasted(text, { kept, windows });
    expect(others).toEqual([]);
    expect(read?.problems).toEqual([]);
    expect(read?.draft.signIn).toEqual(signInBy({ from: 'kept', certificateId }));
    expect(read?.app?.certificate).toEqual({ from: 'kept', certificateId });
  });

  it('is looked for in the store of Windows elsewhere, and missed by its thumbprint where there is none', () => {
    const text = copied({ from: 'kept', certificateId });
    const [onWindows] = pasted(text, { kept: [], windows: true });
    expect(onWindows?.draft.signIn).toEqual(signInBy({ from: 'store', thumbprint }));
    const [nowhere] = pasted(text, { kept: [], windows: false });
    expect(nowhere?.problems).toMatchObject([{ parameter: 'Certificate' }]);
    expect(nowhere?.problems[0]?.message).toContain(thumbprint);
  });

  it('does not take the place of one that is named in the store of Windows', () => {
    const text = copied({ from: 'store', thumbprint });
    const [onWindows] = pasted(text, { kept, windows: true });
    expect(onWindows?.draft.signIn).toEqual(signInBy({ from: 'store', thumbprint }));
    const [elsewhere] = pasted(text, { kept, windows: false });
    expect(elsewhere?.draft.signIn).toEqual(signInBy({ from: 'kept', certificateId }));
  });
});
