import { describe, expect, test } from 'vitest';
import { checkedLink, checkedSignInAddress } from './external-links.ts';

describe('opening something that is no link of ours in the system', () => {
  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://server/share',
    'http://learn.microsoft.com/',
    'https://learn.microsoft.com.evil.example/',
    'https://learn.microsoft.com@evil.example/',
    'https://learn.microsoft.com:8443/',
    'https://evil.example/',
    'not an address',
  ])('%s is refused', (address) => {
    expect(() => checkedLink(address)).toThrow('only its own links');
  });

  test('documentation and admin centres open', () => {
    expect(checkedLink('https://learn.microsoft.com/powershell/exchange/')).toContain('learn.microsoft.com');
    expect(checkedLink('https://admin.microsoft.com')).toContain('admin.microsoft.com');
    for (const host of ['entra.microsoft.com', 'entra.microsoft.us', 'entra.microsoftonline.cn'])
      expect(checkedLink(`https://${host}`)).toContain(host);
  });
});

describe('opening a sign-in page on a foreign host', () => {
  test.each([
    'https://evil.example/authorize',
    'http://login.microsoftonline.com/',
    'file:///x',
    'https://login.microsoftonline.com:444/',
  ])('%s is refused', (address) => {
    expect(() => checkedSignInAddress(address)).toThrow('not on a known sign-in host');
  });

  test('the clouds of the table and the practice page open', () => {
    expect(
      checkedSignInAddress('https://login.microsoftonline.us/organizations/oauth2/v2.0/authorize'),
    ).toContain('.us/');
    expect(checkedSignInAddress('http://localhost:4711/organizations/oauth2/v2.0/authorize')).toContain(
      '4711',
    );
  });

  test('the page for a device code and the sign-in host of the connection itself open, for it alone', () => {
    expect(checkedSignInAddress('https://microsoft.com/devicelogin')).toContain('/devicelogin');
    const own = 'https://login.adatum.example/organizations/oauth2/v2.0/authorize';
    expect(checkedSignInAddress(own, 'login.adatum.example')).toBe(own);
    expect(() => checkedSignInAddress(own)).toThrow('not on a known sign-in host');
  });
});
