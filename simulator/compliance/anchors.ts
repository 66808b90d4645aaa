import {
  homeTenant,
  leadsHere,
  SYSTEM_MAILBOX,
  wrongHint,
  type AnchorQuestion,
} from '../exchange/anchors.ts';
import { header } from '../exchange/call.ts';

/**
 * Demands the anchor of a Security & Compliance request: the user's own address at home, else the system mailbox of the
 * organisation under `UPN:` (real-client.md 2.3, 7). Throws the 400 of a wrong or missing one.
 */
export function checkComplianceAnchor(q: AnchorQuestion): void {
  const hint = header(q.request, 'x-anchormailbox').trim();
  const value = /^UPN:(.+)$/i.exec(hint)?.[1] ?? '';
  const organization = SYSTEM_MAILBOX.exec(value)?.[1];
  const good =
    organization === undefined
      ? value !== '' &&
        value.toLowerCase() === q.claims.upn?.toLowerCase() &&
        homeTenant(q).toLowerCase() === q.tenant.id.toLowerCase()
      : leadsHere(q, organization);
  if (!good) throw wrongHint(hint, q.tenant.id);
}
