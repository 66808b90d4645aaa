import type { ExchangeAccess } from '../types.ts';

/** A built-in directory role: its template id is the same in every tenant of the real service. */
export interface DirectoryRole {
  readonly templateId: string;
  readonly displayName: string;
  readonly description: string;
  /** What it allows in Exchange. */
  readonly exchange: ExchangeAccess;
  /** May consent for the whole organisation. */
  readonly mayConsent: boolean;
}

const role = (
  templateId: string,
  displayName: string,
  exchange: ExchangeAccess,
  description: string,
  mayConsent = false,
): DirectoryRole => ({ templateId, displayName, exchange, description, mayConsent });

/** Template ids: exchange-rest-protocol.md 5 for the first three, Microsoft's public list of built-in roles for the rest. */
export const ROLES = {
  globalAdministrator: role(
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'admin',
    'Manages everything in the organisation.',
    true,
  ),
  exchangeAdministrator: role(
    '29232cdf-9323-42fd-ade2-1d097af3e4de',
    'Exchange Administrator',
    'admin',
    'Manages every part of Exchange.',
  ),
  globalReader: role(
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Global Reader',
    'reader',
    'Reads what a Global Administrator can read.',
  ),
  exchangeRecipientAdministrator: role(
    '31392ffb-586c-42d1-9346-e59415a2cc4e',
    'Exchange Recipient Administrator',
    'recipientAdmin',
    'Creates and changes Exchange recipients.',
  ),
  securityReader: role(
    '5d6b6bb7-de71-4623-b4af-96380a352509',
    'Security Reader',
    'reader',
    'Reads security information and reports.',
  ),
  userAdministrator: role(
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'none',
    'Manages users and groups.',
  ),
  serviceSupportAdministrator: role(
    'f023fd81-a637-4b56-95fd-791ac0226033',
    'Service Support Administrator',
    'none',
    'Reads service health and opens support tickets.',
  ),
  licenseAdministrator: role(
    '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
    'License Administrator',
    'none',
    'Assigns product licences.',
  ),
  directoryReaders: role(
    '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
    'Directory Readers',
    'none',
    'Reads basic directory information.',
  ),
} as const;

const BY_TEMPLATE = new Map<string, DirectoryRole>(
  Object.values(ROLES).map((entry) => [entry.templateId, entry]),
);

/** The role with that template id, or null. */
export function findRole(templateId: string): DirectoryRole | null {
  return BY_TEMPLATE.get(templateId.toLowerCase()) ?? null;
}

const ORDER: readonly ExchangeAccess[] = ['none', 'reader', 'recipientAdmin', 'admin'];

/** The widest Exchange access that any of the roles gives. */
export function exchangeAccessOf(templateIds: readonly string[]): ExchangeAccess {
  let best: ExchangeAccess = 'none';
  for (const id of templateIds) {
    const access = findRole(id)?.exchange ?? 'none';
    if (ORDER.indexOf(access) > ORDER.indexOf(best)) best = access;
  }
  return best;
}
