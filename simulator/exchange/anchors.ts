import type { AccessClaims, PracticeDirectory, PracticeRequest, PracticeTenant } from '../types.ts';
import { header } from './call.ts';
import { ServiceFailure } from './failure.ts';

export const SYSTEM_MAILBOX = /^SystemMailbox\{bb558c35-97f1-4cb9-8ff7-d53741dc928c\}@(.+)$/i;

/** `script`: InvokeCommand, $batch and the module file; `read`: the Get-EXO* entity sets (real-client.md 2.3). */
export type AnchorUse = 'script' | 'read';

export interface AnchorQuestion {
  readonly request: PracticeRequest;
  readonly claims: AccessClaims;
  readonly tenant: PracticeTenant;
  readonly directory: PracticeDirectory;
  readonly use: AnchorUse;
  /** Whether an address or id names somebody in the tenant. */
  readonly isKnown: (identity: string) => boolean;
}

/** The 400 of a wrong or missing X-AnchorMailbox. */
export function wrongHint(hint: string, tenantId: string): ServiceFailure {
  return new ServiceFailure({
    status: 400,
    code: 'ErrorIncorrectRoutingHint',
    message:
      hint === ''
        ? 'The request has no X-AnchorMailbox header, so it cannot be routed.'
        : `The routing hint '${hint}' in X-AnchorMailbox does not lead to the organization '${tenantId}'.`,
    headers: {
      'X-FEServer': 'PR01CA0007',
      'x-ms-diagnostics': '4000003;reason="Incorrect routing hint.";error_category="routing"',
    },
  });
}

const sameText = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

/** The tenant somebody signs in at: a guest or partner's is another one than the token's. */
export function homeTenant(q: AnchorQuestion): string {
  const account = q.directory.findAccount(q.claims.oid);
  if (account) return account.homeTenantId;
  const domain = q.claims.upn?.split('@')[1];
  return (domain ? q.directory.findTenant(domain)?.id : undefined) ?? q.claims.tid;
}

export function leadsHere(q: AnchorQuestion, organization: string): boolean {
  return q.directory.findTenant(organization)?.id === q.tenant.id;
}

function upnLeadsHere(q: AnchorQuestion, value: string): boolean {
  const appOnly = q.claims.upn === undefined;
  const system = SYSTEM_MAILBOX.exec(value);
  if (system) return (appOnly || q.use === 'read') && leadsHere(q, system[1] ?? '');
  if (appOnly) return leadsHere(q, value.split('@')[1] ?? '');
  // A partner's own address leads to the partner's organisation; only Get-EXO* are served there all the same.
  const own = sameText(value, q.claims.upn);
  if (own && (q.use === 'read' || sameText(homeTenant(q), q.tenant.id))) return true;
  return q.isKnown(value);
}

/**
 * Demands an X-AnchorMailbox that leads to the token's organisation, in the forms of real-client.md 2.3 and
 * exchange-rest-protocol.md 1.5. Throws the 400 of a wrong or missing one.
 */
export function checkAnchor(q: AnchorQuestion): void {
  const hint = header(q.request, 'x-anchormailbox').trim();
  const match = /^(UPN|APP|SMTP|MBX|TID):(.+)$/i.exec(hint);
  if (!match) {
    // Get-EXO* on one mailbox name it without a prefix: an address, or {guid}@{tenant} (real-client.md 6.2).
    const bare = /^([^@\s:]+)@([^@\s]+)$/.exec(hint);
    if (q.use === 'read' && bare && leadsHere(q, bare[2] ?? '')) return;
    throw wrongHint(hint, q.tenant.id);
  }
  const kind = (match[1] ?? '').toUpperCase();
  const value = match[2] ?? '';
  const routed = String(q.request.headers['parameter-based-routing'] ?? '').toLowerCase() === 'true';
  const good =
    kind === 'UPN'
      ? upnLeadsHere(q, value)
      : kind === 'APP'
        ? leadsHere(q, SYSTEM_MAILBOX.exec(value)?.[1] ?? '')
        : kind === 'TID'
          ? sameText(value, q.tenant.id)
          : (routed || q.use === 'read') && leadsHere(q, value.slice(value.lastIndexOf('@') + 1));
  if (!good) throw wrongHint(hint, q.tenant.id);
}
