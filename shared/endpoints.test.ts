import { describe, expect, it } from 'vitest';
import {
  cloudOf,
  endpointOf,
  readAuthorityUri,
  readConnectionUri,
  unconfirmedHosts,
  type ServiceAddress,
} from './endpoints.ts';
import { CLOUDS, type CloudId } from './clouds.ts';
import { NO_OPTIONS } from './model/connection-options.ts';
import type { Service } from './model/connection.ts';

type Row = readonly [typed: string, host: string, service: Service, cloudId: CloudId | null, eop?: boolean];

/** Every address of connect.md's table of environments, and what the seeds write for them. */
const ADDRESSES: readonly Row[] = [
  ['https://outlook.office365.com', 'outlook.office365.com', 'exchange', 'O365Default'],
  ['https://outlook.office365.com/PowerShell-LiveID/', 'outlook.office365.com', 'exchange', 'O365Default'],
  ['https://OUTLOOK.office365.COM:443/x?y#z', 'outlook.office365.com', 'exchange', 'O365Default'],
  [
    'https://ps.compliance.protection.outlook.com/powershell-liveid/',
    'ps.compliance.protection.outlook.com',
    'compliance',
    'O365Default',
  ],
  [
    'https://eur02b.ps.compliance.protection.outlook.com/powershell-liveid',
    'ps.compliance.protection.outlook.com',
    'compliance',
    'O365Default',
  ],
  [
    'https://ps.protection.outlook.com/powershell-liveid/',
    'ps.protection.outlook.com',
    'compliance',
    'O365Default',
    true,
  ],
  ['https://outlook.office.com/powershell', 'outlook.office365.com', 'exchange', 'O365Default'],
  ['https://eur01.outlook.office365.com/', 'outlook.office365.com', 'exchange', 'O365Default'],
  ['https://outlook.office365.us/', 'outlook.office365.us', 'exchange', 'O365USGovGCCHigh'],
  [
    'https://ps.compliance.protection.office365.us/powershell-liveid/',
    'ps.compliance.protection.office365.us',
    'compliance',
    'O365USGovGCCHigh',
  ],
  ['https://outlook-dod.office365.us', 'outlook-dod.office365.us', 'exchange', 'O365USGovDoD'],
  ['https://webmail.apps.mil/powershell-liveid', 'outlook-dod.office365.us', 'exchange', 'O365USGovDoD'],
  [
    'https://l5.ps.compliance.protection.office365.us/powershell-liveid/',
    'ps.compliance.protection.office365.us',
    'compliance',
    'O365USGovDoD',
  ],
  ['https://outlook.office365.cn/', 'partner.outlook.cn', 'exchange', 'O365China'],
  ['https://partner.outlook.cn/PowerShell', 'partner.outlook.cn', 'exchange', 'O365China'],
  [
    'https://ps.compliance.protection.partner.outlook.cn/powershell-liveid',
    'ps.compliance.protection.partner.outlook.cn',
    'compliance',
    'O365China',
  ],
  ['https://outlook.office.de', 'outlook.office.de', 'exchange', 'O365GermanyCloud'],
  [
    'https://ps.compliance.protection.outlook.de/PowerShell-LiveID',
    'ps.compliance.protection.outlook.de',
    'compliance',
    'O365GermanyCloud',
  ],
  ['https://ps.compliance.practice.localhost/', 'ps.compliance.practice.localhost', 'compliance', 'Practice'],
  // Lookalikes and own hosts: no environment has them.
  ['https://outlook.office365.com.evil.example/', 'outlook.office365.com.evil.example', 'exchange', null],
  ['https://a.b.outlook.office365.com/', 'a.b.outlook.office365.com', 'exchange', null],
  ['https://eviloutlook.office.com/', 'eviloutlook.office.com', 'exchange', null],
  ['https://evil-outlook.office365.com/', 'evil-outlook.office365.com', 'exchange', null],
  ['https://xn--utlook-cxa.office365.com/', 'xn--utlook-cxa.office365.com', 'exchange', null],
  [
    'https://ps.compliance.protection.outlook.com.evil.example',
    'ps.compliance.protection.outlook.com.evil.example',
    'compliance',
    null,
  ],
  [
    'https://a.b.ps.compliance.protection.outlook.com',
    'a.b.ps.compliance.protection.outlook.com',
    'compliance',
    null,
  ],
  [
    'https://evilps.compliance.protection.outlook.com',
    'evilps.compliance.protection.outlook.com',
    'exchange',
    null,
  ],
  ['https://mail.contoso.com', 'mail.contoso.com', 'exchange', null],
];

const REFUSED = [
  'outlook.office365.com',
  'http://outlook.office365.com',
  'ftp://outlook.office365.com',
  'javascript:alert(1)',
  'https:/outlook.office365.com',
  'https://',
  'https://localhost/',
  'https://outlook.office365.com:8443/',
  'https://outlook.office365.com@evil.example/',
  'https://user:word@outlook.office365.com/',
  'https://outlook.office365.com./',
  'https://оutlook.office365.com/',
  'https://outlook。office365.com/',
  'https://out\tlook.office365.com/',
  'https://outlook%2eoffice365.com/',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://[::1]/',
  `https://${'a.'.repeat(130)}com/`,
];

describe('a ConnectionUri', () => {
  it.each(ADDRESSES.map(([typed, ...row]) => [typed, row] as const))('%s is %j', (typed, row) => {
    const [host, service, cloudId, eop = false] = row;
    expect(readConnectionUri(typed)).toEqual({ host, service, cloudId, eop } satisfies ServiceAddress);
  });

  it.each(REFUSED)('%j is refused', (typed) => {
    const read = readConnectionUri(typed);
    expect('problem' in read && read.problem).toBeTruthy();
    expect(readAuthorityUri(typed)).toHaveProperty('problem');
  });

  it('does not repeat a password in what it says', () => {
    expect(JSON.stringify(readConnectionUri('https://user:hunter2@outlook.office365.com/'))).not.toContain(
      'hunter2',
    );
  });
});

describe('an AzureADAuthorizationEndpointUri', () => {
  it.each([
    ['https://login.microsoftonline.com/adatum.onmicrosoft.com', 'O365Default', 'adatum.onmicrosoft.com'],
    ['https://login.microsoftonline.com/organizations', 'O365Default', null],
    ['https://login.microsoftonline.com/common/', 'O365Default', null],
    ['https://login.microsoftonline.com', 'O365Default', null],
    ['https://login.microsoftonline.us/Agency.onmicrosoft.us/', 'O365USGovGCCHigh', 'agency.onmicrosoft.us'],
    ['https://login.chinacloudapi.cn/common', 'O365China', null],
    [
      'https://login.partner.microsoftonline.cn/contoso.partner.onmschina.cn',
      'O365China',
      'contoso.partner.onmschina.cn',
    ],
    ['https://login.windows.net/common', 'O365Default', null],
    ['https://login.microsoftonline.de/common', 'O365GermanyCloud', null],
    ['https://sts.contoso.com/contoso.com', null, 'contoso.com'],
  ] as const)('%s is of %s, for %s', (typed, cloudId, tenant) => {
    expect(readAuthorityUri(typed)).toMatchObject({ cloudId, tenant });
  });

  it('of an environment by another name leads to the environment’s own sign-in host', () => {
    const options = { ...NO_OPTIONS, authorityUri: 'https://login.partner.microsoftonline.cn/common' };
    expect(unconfirmedHosts(options)).toEqual([]);
    expect(cloudOf('O365China', options).loginHost).toBe('login.chinacloudapi.cn');
  });
});

describe('where a connection goes', () => {
  it.each(Object.values(CLOUDS))('$id has a host and an audience for each service', (cloud) => {
    for (const service of ['exchange', 'compliance'] as const) {
      const host = service === 'exchange' ? cloud.exchangeHost : cloud.complianceHost;
      expect(endpointOf(cloud.id, NO_OPTIONS, service)).toEqual({
        ...{ service, host, eop: false },
        audience: `https://${host}`,
      });
    }
    expect(cloudOf(cloud.id, NO_OPTIONS)).toBe(cloud);
  });

  it('a ConnectionUri moves the service that it is of, and leaves the other', () => {
    const options = { connectionUri: 'https://ps.protection.outlook.com/powershell-liveid/' };
    expect(endpointOf('O365Default', options, 'compliance')).toEqual({
      service: 'compliance',
      host: 'ps.protection.outlook.com',
      eop: true,
      audience: 'https://ps.protection.outlook.com',
    });
    expect(endpointOf('O365Default', options, 'exchange').host).toBe('outlook.office365.com');
  });

  it('a sign-in host of one’s own takes the place of the environment’s', () => {
    expect(cloudOf('O365Default', { authorityUri: 'https://sts.contoso.com/x' }).loginHost).toBe(
      'sts.contoso.com',
    );
  });
});

describe('hosts to agree to', () => {
  const typed = {
    connectionUri: 'https://mail.contoso.com/',
    authorityUri: 'https://sts.contoso.com/contoso.com',
    confirmedHosts: [] as string[],
  };

  it('are those of no environment, until each was agreed to by its name', () => {
    expect(unconfirmedHosts(typed)).toEqual(['mail.contoso.com', 'sts.contoso.com']);
    expect(unconfirmedHosts({ ...typed, confirmedHosts: ['mail.contoso.com'] })).toEqual(['sts.contoso.com']);
    expect(unconfirmedHosts({ ...typed, confirmedHosts: ['contoso.com'] })).toHaveLength(2);
    expect(unconfirmedHosts({ ...typed, confirmedHosts: ['mail.contoso.com', 'sts.contoso.com'] })).toEqual(
      [],
    );
  });

  it('are none where the environments have them', () => {
    expect(
      unconfirmedHosts({
        connectionUri: 'https://webmail.apps.mil',
        authorityUri: 'https://login.microsoftonline.us/common',
        confirmedHosts: [],
      }),
    ).toEqual([]);
  });
});
