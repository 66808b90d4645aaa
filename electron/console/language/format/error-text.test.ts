import { expect, it } from 'vitest';
import { exception, PsErrorRecord } from '../values/errors.ts';
import { errorText } from './error-text.ts';
import { testRuntime } from './test-runtime.ts';

const rt = testRuntime();

function record(message: string, category = 'NotSpecified'): PsErrorRecord {
  return new PsErrorRecord(
    exception('System.Management.Automation.RuntimeException', message),
    'Id',
    category,
  );
}

it('names the command, else the kind of error', () => {
  const own = record('not there', 'ObjectNotFound');
  own.activity = 'Get-Mailbox';
  expect(errorText(own, rt)).toEqual(['Get-Mailbox: not there']);
  expect(errorText(record('bad', 'InvalidOperation'), rt)).toEqual(['InvalidOperation: bad']);
  expect(errorText(record('bad'), rt)).toEqual(['RuntimeException: bad']);
});

it('underlines the place of an error further down in a script', () => {
  const failed = record('You cannot call a method on a null-valued expression.', 'InvalidOperation');
  failed.place = { line: 12, column: 6, start: 100, end: 107 };
  failed.lineText = '  $y=$x.Foo()';
  expect(errorText(failed, rt)).toEqual([
    'InvalidOperation: ',
    'Line |',
    '  12 |    $y=$x.Foo()',
    '     |       ~~~~~~~',
    '     | You cannot call a method on a null-valued expression.',
  ]);
});

it('shows the part of a long line where the error is', () => {
  const failed = record('bad', 'InvalidOperation');
  failed.place = { line: 2, column: 151, start: 150, end: 155 };
  failed.lineText = `${'a'.repeat(150)}WRONG${'b'.repeat(50)}`;
  const [, , line = '', mark = ''] = errorText(failed, rt);
  expect(line.length).toBeLessThan(90);
  expect(line.slice(mark.indexOf('~'), mark.lastIndexOf('~') + 1)).toBe('WRONG');
});

it('asks $ErrorView for another form', () => {
  const old = testRuntime({ variables: { ErrorView: 'NormalView' } });
  const failed = record('bad', 'InvalidOperation');
  failed.activity = 'Get-X';
  expect(errorText(failed, old)).toEqual([
    'Get-X : bad',
    '+ CategoryInfo          : InvalidOperation: (:) [Get-X], RuntimeException',
    '+ FullyQualifiedErrorId : Id',
  ]);
});
