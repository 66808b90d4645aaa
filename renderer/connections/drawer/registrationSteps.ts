import type { Service } from '../../../shared/model/connection.ts';
import type { CloudId } from '../../../shared/clouds.ts';

/** One step of registering an app in the Entra admin centre, with what is typed or looked for there. */
export interface RegistrationStep {
  readonly title: string;
  readonly text: string;
  readonly copies: readonly { readonly label: string; readonly text: string }[];
}

/** Sources: exchange-rest-protocol.md 4.1 (permission and its API), connect.md (both a permission and a role). */
const EXCHANGE_API = '00000002-0000-0ff1-ce00-000000000000';
const PROTECTION_API = '00000007-0000-0ff1-ce00-000000000000';
const PERMISSION = 'Exchange.ManageAsApp';
const US_GOVERNMENT: ReadonlySet<CloudId> = new Set(['O365USGovGCCHigh', 'O365USGovDoD']);

/** The APIs that hold the permission: compliance in the US Government clouds has its own. */
function apisFor(cloudId: CloudId, services: readonly Service[]) {
  const exchange = { label: 'Copy the id of Office 365 Exchange Online', text: EXCHANGE_API };
  const protection = { label: 'Copy the id of Microsoft Exchange Online Protection', text: PROTECTION_API };
  if (!US_GOVERNMENT.has(cloudId) || !services.includes('compliance')) return [exchange];
  return services.includes('exchange') ? [exchange, protection] : [protection];
}

const ROLES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange Administrator',
  compliance: 'Compliance Administrator',
};

/** The steps that an administrator of the organisation takes so that the app may sign in. */
export function registrationSteps(
  cloudId: CloudId,
  services: readonly Service[],
  appName: string,
): readonly RegistrationStep[] {
  const roles = services.length === 0 ? [ROLES.exchange] : services.map((service) => ROLES[service]);
  const several = roles.length > 1;
  return [
    {
      title: 'Register the app',
      text: 'In the Entra admin centre: App registrations, New registration, accounts in this organisation only, no redirect address. Copy its “Application (client) ID” into the field below.',
      copies: [{ label: 'Copy the name', text: appName }],
    },
    {
      title: 'Upload the certificate',
      text: 'Certificates & secrets, Certificates, Upload certificate: the .cer file saved above.',
      copies: [],
    },
    {
      title: `Give it the permission ${PERMISSION}`,
      text: 'API permissions, Add a permission, “APIs my organisation uses”: look for the API by its id, then Application permissions. Afterwards “Grant admin consent”.',
      copies: [...apisFor(cloudId, services), { label: `Copy “${PERMISSION}”`, text: PERMISSION }],
    },
    {
      title: `Give it the role${several ? 's' : ''} ${roles.join(' and ')}`,
      text: `Roles & admins, ${several ? 'each of the roles' : 'the role'}, Add assignments: the app by its name. Global Reader is enough where it only reads. It can take a few minutes until ${several ? 'the roles work' : 'the role works'}.`,
      copies: roles.map((role) => ({ label: `Copy “${role}”`, text: role })),
    },
  ];
}
