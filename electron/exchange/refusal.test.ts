import { describe, expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { refusalWords } from './refusal.ts';

const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';

const user: Caller = {
  account: 'ana@contoso.example',
  actor: 'user',
  organization: 'contoso.example',
  customer: false,
  service: 'exchange',
  cloudId: 'O365Default',
  appRoles: [],
  directoryRoleIds: [GLOBAL_READER],
};
const app: Caller = { ...user, account: 'app-1', actor: 'app', directoryRoleIds: [] };

const words = (more: Partial<Parameters<typeof refusalWords>[0]> = {}) =>
  refusalWords({ cmdlet: 'Set-Mailbox', said: null, known: true, caller: user, ...more });

describe('a refusal names', () => {
  it('the roles that there are and one that would do', () => {
    expect(words()).toEqual({
      code: 'not-authorized',
      message: 'ana@contoso.example may not run Set-Mailbox in contoso.example.',
      hint: 'Its roles there: Global Reader. Set-Mailbox needs Exchange Recipient Administrator, or a role group that has it.',
    });
    expect(words({ cmdlet: 'New-TransportRule' }).hint).toContain('Exchange Administrator');
    expect(
      words({ caller: { ...user, service: 'compliance' }, cmdlet: 'New-CaseHoldPolicy' }).hint,
    ).toContain('Compliance Administrator');
  });

  it('the roles that a relationship grants', () => {
    const said = 'The user "ana@partner.example" isn\'t assigned to any management roles.';
    const { message, hint, action } = words({ said, caller: { ...user, customer: true } });
    expect(message).toBe('ana@contoso.example has no role that can use Exchange in contoso.example.');
    expect(hint).toMatch(/^The relationship grants: Global Reader\./);
    expect(action).toBe('wait-and-retry');
  });

  it('a cmdlet that is not on offer', () => {
    expect(words({ known: false, cmdlet: 'Get-Nope' })).toMatchObject({
      code: 'cmdlet-unknown',
      message: 'Get-Nope is not among the cmdlets that ana@contoso.example may run in contoso.example.',
    });
  });

  it.each([
    'The user is disabled for remote PowerShell.',
    'Access denied: EXOModuleEnabled is False.',
    'This account is not enabled for Exchange Online PowerShell.',
  ])('the setting that shuts the account out: %s', (said) => {
    const { message, hint } = words({ said });
    expect(message).toContain('is not enabled for PowerShell in contoso.example');
    expect(hint).toContain('Set-User -Identity ana@contoso.example -EXOModuleEnabled $true');
  });

  it.each([
    ['the permission', { directoryRoleIds: [EXCHANGE_ADMINISTRATOR] }, /lacks .*Exchange\.ManageAsApp in /],
    ['the role', { appRoles: ['Exchange.ManageAsApp'] }, /has Exchange\.ManageAsApp but no directory role/],
    ['both', {}, /Exchange\.ManageAsApp .*, and a directory role/],
  ])('which of the two an app lacks: %s', (_name, more, expected) => {
    const said =
      "The role assigned to application app-1 isn't supported in this scenario. Please check online documentation.";
    const found = words({ said, caller: { ...app, ...more } });
    expect(found.message).toMatch(expected);
    expect(found.action).toBe('wait-and-retry');
  });

  it('for Security & Compliance the role and the API that count there', () => {
    const compliance: Caller = { ...app, service: 'compliance', directoryRoleIds: [EXCHANGE_ADMINISTRATOR] };
    const bare = words({ caller: compliance });
    expect(bare.message).toMatch(/, and a directory role that can use Security & Compliance\.$/);
    expect(bare.hint).toMatch(/of Office 365 Exchange Online .*Compliance Administrator/);
    expect(bare.hint).not.toContain('Exchange Administrator');
    for (const cloudId of ['O365USGovGCCHigh', 'O365USGovDoD'] as const) {
      expect(words({ caller: { ...compliance, cloudId } }).hint).toContain(
        '00000007-0000-0ff1-ce00-000000000000',
      );
      expect(words({ caller: { ...app, cloudId } }).hint).toContain('of Office 365 Exchange Online');
    }
    const permitted = words({ caller: { ...compliance, appRoles: ['Exchange.ManageAsApp'] } });
    expect(permitted.hint).toContain('Compliance Administrator');
  });

  it('the newer permission, which does not do', () => {
    const { message } = words({ caller: { ...app, appRoles: ['Exchange.ManageAsAppV2'] } });
    expect(message).toMatch(/lacks .*Exchange\.ManageAsApp \(Exchange\.ManageAsAppV2, which it has/);
  });

  it('what an app with both may not do', () => {
    const caller = {
      ...app,
      appRoles: ['Exchange.ManageAsApp'],
      directoryRoleIds: [GLOBAL_READER],
    };
    expect(words({ caller }).hint).toContain('Its roles there: Global Reader.');
  });

  it('the service where the list of cmdlets itself is refused', () => {
    const { message } = words({ cmdlet: 'EXOModuleFile', said: 'Access Denied' });
    expect(message).toBe(
      'ana@contoso.example may not use Exchange in contoso.example. The service says: Access Denied',
    );
  });
});
