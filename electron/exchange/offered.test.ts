import { expect, it } from 'vitest';
import { testCmdlet } from '../../shared/powershell/cmdlet.fixture.ts';
import { offered } from './offered.ts';

const CMDLETS = ['Get-Mailbox', 'Get-MailboxPlan', 'Set-Mailbox', 'Remove-Mailbox'].map((name) =>
  testCmdlet(name, []),
);
const named = (names: readonly string[]) => offered(CMDLETS, names).map(({ name }) => name);

it.each([
  [[], ['Get-Mailbox', 'Get-MailboxPlan', 'Set-Mailbox', 'Remove-Mailbox']],
  [['*'], ['Get-Mailbox', 'Get-MailboxPlan', 'Set-Mailbox', 'Remove-Mailbox']],
  [['get-mailbox'], ['Get-Mailbox']],
  [['Get-*'], ['Get-Mailbox', 'Get-MailboxPlan']],
  [
    [' Set-Mailbox ', 'Get-Mailbo?'],
    ['Get-Mailbox', 'Set-Mailbox'],
  ],
  [['[RS]e*-Mailbox'], ['Set-Mailbox', 'Remove-Mailbox']],
  [['Mailbox'], []],
  [['.*'], []],
  // No pattern, since its set isn't closed: it stands for itself, and nothing is called so.
  [['Get-[Mailbox'], []],
])('-CommandName %j lets %j through', (names, expected) => {
  expect(named(names)).toEqual(expected);
});
