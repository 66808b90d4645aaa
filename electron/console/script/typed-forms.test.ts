import { beforeEach, describe, expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';
const APP = '0d5c7a1e-2222-4d5e-8a00-000000000001';
const GUID = '11111111-1111-4111-8111-111111111111';
const JWT = 'eyJhbGciOiJub25lIn0.e30.c2ln';

const at = deskOfFile([], { hosts: 'all' });
beforeEach(() => {
  at.practice.sent.length = 0;
});

const hosts = (): string[] => [...new Set(at.practice.sent.map((line) => line.split(' ')[0] ?? ''))].sort();

describe('parameters without their names, as published', { timeout: 60_000 }, () => {
  it.each([
    [
      `Connect-ExchangeOnline https://outlook.office365.us/ https://login.microsoftonline.us/common O365USGovGCCHigh -UserPrincipalName ${ADMIN}`,
      ['login.microsoftonline.us', 'outlook.office365.us'],
    ],
    [
      `Connect-ExchangeOnline https://partner.outlook.cn/ https://login.chinacloudapi.cn/common O365China (New-PSSessionOption -ProxyAccessType NoProxyServer) '' Own -UserPrincipalName ${ADMIN}`,
      ['login.chinacloudapi.cn', 'partner.outlook.cn'],
    ],
    [
      `Connect-IPPSSession https://ps.compliance.protection.partner.outlook.cn/powershell-liveid https://login.chinacloudapi.cn/${CUSTOMER} ${CUSTOMER} -UserPrincipalName ${PARTNER}`,
      ['login.chinacloudapi.cn', /^\w+\.ps\.compliance\.protection\.partner\.outlook\.cn$/],
    ],
  ] as const)('%s', async (command, expected) => {
    const ran = await at.desk.run(
      await at.desk.openTab(),
      `${command}\nDisconnect-ExchangeOnline -Confirm:$false`,
    );
    expect(ran.errors).toEqual([]);
    for (const host of expected) {
      const found = hosts().some((one) => (typeof host === 'string' ? one === host : host.test(one)));
      expect([host, hosts(), found]).toEqual([host, hosts(), true]);
    }
    expect(hosts().filter((host) => /(microsoftonline|office365)\.com$/.test(host))).toEqual([]);
  });
});

describe('what does not go together', { timeout: 60_000 }, () => {
  it.each([
    ['-Device -ManagedIdentity -Organization contoso.onmicrosoft.com', 'different ways to sign in'],
    [`-AccessToken ${JWT} -Device -UserPrincipalName ${ADMIN}`, 'different ways to sign in'],
    ['-InlineCredential -Device', 'different ways to sign in'],
    [`-Credential ${ADMIN} -Device`, 'different ways to sign in'],
    [
      `-CertificateThumbprint ${'A'.repeat(40)} -CertificateFilePath x.pfx -AppId ${APP} -Organization contoso.onmicrosoft.com`,
      'both name a certificate',
    ],
    [`-CertificateThumbprint ${'A'.repeat(40)} -Organization contoso.onmicrosoft.com`, '-AppId is missing'],
    [`-CertificateThumbprint ${'A'.repeat(40)} -AppId ${APP}`, '-Organization is missing'],
    [`-AppId ${APP}`, '-AppId needs a certificate'],
    [`-AccessToken ${JWT}`, 'does not say'],
    ['-ManagedIdentity', '-Organization is missing'],
    [`-ManagedIdentityAccountId ${GUID}`, 'needs -ManagedIdentity'],
    [`-ManagedIdentity -Organization ${GUID}`, 'tenant id'],
    ['-ConnectionUri https://partner.outlook.cn/ -ExchangeEnvironmentName O365USGovDoD', 'belongs to China'],
    [
      '-AzureADAuthorizationEndpointUri https://login.chinacloudapi.cn/common -ExchangeEnvironmentName O365USGovDoD',
      'signs in to China',
    ],
    [
      '-ManagedIdentity -Organization contoso.onmicrosoft.us',
      'organisation of US Government GCC High or US Government DoD, not of Microsoft 365',
    ],
    [
      '-ManagedIdentity -Organization contoso.onmicrosoft.com -ExchangeEnvironmentName O365China',
      'organisation of Microsoft 365, not of China',
    ],
  ])('Connect-ExchangeOnline %s: %s', async (parameters, words) => {
    const ran = await at.desk.run(await at.desk.openTab(), `Connect-ExchangeOnline ${parameters}`);
    expect(ran.state).toBe('failed');
    expect(ran.errors[0]).toContain(words);
    expect(at.practice.sent).toEqual([]);
  });

  it.each([
    [`-UserPrincipalName ${PARTNER} -DelegatedOrganization ${GUID}`, 'routes a partner’s requests by'],
    ['-ExchangeEnvironmentName O365China', "parameter name 'ExchangeEnvironmentName'"],
    ['-Device', "parameter name 'Device'"],
    [
      `-CertificateThumbprint ${'A'.repeat(40)} -AppId ${APP} -Organization contoso.onmicrosoft.us`,
      'not of Microsoft 365',
    ],
  ])('Connect-IPPSSession %s: %s', async (parameters, words) => {
    const ran = await at.desk.run(await at.desk.openTab(), `Connect-IPPSSession ${parameters}`);
    expect(ran.errors[0]).toContain(words);
    expect(at.practice.sent).toEqual([]);
  });
});

describe('-BypassMailboxAnchoring', { timeout: 60_000 }, () => {
  it('changes nothing for a person, which is said once', async () => {
    const tab = await at.desk.openTab();
    const command = `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -BypassMailboxAnchoring -ShowBanner:$false
(Get-AcceptedDomain).Count -gt 0
Disconnect-ExchangeOnline -Confirm:$false`;
    const ran = await at.desk.run(tab, `${command}\n${command}`);
    expect(ran.errors).toEqual([]);
    const said = ran.lines.filter((line) => line.includes('-BypassMailboxAnchoring changes nothing'));
    expect(said).toHaveLength(1);
    const asked = at.practice.requests.filter(({ url }) => url.endsWith('/InvokeCommand'));
    expect(asked.at(-1)?.headers['x-anchormailbox']).toBe(`UPN:${ADMIN}`);
  });
});
