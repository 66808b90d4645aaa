import type { CmdletInfo, CmdletParameter } from '../../../shared/model/cmdlet.ts';

/**
 * The Get-EXO* cmdlets, which are part of the module itself and so are missing in the module file. Parameters:
 * exchange-rest-protocol.md 2; values of the property sets: real-client.md 6.2.
 */

const ALL_SETS = '__AllParameterSets';

interface Shape {
  readonly type: string;
  readonly values?: readonly string[];
  readonly position?: number;
  readonly pipeline?: boolean;
}

const text: Shape = { type: 'String' };
const list: Shape = { type: 'String[]' };
const flag: Shape = { type: 'SwitchParameter' };
const guid: Shape = { type: 'Guid' };
const size: Shape = { type: 'Object' };
const identity: Shape = { type: 'String', position: 0, pipeline: true };
const oneOf = (...values: readonly string[]): Shape => ({ type: 'String[]', values });

function cmdlet(name: string, shapes: Readonly<Record<string, Shape>>): CmdletInfo {
  return {
    name,
    defaultSet: null,
    supportsShouldProcess: false,
    confirmImpact: 'None',
    batching: false,
    encrypted: [],
    parameters: Object.entries(shapes).map(([parameter, shape]): CmdletParameter => ({
      name: parameter,
      type: shape.type,
      aliases: [],
      sets: [
        {
          set: ALL_SETS,
          mandatory: false,
          position: shape.position ?? null,
          pipeline: shape.pipeline ?? false,
          byName: true,
        },
      ],
      ...(shape.values === undefined ? {} : { values: shape.values }),
    })),
  };
}

const byAddress = { ExternalDirectoryObjectId: guid, PrimarySmtpAddress: text, UserPrincipalName: text };

const MAILBOX_SETS =
  'All Minimum AddressList Archive Audit Custom Delivery Hold Moderation Move Policy PublicFolder Quota Resource Retention SCL SoftDelete StatisticsSeed';
const MAILBOX_TYPES =
  'DiscoveryMailbox EquipmentMailbox GroupMailbox LegacyMailbox LinkedMailbox LinkedRoomMailbox RoomMailbox SchedulingMailbox SharedMailbox TeamMailbox UserMailbox';

export const EXO_CMDLETS: readonly CmdletInfo[] = [
  cmdlet('Get-EXOMailbox', {
    Identity: identity,
    Anr: text,
    Archive: flag,
    Async: flag,
    Filter: text,
    GroupMailbox: flag,
    InactiveMailboxOnly: flag,
    IncludeInactiveMailbox: flag,
    MailboxPlan: text,
    Migration: flag,
    OrganizationalUnit: text,
    Properties: list,
    PropertySets: oneOf(...MAILBOX_SETS.split(' ')),
    PublicFolder: flag,
    RecipientTypeDetails: oneOf(...MAILBOX_TYPES.split(' ')),
    ResultSize: size,
    SoftDeletedMailbox: flag,
    ...byAddress,
  }),
  cmdlet('Get-EXORecipient', {
    Identity: identity,
    Anr: text,
    Filter: text,
    IncludeSoftDeletedRecipients: flag,
    OrganizationalUnit: text,
    Properties: list,
    PropertySets: oneOf('All', 'Minimum', 'Custom', 'MailboxMove', 'Policy', 'Archive'),
    RecipientPreviewFilter: text,
    RecipientType: list,
    RecipientTypeDetails: list,
    ResultSize: size,
    ...byAddress,
  }),
  cmdlet('Get-EXOCasMailbox', {
    Identity: identity,
    Anr: text,
    ActiveSyncDebugLogging: flag,
    Filter: text,
    GetImapProtocolLog: flag,
    GetPopProtocolLog: flag,
    IgnoreDefaultScope: flag,
    OrganizationalUnit: text,
    Properties: list,
    PropertySets: oneOf('Minimum', 'All', 'ProtocolSettings', 'Pop', 'Imap', 'ActiveSync', 'Mapi', 'Ews'),
    ProtocolSettings: flag,
    ReadIsOptimizedForAccessibility: flag,
    ResultSize: size,
    SendLogsTo: list,
    ...byAddress,
  }),
  cmdlet('Get-EXOMailboxStatistics', {
    Identity: identity,
    Archive: flag,
    DatabaseGuid: guid,
    ExchangeGuid: guid,
    IncludeMoveHistory: flag,
    IncludeMoveReport: flag,
    IncludeSoftDeletedRecipients: flag,
    PrimarySmtpAddress: text,
    Properties: list,
    PropertySets: oneOf('All', 'Minimum'),
    UserPrincipalName: text,
  }),
  cmdlet('Get-EXOMailboxFolderStatistics', {
    Identity: identity,
    Archive: flag,
    DiagnosticInfo: text,
    Folderscope: text,
    IncludeOldestAndNewestItems: flag,
    IncludeSoftDeletedRecipients: flag,
    ...byAddress,
  }),
  cmdlet('Get-EXOMailboxFolderPermission', {
    Identity: identity,
    GroupMailbox: flag,
    User: text,
    ...byAddress,
  }),
  cmdlet('Get-EXOMailboxPermission', {
    Identity: identity,
    Owner: flag,
    ResultSize: size,
    SoftDeletedMailbox: flag,
    User: text,
    ...byAddress,
  }),
  cmdlet('Get-EXORecipientPermission', {
    Identity: identity,
    AccessRights: list,
    ResultSize: size,
    Trustee: text,
    ...byAddress,
  }),
  cmdlet('Get-EXOMobileDeviceStatistics', {
    Identity: identity,
    Mailbox: text,
    ActiveSync: flag,
    GetMailboxLog: flag,
    NotificationEmailAddresses: list,
    OWAforDevices: flag,
    RestApi: flag,
    ShowRecoveryPassword: flag,
    UniversalOutlook: flag,
    ...byAddress,
  }),
];
