import type { Command } from '../../exchange/cmdlets/command.ts';
import { numbered } from '../../exchange/cmdlets/command.ts';
import { define } from '../../exchange/cmdlets/definition.ts';
import { dlpPolicies, dlpRules, labelPolicies, labels, roleGroups } from '../data/records.ts';
import {
  DLP_POLICY,
  DLP_RULE,
  LABEL,
  LABEL_POLICY,
  ROLE_GROUP,
  ROLE_GROUP_MEMBER,
} from '../model/schemas.ts';
import { selected, textOf, theOne, type Kept } from './kept.ts';

const LABELS: Kept = { name: 'Label', schema: LABEL, seed: labels };
const LABEL_POLICIES: Kept = { name: 'LabelPolicy', schema: LABEL_POLICY, seed: labelPolicies };
const DLP_POLICIES: Kept = { name: 'DlpCompliancePolicy', schema: DLP_POLICY, seed: dlpPolicies };
const DLP_RULES: Kept = { name: 'DlpComplianceRule', schema: DLP_RULE, seed: dlpRules };
const ROLE_GROUPS: Kept = { name: 'RoleGroup', schema: ROLE_GROUP, seed: roleGroups };

/** A cmdlet that lists a collection, or the one of it that Identity names. */
function listing(name: string, kept: Kept, parameters: string): Command {
  return {
    access: 'reader',
    info: define(name, {}, parameters),
    read: ({ store }, bound) => {
      const shown = bound.text('DisplayName')?.toLowerCase();
      const rows = selected(store, kept, bound).filter(
        (row) => shown === undefined || textOf(row, 'DisplayName').toLowerCase() === shown,
      );
      return { schema: kept.schema, rows };
    },
  };
}

const getDlpRule: Command = {
  access: 'reader',
  info: define(
    'Get-DlpComplianceRule',
    {},
    `DisplayName text
     Identity id 0 >
     IncludeExecutionRuleGuids bool
     Policy id`,
  ),
  read: ({ store }, bound) => {
    const policy = bound.text('Policy');
    const guid = policy === null ? null : theOne(store, DLP_POLICIES, policy).props['Guid'];
    const rows = selected(store, DLP_RULES, bound).filter(
      ({ props }) => guid === null || props['Policy'] === guid,
    );
    return { schema: DLP_RULE, rows };
  },
};

const getRoleGroupMember: Command = {
  access: 'reader',
  info: define(
    'Get-RoleGroupMember',
    {},
    `Identity id ! 0 > notnull
     ResultSize size`,
  ),
  read: ({ store }, bound) => {
    const { props } = theOne(store, ROLE_GROUPS, bound.text('Identity') ?? '');
    const members = (props['Members'] ?? []) as readonly string[];
    return {
      schema: ROLE_GROUP_MEMBER,
      rows: numbered(
        members.map((name) => ({
          Identity: name,
          Name: name,
          Guid: props['Guid'] ?? null,
          DisplayName: name,
          RecipientType: 'MailUniversalSecurityGroup',
          RecipientTypeDetails: 'MailUniversalSecurityGroup',
          WhenCreated: props['WhenCreated'] ?? null,
          WhenChanged: props['WhenChanged'] ?? null,
        })),
      ),
    };
  },
};

export const PROTECTION_COMMANDS: readonly Command[] = [
  listing(
    'Get-Label',
    LABELS,
    `Identity id 0 >
     IncludeDetailedLabelActions switch
     ReturnModernLabelScheme switch
     SkipValidations switch
     ValidateContentTypeRemoval switch`,
  ),
  listing(
    'Get-LabelPolicy',
    LABEL_POLICIES,
    `ForceValidate bool
     Identity id 0 >`,
  ),
  listing(
    'Get-DlpCompliancePolicy',
    DLP_POLICIES,
    `DisplayName text
     DistributionDetail switch
     ForceValidate bool
     Identity id 0 >
     IncludeExtendedProperties bool
     IncludeRulesMetadata bool
     IncludeSimulationResults bool
     IRMUserRiskConfiguredAnyRule switch
     Summary switch`,
  ),
  getDlpRule,
  listing(
    'Get-RoleGroup',
    ROLE_GROUPS,
    `Filter text
     Identity id 0 >
     ResultSize size
     ShowPartnerLinked switch
     SortBy text`,
  ),
  getRoleGroupMember,
];
