import { ADMIN, READER } from './desk.fixture.ts';
import type { FailureRow } from './row.fixture.ts';

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';

const NOT_SUPPORTED = {
  status: 403,
  text: "The role assigned to application app-1 isn't supported in this scenario. Check the documentation.",
};

/** What the service refuses to somebody who is signed in. */
export const COMMAND_ROWS: readonly FailureRow[] = [
  {
    row: 'account not enabled',
    name: 'the account is shut out',
    provoke: (desk) => desk.refusedCommand(`The user "${ADMIN}" isn't enabled for remote PowerShell.`),
    code: 'not-authorized',
    message: new RegExp(`^${ADMIN} is not enabled for PowerShell in `),
    hint: /Set-User -Identity .* -EXOModuleEnabled \$true .*RemotePowerShellEnabled/,
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'a role is missing',
    provoke: (desk) => desk.refusedCommand('Access Denied'),
    code: 'not-authorized',
    message: new RegExp(`^${ADMIN} may not run Get-AcceptedDomain in .*Access Denied$`),
    hint: /Global Administrator.*needs Global Reader/,
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'a role is missing in a customer’s organisation',
    provoke: (desk) => desk.refusedCustomer('Access Denied'),
    code: 'not-authorized',
    message: /may not run Get-AcceptedDomain in .*Access Denied$/,
    hint: /relationship grants.*Get-AcceptedDomain needs Global Reader/,
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'no role at all',
    provoke: (desk) => desk.refusedCommand(`The user "${ADMIN}" isn't assigned to any management roles.`),
    code: 'not-authorized',
    message: /has no role that can use Exchange/,
    hint: /Global Administrator.*5 to 10 minutes/,
    action: 'wait-and-retry',
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'an account that reads only runs what changes',
    provoke: async (desk) => desk.refusedRun(await desk.open(READER), 'Set-Mailbox'),
    code: 'cmdlet-unknown',
    message: new RegExp(`^Set-Mailbox is not among the cmdlets that ${READER} may run`),
    hint: /Its roles there: .*Set-Mailbox needs Exchange Recipient Administrator/,
  },
];

/** What it refuses to an app. */
export const APP_ROWS: readonly FailureRow[] = [
  ...(
    [
      ['the permission', { directoryRoleIds: [EXCHANGE_ADMINISTRATOR] }, /lacks the application permission/],
      ['the role', { appRoles: ['Exchange.ManageAsApp'], directoryRoleIds: [] }, /but no directory role/],
      ['both', { directoryRoleIds: [] }, /lacks the application permission .* and a directory role/],
    ] as const
  ).map(([name, rights, message]): FailureRow => ({
    row: '"The role assigned to application',
    name: `an app lacks ${name}`,
    provoke: (desk) => desk.refusedApp(NOT_SUPPORTED, rights),
    ...{ code: 'not-authorized', message, hint: /administrator/, action: 'wait-and-retry' },
  })),
  {
    row: 'managed identity',
    name: 'the computer is not on Azure',
    provoke: (desk) => desk.offAzure(),
    code: 'not-supported-here',
    message: /not on Azure/,
    hint: /certificate/,
  },
  {
    row: 'managed identity',
    name: 'the service does not take it yet',
    provoke: (desk) => desk.refusedApp(null, { appRoles: ['Exchange.ManageAsApp'] }),
    code: 'not-authorized',
    message: /does not take the sign-in of the app app-1 in contoso/,
    hint: /wait 5 to 10 minutes/,
    action: 'wait-and-retry',
  },
  {
    row: 'managed identity',
    name: 'it lacks the permission, and is not taken at all',
    provoke: (desk) => desk.refusedApp(null, {}),
    code: 'not-authorized',
    message: /app-1 lacks the application permission Exchange\.ManageAsApp in contoso/,
    hint: /5 to 10 minutes/,
    action: 'wait-and-retry',
  },
];
