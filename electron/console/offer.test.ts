import { expect, it } from 'vitest';
import type { Problem } from '../../shared/model/console.ts';
import { exchangeTarget } from '../testing/target.ts';
import { withService } from './offer.ts';

const unknown = (text: string, start = 0): Problem => ({
  severity: 'error',
  failure: {
    code: 'cmdlet-unknown',
    message: `${text} isn't a command here.`,
    hint: '',
    correlationId: null,
    retryable: false,
  },
  place: { start, end: start + 3, line: 1, column: 1 },
  cmdlet: null,
  details: [],
});
const compliance = exchangeTarget({ service: 'compliance' });

it.each([
  ['Get-EXOMailbox', 0],
  ['get-exomailbox -ResultSize 5', 0],
  ['$x = 1; Get-EXORecipient a', 8],
])('%s on Security & Compliance is said to belong to Exchange', (text, start) => {
  const { failure } = withService(unknown(text, start), text, compliance);
  expect(failure.message).toContain('reads Exchange Online');
  expect(failure.hint).toContain('Exchange Online connection');
});

it('any other problem stays', () => {
  const mailbox = unknown('Get-Mailbox');
  expect(withService(mailbox, 'Get-Mailbox', compliance)).toBe(mailbox);
  const exo = unknown('Get-EXOMailbox');
  expect(withService(exo, 'Get-EXOMailbox', exchangeTarget())).toBe(exo);
  expect(withService(exo, 'Get-EXOMailbox', exchangeTarget({ service: 'compliance', eop: true }))).toBe(exo);
});
