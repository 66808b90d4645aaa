import { describe, expect, it } from 'vitest';
import { refusal } from './refused.ts';

describe('commands that are not on offer', () => {
  it.each([
    ['Start-Job', 'background jobs'],
    ['IWR', 'network'],
    ['Get-MgUser', 'Microsoft Graph'],
    ['Connect-MgGraph', 'Microsoft Graph'],
    ['Get-AzVM', 'Azure PowerShell'],
    ['Connect-AzureAD', 'retired'],
    ['Get-MsolUser', 'MSOnline'],
    ['Microsoft.PowerShell.Utility\\Add-Type', 'compile'],
    ['Import-Certificate', 'store of the computer'],
    ['Test-NetConnection', 'network'],
  ])('%s is refused by name with a reason', (name, words) => {
    const found = refusal(name);
    expect(found?.message).toContain(words);
    expect(found?.hint).not.toBe('');
  });

  it.each(['Get-Mailbox', 'Get-MailboxPermission', 'Connect-Nowhere', 'toString', '__proto__'])(
    '%s is not known to it',
    (name) => {
      expect(refusal(name)).toBeUndefined();
    },
  );
});
