import type { FailureAction, FailureCode } from '../../shared/model/failure.ts';
import { APP_PERMISSION, appAccess, appRole, NEWER_PERMISSION, permissionApi } from '../auth/app-access.ts';
import { roleNames } from '../auth/roles.ts';
import type { Caller } from './caller.ts';

interface RefusalWords {
  readonly code: FailureCode;
  readonly message: string;
  readonly hint: string;
  readonly action?: FailureAction;
}

interface Refusal {
  readonly cmdlet: string;
  /** The service's own words; null: it said nothing (exchange-rest-protocol.md 1.8). */
  readonly said: string | null;
  /** False: the account's own list of cmdlets does not have it; null: the list isn't there yet. */
  readonly known: boolean | null;
  readonly caller: Caller;
}

const NOT_ENABLED =
  /EXOModuleEnabled|RemotePowerShellEnabled|(not (enabled|allowed)|isn.t (enabled|allowed)|disabled)[^.]{0,60}PowerShell|PowerShell[^.]{0,60}(not enabled|isn.t enabled|disabled)/i;
const APP_ROLE = /role assigned to application .* isn.t supported in this scenario/i;
const NO_ROLE = /isn.t assigned to any management roles/i;
/** What is asked for first; no cmdlet's name. */
const MODULE_FILE = 'EXOModuleFile';
/** A role takes that long to reach the service (connect.md, failures). */
const SOON = 'A new role takes 5 to 10 minutes to reach the service.';

/** A 403 in words: which permission or role is missing, for whom and where (connect.md, failures). */
export function refusalWords(refusal: Refusal): RefusalWords {
  const { said, caller } = refusal;
  const text = said ?? '';
  if (NOT_ENABLED.test(text)) return notEnabled(caller);
  if (caller.actor === 'app') return refusedApp(refusal);
  if (NO_ROLE.test(text)) return noRole(caller);
  const reason = said === null ? '' : ` The service says: ${said}`;
  if (refusal.cmdlet === MODULE_FILE) return refusedService(caller, reason);
  const lacking = lackingWords(refusal.cmdlet, caller);
  if (said === null && refusal.known === false) {
    return {
      code: 'cmdlet-unknown',
      message: `${refusal.cmdlet} is not among the cmdlets that ${caller.account} may run in ${caller.organization}.`,
      hint: `Check its name. If it is right: ${lacking}`,
    };
  }
  return {
    code: 'not-authorized',
    message: `${caller.account} may not run ${refusal.cmdlet} in ${caller.organization}.${reason}`,
    hint: lacking,
  };
}

/** A cmdlet that there is, but not for this account: said before anything is sent. */
export function notOnOffer(cmdlet: string, caller: Caller): RefusalWords {
  const who = caller.actor === 'app' ? `the app ${caller.account}` : caller.account;
  const hint =
    caller.actor === 'app'
      ? refusedApp({ cmdlet, said: null, known: false, caller }).hint
      : `${lackingWords(cmdlet, caller)} An administrator there can give it; ${SOON.replace('A new', 'a new')} Then disconnect and connect again.`;
  return {
    code: 'cmdlet-unknown',
    message: `${cmdlet} is not on offer to ${who} in ${caller.organization}. Nothing was sent.`,
    hint,
  };
}

/** The list of cmdlets is refused: the account may not use the service at all. */
function refusedService(caller: Caller, reason: string): RefusalWords {
  return {
    code: 'not-authorized',
    message: `${caller.account} may not use ${serviceName(caller)} in ${caller.organization}.${reason}`,
    hint: lackingWords('It', caller),
  };
}

function notEnabled({ account, organization }: Caller): RefusalWords {
  return {
    code: 'not-authorized',
    message: `${account} is not enabled for PowerShell in ${organization}, and this app uses the same way in.`,
    hint: `Another administrator there can run Set-User -Identity ${account} -EXOModuleEnabled $true (in older organisations the setting is RemotePowerShellEnabled); connect again a few minutes later.`,
    action: 'retry',
  };
}

function noRole(caller: Caller): RefusalWords {
  const granted = roleNames(caller.directoryRoleIds);
  const roles = granted.length === 0 ? 'none that this app knows by name' : granted.join(', ');
  return {
    code: 'not-authorized',
    message: `${caller.account} has no role that can use ${serviceName(caller)} in ${caller.organization}.`,
    hint: caller.customer
      ? `The relationship grants: ${roles}. It needs ${leastRole('Get-', caller)} or more, given to a group that the account is in. ${SOON}`
      : `Its roles there: ${roles}. An administrator can give it ${leastRole('Get-', caller)} or more. ${SOON}`,
    action: 'wait-and-retry',
  };
}

/** An app needs a permission and a role; its token tells which of the two is missing. */
function refusedApp({ cmdlet, said, caller }: Refusal): RefusalWords {
  const lacks = lackingOfApp(caller, APP_ROLE.test(said ?? ''));
  if (lacks !== null) return lacks;
  return {
    code: 'not-authorized',
    message: `The app ${caller.account} may not ${cmdlet === MODULE_FILE ? `use ${serviceName(caller)}` : `run ${cmdlet}`} in ${caller.organization}.${said === null ? '' : ` The service says: ${said}`}`,
    hint: lackingWords(cmdlet === MODULE_FILE ? 'It' : cmdlet, caller),
  };
}

/**
 * What an app's token lacks for its service; null: nothing.
 * @param roleRefused the service said itself that its role does not do
 */
export function lackingOfApp(caller: Caller, roleRefused = false): RefusalWords | null {
  const { permitted, hasRole, newerOnly } = appAccess(caller, caller.service);
  const app = `The app ${caller.account}`;
  const role = appRole(caller.service);
  if (!permitted) {
    const newer = newerOnly
      ? ` (${NEWER_PERMISSION}, which it has, counts only for the newer admin API)`
      : '';
    return {
      code: 'not-authorized',
      message: `${app} lacks the application permission ${APP_PERMISSION}${newer} in ${caller.organization}${hasRole ? '' : `, and a directory role that can use ${serviceName(caller)}`}.`,
      hint: `In its registration, API permissions: add ${APP_PERMISSION} of ${permissionApi(caller.cloudId, caller.service)} and have an administrator grant it.${hasRole ? '' : ` Then give the app a role such as ${role}.`} ${SOON}`,
      action: 'wait-and-retry',
    };
  }
  if (hasRole && !roleRefused) return null;
  return {
    code: 'not-authorized',
    message: `${app} has ${APP_PERMISSION} but no directory role in ${caller.organization} that can use ${serviceName(caller)}.`,
    hint: `An administrator can give it a role such as ${role}, or Global Reader for reading. ${SOON}`,
    action: 'wait-and-retry',
  };
}

/** Which roles there are, and which would do. */
function lackingWords(what: string, caller: Caller): string {
  const granted = roleNames(caller.directoryRoleIds);
  const who = caller.customer ? 'The relationship grants' : 'Its roles there';
  const needed = `${what} needs ${leastRole(what === 'It' ? 'Get-' : what, caller)}, or a role group that has it`;
  return granted.length === 0
    ? `${caller.customer ? 'The relationship grants no role' : 'It has no directory role there'} that this app knows by name. ${needed}.`
    : `${who}: ${granted.join(', ')}. ${needed}.`;
}

const READS = /^(get|test|search|find|measure)-/i;
const RECIPIENTS =
  /-(mailbox|casmailbox|user|contact|mailcontact|mailuser|distributiongroup|dynamicdistributiongroup|unifiedgroup|recipient|calendar|mobiledevice|group)/i;

/** The least built-in role that has such a cmdlet, as far as its name tells. */
function leastRole(cmdlet: string, { service }: Caller): string {
  if (READS.test(cmdlet)) return 'Global Reader';
  if (service === 'compliance') return 'Compliance Administrator';
  return RECIPIENTS.test(cmdlet) ? 'Exchange Recipient Administrator' : 'Exchange Administrator';
}

function serviceName({ service }: Caller): string {
  return service === 'compliance' ? 'Security & Compliance' : 'Exchange';
}
