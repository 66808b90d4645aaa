import type { Expected } from './expected.ts';

/** What the text of a script does not tell by itself, by its number, and why. */
export const DIFFERENCES: Readonly<Record<string, Partial<Expected>>> = {
  // Remote PowerShell was shut down; the module refuses it, too.
  '02': { ends: 'failed', connects: 0, errors: [/-UseRPSSession asks for remote PowerShell/u] },
  '29': { ends: 'failed', connects: 0, errors: [/Microsoft closed this cloud in 2021/u] },
  // `$Certificate` is of the script before; PowerShell says the same of nothing.
  '72': {
    errors: [
      /^Cannot bind argument to parameter 'Cert' because it is null\.$/u,
      /^Cannot (?:bind argument to parameter|process argument)/u,
    ],
  },
  // How many it finds depends on the mailboxes: it says one of two things of them.
  '86': {
    says: [
      'Connected successfully!',
      'Checking for inactive mailboxes...',
      'nactive mailboxes',
      'Task completed successfully',
      'Disconnecting...',
    ],
  },
  // One for each of the three customers.
  '88': { connects: 3, calls: ['Mailbox', 'Mailbox', 'Mailbox'] },
  // No connection has the id that the text only stands for. What is left is disconnected without a question.
  '90': { asks: [], errors: [/no connection with the id connection-guid-here/u] },
  // The second command has nothing left to tell of: `$null[0]`.
  '91': {
    errors: [/^Cannot index into a null array\.$/u, /^Cannot (?:bind|validate) argument/u],
  },
  // Nothing connects before: the module's cmdlets are not there yet, and its Get-EXO* say so.
  '92': {
    calls: [],
    errors: [
      /^The term 'Get-Mailbox' is not recognized/u,
      ...Array.from({ length: 3 }, () => /You must call Connect-ExchangeOnline/u),
    ],
  },
};
