import { kindOfHost } from '../entra/clients.ts';
import type { PracticeService } from '../types.ts';
import { createAdminApi, type AdminApiOptions } from './admin-api.ts';
import { checkAnchor } from './anchors.ts';
import { COMMANDS, commandTable } from './cmdlets/table.ts';
import { readEntities } from './odata/reads.ts';

/**
 * The Exchange half of the practice cloud: the admin API's addresses on every host that isn't a Security & Compliance
 * one. Standalone protection counts as Exchange (real-client.md 7). Answers null for what isn't its own.
 */
export function createExchangeService(options: AdminApiOptions): PracticeService {
  return createAdminApi(options, {
    serves: (hostname) => kindOfHost(hostname) !== 'compliance',
    commands: commandTable(COMMANDS),
    access: (claims) => options.directory.exchangeAccess(claims),
    checkAnchor,
    endpoints: [[/^[A-Za-z]/, { method: 'GET', anchor: 'read', version: null, answer: readEntities }]],
  });
}
