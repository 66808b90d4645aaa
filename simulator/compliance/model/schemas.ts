import { properties, schema, type Schema } from '../../exchange/model/schema.ts';

const define = (typeName: string, text: string): Schema =>
  schema(typeName, properties(`Identity Name Guid:g ${text} WhenCreated:d WhenChanged:d`));

const POLICIES = 'Microsoft.Office.CompliancePolicy.Tasks';

/** Where a policy applies; each has a list of its own, and one of exceptions. */
export const LOCATIONS = [
  'ExchangeLocation',
  'ModernGroupLocation',
  'OneDriveLocation',
  'PublicFolderLocation',
  'SharePointLocation',
  'SkypeLocation',
  'TeamsChannelLocation',
  'TeamsChatLocation',
] as const;
const LISTS = LOCATIONS.map((name) => `${name}:m ${name}Exception:m`).join(' ');

export const RETENTION_POLICY = define(
  `${POLICIES}.PsRetentionCompliancePolicy`,
  `Comment Enabled:b Mode Type Workload RestrictiveRetention:b ${LISTS} DistributionStatus CreatedBy LastModifiedBy`,
);

export const RETENTION_RULE = define(
  `${POLICIES}.PsRetentionComplianceRule`,
  'Policy Comment Disabled:b RetentionDuration RetentionDurationDisplayHint RetentionComplianceAction ExpirationDateOption ContentMatchQuery',
);

export const COMPLIANCE_TAG = define(
  `${POLICIES}.PsComplianceTag`,
  'Comment RetentionAction RetentionDuration:i RetentionType IsRecordLabel:b Regulatory:b',
);

export const LABEL = define(
  `${POLICIES}.PsLabel`,
  'DisplayName Tooltip Comment Priority:i ParentId ContentType:m Disabled:b Mode',
);

export const LABEL_POLICY = define(
  `${POLICIES}.PsLabelPolicy`,
  'Comment Enabled:b Labels:m ExchangeLocation:m Priority:i Mode DistributionStatus',
);

export const DLP_POLICY = define(
  `${POLICIES}.PsDlpCompliancePolicy`,
  'DisplayName Comment Enabled:b Mode Priority:i Workload ExchangeLocation:m SharePointLocation:m OneDriveLocation:m TeamsLocation:m DistributionStatus',
);

export const DLP_RULE = define(
  `${POLICIES}.PsDlpComplianceRule`,
  'DisplayName Policy Comment Disabled:b Priority:i BlockAccess:b NotifyUser:m ReportSeverityLevel',
);

export const SEARCH = define(
  'Microsoft.Exchange.Management.ComplianceSearch.ComplianceSearch',
  'Description Status ContentMatchQuery ExchangeLocation:m ExchangeLocationExclusion:m SharePointLocation:m Case Items:i Size:l CreatedBy JobStartTime:d JobEndTime:d',
);

export const CASE = define(
  'Microsoft.Exchange.Management.Compliance.ComplianceCase',
  'Description Status CaseType ExternalId CreatedBy ClosedBy',
);

export const ROLE_GROUP = define(
  'Microsoft.Exchange.Data.Directory.Management.RoleGroup',
  'DisplayName Description Roles:m Members:m RoleGroupType IsReadOnly:b',
);

export const ROLE_GROUP_MEMBER = define(
  'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
  'DisplayName RecipientType RecipientTypeDetails',
);
