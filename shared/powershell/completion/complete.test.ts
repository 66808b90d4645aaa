import { describe, expect, it } from 'vitest';
import { testCmdlet, testParameter } from './cmdlet.fixture.ts';
import { complete } from './completion.ts';

const cmdlets = [
  testCmdlet('Get-Mailbox', [
    testParameter('Identity', 'String'),
    testParameter('Type', 'String', { values: ['Regular mailbox', 'Shared'] }),
    testParameter('Archive', 'SwitchParameter'),
    testParameter('Enabled', 'Boolean'),
  ]),
  testCmdlet('Get-MailboxStatistics', []),
  testCmdlet('Set-User', []),
];

/** The cursor is at the bar. */
function inserts(text: string): string[] {
  const offset = text.indexOf('|');
  return complete(text.replace('|', ''), offset, cmdlets).items.map((item) => item.insert);
}

describe('completion', () => {
  it.each([
    ['get-m|', ['Get-Mailbox', 'Get-MailboxStatistics']],
    ['Set-User\nGet-Mailboxs|', ['Get-MailboxStatistics']],
    ['Get-Mailbox -A|', ['-Archive']],
    ['Get-Mailbox -Identity x -Ident|', []],
    ['Get-Mailbox -Type |', ["'Regular mailbox'", 'Shared']],
    ['Get-Mailbox -Type sh|', ['Shared']],
    ['Get-Mailbox -Enabled $t|', ['$true']],
    ['Get-Mailbox -Archive:|', ['$true', '$false']],
    ['Get-Mailbox # -A|', []],
    ['Nothing-Known -A|', []],
  ])('%s', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  it('offers common parameters and says where the word begins', () => {
    const result = complete('Get-Mailbox -erroraction', 24, cmdlets);
    expect(result).toMatchObject({ from: 12, to: 24, items: [{ label: '-ErrorAction' }] });
  });
});
