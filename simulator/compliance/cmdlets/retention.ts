import type { Command } from '../../exchange/cmdlets/command.ts';
import { define } from '../../exchange/cmdlets/definition.ts';
import { cannotDo } from '../../exchange/failure.ts';
import type { Bound } from '../../exchange/invoke/bound.ts';
import type { Props } from '../../exchange/model/values.ts';
import { complianceTags, noLocations, retentionPolicies, retentionRules } from '../data/records.ts';
import { COMPLIANCE_TAG, LOCATIONS, RETENTION_POLICY, RETENTION_RULE } from '../model/schemas.ts';
import { add, change, drop, refuseTaken, rowsOf, selected, textOf, theOne, type Kept } from './kept.ts';

const POLICIES: Kept = {
  name: 'RetentionCompliancePolicy',
  schema: RETENTION_POLICY,
  seed: retentionPolicies,
};
const RULES: Kept = { name: 'RetentionComplianceRule', schema: RETENTION_RULE, seed: retentionRules };
const TAGS: Kept = { name: 'ComplianceTag', schema: COMPLIANCE_TAG, seed: complianceTags };

const TEAMS = ['TeamsChannelLocation', 'TeamsChatLocation'];
const PLAIN = LOCATIONS.filter((name) => !TEAMS.includes(name));
const withExceptions = (names: readonly string[]): string[] =>
  names.flatMap((name) => [name, `${name}Exception`]);
const lines = (names: readonly string[], kind: string): string =>
  names.map((name) => `${name} ${kind}`).join('\n');

const getPolicy: Command = {
  access: 'reader',
  info: define(
    'Get-RetentionCompliancePolicy',
    {},
    `DistributionDetail switch
     ErrorPolicyOnly switch
     ExcludeTeamsPolicy switch
     Identity id 0 >
     IncludeTestModeResults switch
     PriorityCleanup switch
     RetentionRuleTypes switch
     TeamsPolicyOnly switch`,
  ),
  read: ({ store }, bound) => {
    const isTeams = (props: Props): boolean => props['Workload'] === 'Teams';
    const rows = selected(store, POLICIES, bound)
      .filter(({ props }) => !bound.flag('ExcludeTeamsPolicy') || !isTeams(props))
      .filter(({ props }) => !bound.flag('TeamsPolicyOnly') || isTeams(props))
      .filter(({ props }) => !bound.flag('ErrorPolicyOnly') || props['DistributionStatus'] === 'Error');
    return { schema: RETENTION_POLICY, rows };
  },
};

function workloadOf(locations: readonly string[]): string {
  return locations.map((name) => name.replace(/(Channel|Chat)?Location$/, '')).join(', ');
}

const newPolicy: Command = {
  access: 'admin',
  info: define(
    'New-RetentionCompliancePolicy',
    { set: 'Default', impact: 'Medium' },
    `AdaptiveScopeLocation list ! @AdaptiveScopeLocation
     Applications list @Default,AdaptiveScopeLocation
     Comment text
     Enabled bool
     Force switch
     IsSimulation switch
     Name text ! 0 length=1..64
     PolicyRBACScopes list @Default
     PolicyTemplateInfo any @Default
     PriorityCleanup switch
     RestrictiveRetention bool
     RetainCloudAttachment bool
     SkipPriorityCleanupConfirmation switch
     ${lines(withExceptions(PLAIN), 'list @Default')}
     ${lines(withExceptions(TEAMS), 'list @TeamLocation')}`,
  ),
  plan: ({ store, claims }, bound) => {
    const name = bound.text('Name') ?? '';
    refuseTaken(store, POLICIES, name);
    const used = LOCATIONS.filter((location) => bound.has(location));
    if (used.length === 0 && !bound.has('AdaptiveScopeLocation')) {
      throw cannotDo(
        'Microsoft.Exchange.Management.UnifiedPolicy.NoLocationException',
        'A retention policy needs at least one location.',
        name,
      );
    }
    return {
      question: `Creating retention compliance policy "${name}".`,
      apply: () => ({
        schema: RETENTION_POLICY,
        rows: [
          add(store, POLICIES, name, {
            ...noLocations(),
            ...Object.fromEntries(
              withExceptions(LOCATIONS).flatMap((key) => {
                const list = bound.list(key);
                return list === null ? [] : [[key, list]];
              }),
            ),
            Comment: bound.text('Comment') ?? '',
            Enabled: bound.get('Enabled') !== false,
            Mode: bound.flag('IsSimulation') ? 'Simulation' : 'Enforce',
            Type: 'Hold',
            Workload: workloadOf(used),
            RestrictiveRetention: bound.flag('RestrictiveRetention'),
            DistributionStatus: 'Pending',
            CreatedBy: claims.upn ?? claims.appid,
            LastModifiedBy: claims.upn ?? claims.appid,
          }),
        ],
      }),
    };
  },
};

/** What Add… and Remove… make of a location's list. */
function changedLists(props: Readonly<Props>, bound: Bound): Props {
  const changes: Props = {};
  for (const key of withExceptions(LOCATIONS)) {
    const added = bound.list(`Add${key}`) ?? [];
    const removed = new Set((bound.list(`Remove${key}`) ?? []).map((text) => text.toLowerCase()));
    if (added.length === 0 && removed.size === 0) continue;
    const now = (props[key] ?? []) as readonly string[];
    changes[key] = [...new Set([...now, ...added])].filter((text) => !removed.has(text.toLowerCase()));
  }
  return changes;
}

const setPolicy: Command = {
  access: 'admin',
  info: define(
    'Set-RetentionCompliancePolicy',
    { set: 'Identity', impact: 'Medium' },
    `AddAdaptiveScopeLocation list @AdaptiveScopeLocation
     Applications list @Identity
     Comment text @Identity,TeamLocation
     DeletedResources text @Identity
     Enabled bool @Identity,TeamLocation
     EnforceSimulationPolicy bool
     Force switch @Identity,TeamLocation
     Identity id ! 0 > notnull
     PolicyRBACScopes list @Identity
     PolicyTemplateInfo any @Identity
     PriorityCleanup switch
     RemoveAdaptiveScopeLocation list @AdaptiveScopeLocation
     RestrictiveRetention bool @Identity
     RetryDistribution switch ! @RetryDistribution
     StartSimulation bool
     ${lines(
       withExceptions(PLAIN).flatMap((key) => [`Add${key}`, `Remove${key}`]),
       'list @Identity',
     )}
     ${lines(
       withExceptions(TEAMS).flatMap((key) => [`Add${key}`, `Remove${key}`]),
       'list @TeamLocation',
     )}`,
  ),
  plan: ({ store, claims }, bound) => {
    const row = theOne(store, POLICIES, bound.text('Identity') ?? '');
    const lists = changedLists(row.props, bound);
    return {
      question: `Setting retention compliance policy "${textOf(row, 'Name')}".`,
      apply: () => {
        const comment = bound.text('Comment');
        const enabled = bound.get('Enabled');
        const restrictive = bound.get('RestrictiveRetention');
        change(store, row, {
          ...lists,
          ...(comment === null ? {} : { Comment: comment }),
          ...(typeof enabled === 'boolean' ? { Enabled: enabled } : {}),
          ...(typeof restrictive === 'boolean' ? { RestrictiveRetention: restrictive } : {}),
          DistributionStatus: 'Pending',
          LastModifiedBy: claims.upn ?? claims.appid,
        });
        return null;
      },
    };
  },
};

const removePolicy: Command = {
  access: 'admin',
  info: define(
    'Remove-RetentionCompliancePolicy',
    { impact: 'High' },
    `ForceDeletion switch
     Identity id ! 0 > notnull
     PriorityCleanup switch`,
  ),
  plan: ({ store }, bound) => {
    const row = theOne(store, POLICIES, bound.text('Identity') ?? '');
    return {
      question: `Removing retention compliance policy "${textOf(row, 'Name')}" and its rules.`,
      apply: () => {
        const rules = rowsOf(store, RULES).filter(({ props }) => props['Policy'] === row.props['Guid']);
        for (const rule of rules) drop(store, RULES, rule);
        drop(store, POLICIES, row);
        return null;
      },
    };
  },
};

const getRule: Command = {
  access: 'reader',
  info: define(
    'Get-RetentionComplianceRule',
    {},
    `Identity id 0 >
     Policy id
     PriorityCleanup switch`,
  ),
  read: ({ store }, bound) => {
    const policy = bound.text('Policy');
    const guid = policy === null ? null : theOne(store, POLICIES, policy).props['Guid'];
    const rows = selected(store, RULES, bound).filter(
      ({ props }) => guid === null || props['Policy'] === guid,
    );
    return { schema: RETENTION_RULE, rows };
  },
};

const getTag: Command = {
  access: 'reader',
  info: define(
    'Get-ComplianceTag',
    {},
    `Identity id 0 >
     IncludingLabelState switch
     PriorityCleanup switch`,
  ),
  read: ({ store }, bound) => ({ schema: COMPLIANCE_TAG, rows: selected(store, TAGS, bound) }),
};

export const RETENTION_COMMANDS: readonly Command[] = [
  getPolicy,
  newPolicy,
  setPolicy,
  removePolicy,
  getRule,
  getTag,
];
