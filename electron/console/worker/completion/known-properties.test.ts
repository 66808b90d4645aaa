import { describe, expect, it } from 'vitest';
import { testCmdlet, testParameter } from '../../../../shared/powershell/cmdlet.fixture.ts';
import { knownProperties } from './known-properties.ts';

const changing = testCmdlet('Set-TransportRule', [
  testParameter('Identity', 'String'),
  testParameter('Comments', 'String'),
  testParameter('Force', 'SwitchParameter'),
]);
const find = (name: string) => (name.toLowerCase() === 'set-transportrule' ? changing : undefined);

describe('properties of a cmdlet that was not run yet', () => {
  it('come from the table, for the Get-EXO* form too', () => {
    expect(knownProperties('get-mailbox', find)).toContain('ProhibitSendQuota');
    expect(knownProperties('Get-EXOMailbox', find)).toEqual(knownProperties('Get-Mailbox', find));
    const names = knownProperties('Get-DistributionGroup', find);
    expect(new Set(names).size).toBe(names.length);
  });

  it('else are what the Set- counterpart changes, without its switches', () => {
    const names = knownProperties('Get-TransportRule', find);
    expect(names).toContain('Comments');
    expect(names).not.toContain('Force');
  });

  it('are none where nobody knows', () => {
    expect(knownProperties('Get-Nothing', find)).toEqual([]);
    expect(knownProperties('Set-Mailbox', find)).toEqual([]);
  });
});
