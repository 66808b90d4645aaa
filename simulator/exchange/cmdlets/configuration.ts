import { cannotDo, objectNotFound } from '../failure.ts';
import { organizationRecord, roleAssignmentRecords, roleRecords } from '../data/organisation.ts';
import {
  DATA_CLASSIFICATION,
  MANAGEMENT_ROLE,
  MIGRATION_AVAILABILITY,
  ORGANIZATION,
  ROLE_ASSIGNMENT,
} from '../model/other-schemas.ts';
import { isoSeconds } from '../data/random.ts';
import { numbered, type Command } from './command.ts';
import { define } from './definition.ts';

const same = (value: unknown, text: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === text.toLowerCase();

const getOrganizationConfig: Command = {
  access: 'reader',
  info: define('Get-OrganizationConfig', {}, ''),
  read: ({ store }) => ({
    schema: ORGANIZATION,
    rows: store.smallRows('organization', () => [organizationRecord(store.tenant)]),
  }),
};

const getManagementRole: Command = {
  access: 'reader',
  info: define(
    'Get-ManagementRole',
    { set: 'Identity' },
    `Cmdlet text @Identity
     CmdletParameters texts @Identity
     Identity id 0 > @Identity,GetChildren,Recurse
     GetChildren switch ! @GetChildren
     Recurse switch ! @Recurse
     RoleType text`,
  ),
  read: ({ store }, bound) => {
    const identity = bound.text('Identity');
    const cmdlet = bound.text('Cmdlet');
    const roleType = bound.text('RoleType');
    const rows = store
      .smallRows('roles', () => roleRecords(store.tenant))
      .filter(({ props }) => identity === null || same(props['Name'], identity))
      .filter(({ props }) => roleType === null || same(props['RoleType'], roleType))
      .filter(({ props }) => {
        const entries = props['RoleEntries'];
        return cmdlet === null || (Array.isArray(entries) && entries.some((entry) => same(entry, cmdlet)));
      });
    if (identity !== null && rows.length === 0) throw objectNotFound(identity, 'ExchangeRole');
    return { schema: MANAGEMENT_ROLE, rows: bound.flag('GetChildren') ? [] : rows };
  },
};

const getManagementRoleAssignment: Command = {
  access: 'reader',
  info: define(
    'Get-ManagementRoleAssignment',
    { set: 'RoleAssignee' },
    `AssignmentMethod enums=Direct|SecurityGroup|RoleGroup|RoleAssignmentPolicy @RoleAssignee
     Delegating bool
     Enabled bool
     Exclusive bool
     GetEffectiveUsers switch
     Identity id ! 0 > @Identity
     RecipientWriteScope enum=None|Organization|MyGAL|Self|OU|CustomRecipientScope|MyDistributionGroups|ExclusiveRecipientScope
     Role id @RoleAssignee >
     RoleAssignee id @RoleAssignee
     RoleAssigneeType enum=User|SecurityGroup|RoleAssignmentPolicy|MailboxPlan|ForeignSecurityPrincipal|RoleGroup|LinkedRoleGroup|Computer`,
  ),
  read: ({ store }, bound) => {
    const identity = bound.text('Identity');
    const role = bound.text('Role');
    const assignee = bound.text('RoleAssignee');
    const type = bound.text('RoleAssigneeType');
    const enabled = bound.get('Enabled');
    const rows = store
      .smallRows('assignments', () => roleAssignmentRecords(store.tenant))
      .filter(({ props }) => identity === null || same(props['Name'], identity))
      .filter(({ props }) => role === null || same(props['Role'], role))
      .filter(({ props }) => assignee === null || same(props['RoleAssignee'], assignee))
      .filter(({ props }) => type === null || props['RoleAssigneeType'] === type)
      .filter(({ props }) => enabled === undefined || props['Enabled'] === enabled);
    if (identity !== null && rows.length === 0) throw objectNotFound(identity, 'ExchangeRoleAssignment');
    return { schema: ROLE_ASSIGNMENT, rows };
  },
};

const newDataClassification: Command = {
  access: 'admin',
  info: define(
    'New-DataClassification',
    { impact: 'Medium' },
    `Description text ! notempty
     Fingerprints tables ! notnull
     Locale text
     Name text ! 0 length=1..64`,
  ),
  plan: ({ store }, bound) => {
    const name = bound.text('Name') ?? '';
    const rows = store.smallRows('classifications');
    if (rows.some(({ props }) => same(props['Name'], name))) {
      throw cannotDo(
        'Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException',
        `The data classification "${name}" already exists.`,
        name,
      );
    }
    return {
      question: `Creating data classification "${name}".`,
      apply: () => {
        const prints = bound.get('Fingerprints');
        const row = {
          seq: rows.length + 1,
          props: {
            Identity: name,
            Name: name,
            Description: bound.text('Description') ?? '',
            Publisher: store.tenant.displayName,
            ClassificationType: 'Fingerprint',
            Fingerprints: Array.isArray(prints) ? (prints as Record<string, string>[]) : [],
            Guid: store.newGuid(),
            WhenChanged: isoSeconds(Date.now()),
          },
        };
        rows.push(row);
        store.changed();
        return { schema: DATA_CLASSIFICATION, rows: [row] };
      },
    };
  },
};

const importTransportRuleCollection: Command = {
  access: 'admin',
  info: define(
    'Import-TransportRuleCollection',
    { set: 'Identity', impact: 'High' },
    `FileData bytes ! @Identity notnull
     Force switch
     Identity id 0 > @Identity`,
  ),
  plan: ({ store }, bound) => ({
    question: 'Importing a transport rule collection replaces every rule that exists.',
    apply: () => {
      const data = bound.get('FileData');
      const size = data instanceof Uint8Array ? data.length : 0;
      store.small.set('transportRules', [{ seq: 1, props: { Bytes: size } }]);
      store.changed();
      return null;
    },
  }),
};

const testMigrationServerAvailability: Command = {
  access: 'recipientAdmin',
  info: define(
    'Test-MigrationServerAvailability',
    { set: 'ExchangeRemoteMove' },
    `Credentials credential ! @ExchangeRemoteMove,Imap
     EmailAddress text @ExchangeRemoteMove
     ExchangeRemoteMove switch ! @ExchangeRemoteMove
     Imap switch ! @Imap
     Port int @Imap range=1..65535
     RemoteServer text ! @ExchangeRemoteMove,Imap notempty`,
  ),
  read: (_context, bound) => {
    const server = bound.text('RemoteServer') ?? '';
    return {
      schema: MIGRATION_AVAILABILITY,
      rows: numbered([
        {
          Identity: server,
          Result: 'Failed',
          Message: `The connection to the server '${server}' could not be completed.`,
          ConnectionSettings: `<${bound.flag('Imap') ? 'IMAP' : 'ExchangeRemoteMove'} ${server}>`,
          SupportsCutover: false,
          ErrorDetail: 'The practice cloud reaches no other server.',
          TestedDatabase: '',
        },
      ]),
    };
  },
};

export const CONFIGURATION: readonly Command[] = [
  getOrganizationConfig,
  getManagementRole,
  getManagementRoleAssignment,
  newDataClassification,
  importTransportRuleCollection,
  testMigrationServerAvailability,
];
