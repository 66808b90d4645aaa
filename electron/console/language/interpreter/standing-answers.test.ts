import { expect, test } from 'vitest';
import { testConsole } from './engine.fixture.ts';

const [YES, YES_TO_ALL, NO, NO_TO_ALL] = [0, 1, 2, 3];
const DEFINED =
  'function F { [CmdletBinding(SupportsShouldProcess)] param($X) if ($PSCmdlet.ShouldProcess($X)) { $X } }; ' +
  'function G { [CmdletBinding(SupportsShouldProcess)] param($X) if ($PSCmdlet.ShouldProcess($X)) { $X } }; ';

function asking(...answers: readonly number[]): { console: ReturnType<typeof testConsole>; asked: string[] } {
  const asked: string[] = [];
  const console = testConsole(undefined, (_caption, message) => {
    asked.push(message);
    return answers[asked.length - 1] ?? NO;
  });
  return { console, asked };
}

test('"yes to all" holds for that command until the run ends, in a loop as well', () => {
  const { console, asked } = asking(YES, YES_TO_ALL);
  expect(console.run(`${DEFINED}foreach ($x in 1..4) { F $x -Confirm }`).output).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
  expect(asked).toHaveLength(2);
});

test('"no to all" holds as long', () => {
  const { console, asked } = asking(YES, NO_TO_ALL);
  expect(console.run(`${DEFINED}foreach ($x in 1..4) { F $x -Confirm }`).output).toEqual(['1']);
  expect(asked).toHaveLength(2);
});

test('another command, and the next run, ask anew', () => {
  const { console, asked } = asking(YES_TO_ALL, YES, YES);
  expect(console.run(`${DEFINED}F 1 -Confirm; G 2 -Confirm; F 3 -Confirm`).output).toEqual(['1', '2', '3']);
  expect(asked).toHaveLength(2);
  expect(console.run('F 4 -Confirm').output).toEqual(['4']);
  expect(asked).toHaveLength(3);
});
