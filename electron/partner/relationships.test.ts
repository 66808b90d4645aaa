import { describe, expect, it } from 'vitest';
import { accessOf, type Relationship } from './relationships.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';

const relationship = (
  status: string,
  end: string | null,
  roles: string[] = [],
  auto = 'PT0S',
): Relationship => ({
  id: 'r',
  status,
  endDateTime: end,
  autoExtendDuration: auto,
  accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
});

describe('what relationships come to', () => {
  it.each([
    ['active', '2027-11-21T10:00:00Z', 'PT0S', 'active', 365],
    ['active', '2026-12-01T09:00:00Z', 'PT0S', 'expiring', 9],
    ['active', '2026-12-01T09:00:00Z', 'P180D', 'active', 9],
    ['active', '2026-11-20T10:00:00Z', 'PT0S', 'ended', -1],
    ['expiring', '2026-11-22T10:00:00Z', 'PT0S', 'expiring', 1],
    ['expired', '2026-11-11T10:00:00Z', 'PT0S', 'ended', -10],
    ['terminated', '2027-11-21T10:00:00Z', 'PT0S', 'ended', 365],
    ['approvalPending', null, 'PT0S', 'pending', null],
    ['activating', null, 'PT0S', 'pending', null],
  ] as const)('%s until %s (%s) is %s with %s days', (status, end, auto, state, daysLeft) => {
    const { relationship: row } = accessOf([relationship(status, end, [], auto)], NOW);
    expect(row).toMatchObject({ state, daysLeft });
  });

  it('take the strongest role of those that are usable', () => {
    const access = accessOf(
      [
        relationship('expired', '2026-01-01T00:00:00Z', [EXCHANGE_ADMINISTRATOR]),
        relationship('active', '2027-11-21T10:00:00Z', [USER_ADMINISTRATOR, GLOBAL_READER]),
      ],
      NOW,
    );
    expect(access).toMatchObject({ exchangeRole: 'Global Reader', relationship: { state: 'active' } });
  });

  it('name no role where none can use Exchange, and none at all without a relationship', () => {
    expect(
      accessOf([relationship('active', '2027-11-21T10:00:00Z', [USER_ADMINISTRATOR])], NOW).exchangeRole,
    ).toBeNull();
    expect(accessOf([], NOW)).toMatchObject({
      exchangeRole: null,
      relationship: { state: 'none', daysLeft: null },
    });
  });
});
