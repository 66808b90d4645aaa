import { kindOfHost } from '../entra/clients.ts';
import { createAdminApi, type AdminApiOptions } from '../exchange/admin-api.ts';
import { commandTable } from '../exchange/cmdlets/table.ts';
import type { PracticeService } from '../types.ts';
import { checkComplianceAnchor } from './anchors.ts';
import { COMPLIANCE_COMMANDS } from './cmdlets/table.ts';
import { regionRedirect } from './region.ts';
import { guardSearches, type SearchSessions } from './search-session.ts';

/**
 * The Security & Compliance half of the practice cloud, on the compliance hosts of every cloud, with and without a
 * regional label. It has no entity sets: Get-EXO* belong to Exchange. Answers null for what isn't its own.
 */
export function createComplianceService(
  options: AdminApiOptions & { readonly searchSessions?: SearchSessions },
): PracticeService {
  const { searchSessions = { refused: false } } = options;
  return createAdminApi(options, {
    serves: (hostname) => kindOfHost(hostname) === 'compliance',
    commands: commandTable(guardSearches(COMPLIANCE_COMMANDS, searchSessions)),
    access: (claims) => options.directory.complianceAccess(claims),
    checkAnchor: checkComplianceAnchor,
    endpoints: [],
    instead: regionRedirect,
  });
}
