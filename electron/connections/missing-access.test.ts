import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../auth/types.ts';
import { missingAccess } from './missing-access.ts';

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const COMPLIANCE_ADMINISTRATOR = '17315797-102d-40b4-93e0-432062caca18';
const EVERYBODY = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

const token = (
  appRoles: string[],
  directoryRoleIds: string[],
  actor: 'user' | 'app' = 'app',
): AccessToken => ({
  value: '',
  expiresAt: new Date(0),
  tenantId: '',
  accountId: '',
  username: '',
  displayName: '',
  actor,
  audience: '',
  issuedAt: new Date(0),
  directoryRoleIds: [EVERYBODY, ...directoryRoleIds],
  scopes: [],
  appRoles,
  appId: null,
  correlationId: '',
});

describe('what an app lacks', () => {
  it.each([
    ['exchange', ['Exchange.ManageAsApp'], [EXCHANGE_ADMINISTRATOR], null],
    ['exchange', ['Exchange.ManageAsApp', 'Exchange.ManageAsAppV2'], [COMPLIANCE_ADMINISTRATOR], null],
    [
      'exchange',
      ['Exchange.ManageAsAppV2'],
      [EXCHANGE_ADMINISTRATOR],
      /not the application permission Exchange\.ManageAsApp,.*has Exchange\.ManageAsAppV2, which counts only/,
    ],
    ['exchange', ['Exchange.ManageAsAppV2'], [], /neither.*Exchange\.ManageAsAppV2/],
    ['compliance', ['Exchange.ManageAsAppV2'], [COMPLIANCE_ADMINISTRATOR], /Exchange\.ManageAsAppV2/],
    ['compliance', ['Exchange.ManageAsApp'], [COMPLIANCE_ADMINISTRATOR], null],
    [
      'compliance',
      ['Exchange.ManageAsApp'],
      [EXCHANGE_ADMINISTRATOR],
      /no directory role.*Security & Compliance/,
    ],
    ['exchange', ['Exchange.ManageAsApp'], [], /no directory role.*role group/],
    ['exchange', ['Mail.Read'], [EXCHANGE_ADMINISTRATOR], /not the application permission/],
    ['exchange', [], [], /neither.*nor/],
  ] as const)('%s with %j and %j', (service, appRoles, roles, words) => {
    const said = missingAccess(token([...appRoles], [...roles]), service);
    if (words === null) expect(said).toBeNull();
    else expect(said).toMatch(words);
  });
});

describe('what a person lacks', () => {
  it('is a role that can use the service, unless a role group has it: a warning', () => {
    const reports = '4a5d8f65-41da-4de4-8968-e035b65339cf';
    for (const service of ['exchange', 'compliance'] as const) {
      expect(missingAccess(token([], [reports], 'user'), service)).toMatch(/no directory role.*role group/);
    }
    expect(missingAccess(token([], [], 'user'), 'exchange')).toMatch(/can use Exchange/);
  });

  it('is nothing where a role will do', () => {
    expect(missingAccess(token([], [EXCHANGE_ADMINISTRATOR], 'user'), 'exchange')).toBeNull();
    expect(missingAccess(token([], [COMPLIANCE_ADMINISTRATOR], 'user'), 'compliance')).toBeNull();
  });
});
