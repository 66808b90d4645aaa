import type { CloudId } from '../../shared/clouds.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';

const COLOURS = 12;

/**
 * The colour of a new connection: that of the same organisation where one is saved already; else the first that nobody
 * has; else the one that the fewest have.
 */
export function nextColour(
  profiles: readonly ConnectionProfile[],
  cloudId: CloudId,
  tenantId: string | null,
): number {
  const sibling = profiles.find(
    (profile) =>
      tenantId !== null && profile.cloudId === cloudId && profile.organization.tenantId === tenantId,
  );
  if (sibling !== undefined) return sibling.colour;
  const uses = Array.from({ length: COLOURS }, () => 0);
  for (const profile of profiles) uses[profile.colour] = (uses[profile.colour] ?? 0) + 1;
  return uses.indexOf(Math.min(...uses));
}
