import { describe, expect, it } from 'vitest';
import { testCmdlet, testParameter } from '../../../../shared/powershell/cmdlet.fixture.ts';
import { parameterHints } from './script-hints.ts';
import type { KnownCommands } from './script-plan.ts';

const service = testCmdlet('Set-Mailbox', [
  testParameter('Identity', 'String', { sets: [{ position: 0 }] }),
  testParameter('MaxSendSize', 'String'),
  testParameter('MaxReceiveSize', 'String'),
]);
const known: KnownCommands = {
  find: (name) =>
    name.toLowerCase() === 'set-mailbox'
      ? { type: 'Cmdlet', name: 'Set-Mailbox', service, connection: null }
      : undefined,
  names: () => [],
  complete: true,
};
const ids = (text: string) =>
  parameterHints(text, known).map(({ id, line, column }) => `${id} ${line}:${column}`);

describe('hints on the parameters of a script', () => {
  it('say where a parameter does not exist, could be two, or was given twice', () => {
    expect(ids('foreach ($m in $all) {\n  Set-Mailbox $m.Alias -MaxSend 1 -Nope 2\n}')).toEqual([
      'NamedParameterNotFound 2:35',
    ]);
    expect(ids('$x; Set-Mailbox a -Max 1')).toEqual(['AmbiguousParameter 1:19']);
    expect(ids('$x; Set-Mailbox a -MaxSendSize 1 -MaxSendSize 2')).toEqual(['ParameterAlreadyBound 1:34']);
  });

  it('say nothing of what only a run can tell', () => {
    expect(ids('Set-Mailbox @with -MaxSendSize $size')).toEqual([]);
    expect(ids('Get-Other -Nope')).toEqual([]);
    expect(ids('Set-Mailbox -Nope {')).toEqual([]);
  });
});
