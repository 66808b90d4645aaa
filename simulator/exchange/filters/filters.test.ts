import { describe, expect, it } from 'vitest';
import { MAILBOX } from '../model/recipient-schemas.ts';
import { compile } from './expression.ts';
import { parseOpath } from './opath.ts';

const ROW = {
  seq: 1,
  props: {
    Name: "Seán O'Brien",
    Alias: 'sean.obrien',
    IsShared: false,
    HiddenFromAddressListsEnabled: true,
    EmailAddresses: ['SMTP:sean@contoso.com', 'smtp:boss@contoso.eu'],
    WhenCreated: '2026-03-04T05:06:07Z',
    ProhibitSendQuota: '49.5 GB (53,150,220,288 bytes)',
    Office: '',
    ResourceCapacity: 12,
  },
};
const test = (filter: string): boolean => compile(parseOpath(filter, MAILBOX))(ROW);

describe('OPATH', () => {
  it.each([
    ["Name -eq 'seán o''brien'", true],
    ["name -like 'Seán*' -and -not(Alias -eq 'x')", true],
    ["Alias -like '*obrien' -or Nam" + "e -eq 'x'", true],
    ["Alias -notlike 's*'", false],
    ['IsShared -eq $false -and HiddenFromAddressListsEnabled -eq $true', true],
    ["HiddenFromAddressListsEnabled -eq 'True'", true],
    ["EmailAddresses -like 'smtp:boss@*'", true],
    ['Office -eq $null', true],
    ['Office -ne $null', false],
    ["WhenCreated -gt '03/01/2026' -and WhenCreated -lt '2026-03-05'", true],
    ["ProhibitSendQuota -lt '50GB'", true],
    ['ResourceCapacity -ge 12', true],
    ["Name -eq 'a' -or Name -eq 'b' -and Alias -eq 'sean.obrien'", false],
    ["(Name -eq 'a' -or IsShared -eq $false) -and Alias -eq 'sean.obrien'", true],
  ])('%s is %s', (filter, expected) => {
    expect(test(filter)).toBe(expected);
  });

  it.each([
    ["Nope -eq 'x'", 'not a recognized filterable property'],
    ["Name -foo 'x'", 'Invalid filter syntax'],
    ["Name -eq 'x", 'no closing quote'],
    ["(Name -eq 'x'", 'closing parenthesis'],
    ["Name -eq 'x' extra", 'position 14'],
    ["WhenCreated -gt 'soon'", "isn't a date"],
    ['IsShared -eq 3', 'True or False'],
  ])('%s is refused', (filter, text) => {
    expect(() => test(filter)).toThrow(text);
  });
});
