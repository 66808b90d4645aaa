import type { ExchangeTarget } from './types.ts';

/** The organisation's own mailbox that requests are routed by where the account has none (real-client.md, "SM"). */
const SYSTEM_MAILBOX = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}';

/** X-AnchorMailbox of InvokeCommand; null: none. */
export function invokeAnchor(target: ExchangeTarget): string | null {
  return isAnchorless(target) ? null : connectAnchor(target);
}

/**
 * The same of what connecting asks for, which -BypassMailboxAnchoring was measured to change nothing of (real-client.md
 * 2.2, 2.3, 7). Security & Compliance has forms of its own, standalone protection those of Exchange.
 */
export function connectAnchor(target: ExchangeTarget): string {
  const { actor, organization, delegatedOrganization, tenantId, username } = target;
  if (target.service === 'compliance' && !target.eop) {
    if (actor === 'app') return `UPN:${SYSTEM_MAILBOX}@${organization ?? tenantId}`;
    return delegatedOrganization === null
      ? `UPN:${username}`
      : `UPN:${SYSTEM_MAILBOX}@${delegatedOrganization}`;
  }
  const own = actor === 'user' && (delegatedOrganization === null || target.anchoredByName === true);
  return own ? `UPN:${username}` : `APP:${SYSTEM_MAILBOX}@${tenantId}`;
}

/** X-AnchorMailbox of Get-EXO* without a rule of their own: the user's, also for a customer (real-client.md 2.3). */
export function readAnchor(target: ExchangeTarget): string | null {
  if (isAnchorless(target)) return null;
  const { actor, organization, tenantId, username } = target;
  return actor === 'app' ? `UPN:${SYSTEM_MAILBOX}@${organization ?? tenantId}` : `UPN:${username}`;
}

/** Whether -BypassMailboxAnchoring is on: it was measured to change nothing for a user (real-client.md 2.3). */
export function isAnchorless({ actor, options }: ExchangeTarget): boolean {
  return actor === 'app' && options.bypassMailboxAnchoring;
}

/** The header of an anchor; none where there is none. */
export function anchored(anchor: string | null): { readonly 'x-anchormailbox'?: string } {
  return anchor === null ? {} : { 'x-anchormailbox': anchor };
}

/**
 * Anchor of a cmdlet that was asked to be routed by its own mailbox (`-UseCustomRouting`; real-client.md 4.1):
 * an address or a mailbox guid. Null: any other identity, which keeps the connection's anchor.
 */
export function routedAnchor(identity: unknown, tenantId: string): string | null {
  if (typeof identity !== 'string') return null;
  const mailbox = identity.split(':')[0] ?? '';
  if (/^[^\s@]+@[^\s@]+$/.test(mailbox)) return `SMTP:${mailbox}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(mailbox)) return `MBX:${mailbox}@${tenantId}`;
  return null;
}
