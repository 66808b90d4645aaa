import type { CloudId } from '../../shared/clouds.ts';
import type { AccessToken } from '../auth/types.ts';
import { FailureError } from '../../shared/model/failure.ts';
import type { ExchangeTarget } from './types.ts';

/** Who asked, where, and with which rights: what a refusal has to name. */
export interface Caller {
  /** UPN of the account, or the app's id. */
  readonly account: string;
  readonly actor: 'user' | 'app';
  /** Domain or tenant id, as the connection names it. */
  readonly organization: string;
  /** The account works for a customer, so that the relationship's roles count. */
  readonly customer: boolean;
  readonly service: ExchangeTarget['service'];
  readonly cloudId: CloudId;
  readonly appRoles: readonly string[];
  readonly directoryRoleIds: readonly string[];
}

/** Without rights: for refusals that don't depend on them. */
export function callerWithout(target: ExchangeTarget): Caller {
  return {
    account: target.username,
    actor: target.actor,
    organization: target.delegatedOrganization ?? target.organization ?? target.tenantId,
    customer: target.delegatedOrganization !== null,
    service: target.service,
    cloudId: target.cloud.id,
    appRoles: [],
    directoryRoleIds: [],
  };
}

/** With the rights of the token that the target holds now; without them where there is none any more. */
export async function callerOf(target: ExchangeTarget, signal: AbortSignal): Promise<Caller> {
  const caller = callerWithout(target);
  const token = await tokenNow(target, signal);
  if (token === null) return caller;
  return {
    ...caller,
    account: target.actor === 'app' ? (token.appId ?? caller.account) : caller.account,
    appRoles: token.appRoles,
    directoryRoleIds: token.directoryRoleIds,
  };
}

async function tokenNow(target: ExchangeTarget, signal: AbortSignal): Promise<AccessToken | null> {
  try {
    return await target.token({ signal });
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}
