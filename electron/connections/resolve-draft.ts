import { cloudOf, readAuthorityUri } from '../../shared/endpoints.ts';
import type { ConnectionDraft, Organization } from '../../shared/model/connection.ts';
import { isAppOnly } from '../../shared/model/sign-in-method.ts';
import { primaryDomain } from '../auth/app-only/organization.ts';
import { guardAddresses } from './address-guard.ts';
import { otherEnvironment } from './other-environment.ts';
import { withProxyWay, type ProxyWay } from '../http/proxy-way.ts';
import type { FoundTenant, TenantLookup } from '../auth/tenant-lookup.ts';

/** What has to be looked up before a draft can be a connection; null: nothing. */
function wantedDomain(draft: ConnectionDraft): string | null {
  if (draft.delegatedTo !== undefined) return draft.delegatedTo;
  if (draft.organization.kind === 'customer' || draft.organization.tenantId !== null) return null;
  // An app and a given token have no home of their own: only the organisation that was named says where they may lead.
  if (isAppOnly(draft.signIn)) return primaryDomain(draft.organization.domain, draft);
  if (draft.signIn.kind === 'token') {
    return draft.organization.domain ?? draft.loginHint?.split('@')[1] ?? null;
  }
  return guestTenant(draft);
}

/** A person who is a guest elsewhere names the organisation by the authority alone. */
function guestTenant({ options }: ConnectionDraft): string | null {
  const authority = options.authorityUri === null ? null : readAuthorityUri(options.authorityUri);
  return authority === null || 'problem' in authority ? null : authority.tenant;
}

/**
 * The draft with its organisation's tenant id, asked for by domain before anybody signs in: a sign-in without it would
 * land in the account's own organisation. Nothing is sent to a host that was not agreed to. Throws FailureError.
 */
export async function resolveDraft(
  draft: ConnectionDraft,
  lookup: TenantLookup,
  signal: AbortSignal,
  way: ProxyWay,
): Promise<ConnectionDraft> {
  const domain = wantedDomain(draft);
  if (domain === null) return draft;
  guardAddresses(draft.cloudId, draft.options);
  const { loginHost } = cloudOf(draft.cloudId, draft.options);
  const found = await withProxyWay(way, () => lookup({ cloudId: draft.cloudId, domain, loginHost, signal }));
  if (found.cloudId !== draft.cloudId) throw otherEnvironment(domain, found, draft.cloudId);
  const { delegatedTo, ...rest } = draft;
  return { ...rest, organization: organizationOf(draft, delegatedTo, found) };
}

function organizationOf(
  { organization }: ConnectionDraft,
  customer: string | undefined,
  { tenantId }: FoundTenant,
): Organization {
  return customer === undefined
    ? { kind: 'own', tenantId, name: organization.name, domain: organization.domain }
    : { kind: 'customer', tenantId, name: customer, domain: customer };
}
