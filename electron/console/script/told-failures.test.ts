import { expect, it } from 'vitest';
import type { Problem } from '../../../shared/model/console.ts';
import { fail } from '../../../shared/model/failure.ts';
import { ToldFailures } from './told-failures.ts';

const said = (message: string, severity: Problem['severity'] = 'error'): Problem => ({
  severity,
  failure: fail('language', message, '').failure,
  place: { line: 3, column: 1, start: 20, end: 24 },
  cmdlet: null,
  details: [['Error ID', 'canary-id']],
});

it('keeps of a script’s last error the failure that it says in words, with its ids', () => {
  const told = new ToldFailures();
  const first = told.add(fail('throttled', 'Too many requests.', '', { requestId: 'r-1' }).failure);
  const second = told.add(fail('mfa-needed', 'A second step.', '', { number: 50076 }).failure);
  const problems = [said('Too many requests.'), said('A second step. Sign in again.'), said('x', 'warning')];
  expect(told.failureOf(problems)).toBe(second);
  expect(told.failureOf(problems.slice(0, 1))).toBe(first);
});

it('keeps no words of an error that the script made itself', () => {
  const told = new ToldFailures();
  told.add(fail('throttled', 'Too many requests.', '').failure);
  const kept = told.failureOf([said('Cannot convert value "canary-password".')]);
  expect(kept).toMatchObject({ code: 'language', message: 'The script ended with an error in line 3.' });
  expect(JSON.stringify(kept)).not.toContain('canary');
});

it('holds on to a bounded number', () => {
  const told = new ToldFailures();
  for (let i = 0; i < 1000; i += 1) told.add(fail('throttled', `Refused ${String(i)}.`, '').failure);
  expect(told.failureOf([said('Refused 999.')])).toMatchObject({ code: 'throttled' });
  expect(told.failureOf([said('Refused 0.')])).toMatchObject({ code: 'language' });
});
