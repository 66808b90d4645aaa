import type { ExchangeAccess } from '../types.ts';

/** A built-in directory role: its template id is the same in every tenant of the real service. */
export interface DirectoryRole {
  readonly templateId: string;
  readonly displayName: string;
  readonly description: string;
  /** What it allows in Exchange. */
  readonly exchange: ExchangeAccess;
  /** What it allows in Security & Compliance. */
  readonly compliance: ExchangeAccess;
  /** May consent for the whole organisation. */
  readonly mayConsent: boolean;
}

const role = (
  templateId: string,
  displayName: string,
  exchange: ExchangeAccess,
  description: string,
  more: { readonly mayConsent?: boolean; readonly compliance?: ExchangeAccess } = {},
): DirectoryRole => ({
  templateId,
  displayName,
  exchange,
  description,
  compliance: more.compliance ?? 'none',
  mayConsent: more.mayConsent ?? false,
});

/** Template ids: exchange-rest-protocol.md 5 for the first three, Microsoft's public list of built-in roles for the rest. */
export const ROLES = {
  globalAdministrator: role(
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'admin',
    'Manages everything in the organisation.',
    { mayConsent: true, compliance: 'admin' },
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
    { compliance: 'reader' },
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
    { compliance: 'reader' },
  ),
  complianceAdministrator: role(
    '17315797-102d-40b4-93e0-432062caca18',
    'Compliance Administrator',
    'reader',
    'Manages what the organisation keeps, finds and protects.',
    { compliance: 'admin' },
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

function widest(templateIds: readonly string[], service: 'exchange' | 'compliance'): ExchangeAccess {
  let best: ExchangeAccess = 'none';
  for (const id of templateIds) {
    const access = findRole(id)?.[service] ?? 'none';
    if (ORDER.indexOf(access) > ORDER.indexOf(best)) best = access;
  }
  return best;
}

/** The widest Exchange access that any of the roles gives. */
export function exchangeAccessOf(templateIds: readonly string[]): ExchangeAccess {
  return widest(templateIds, 'exchange');
}

/** The widest access to Security & Compliance that any of the roles gives. */
export function complianceAccessOf(templateIds: readonly string[]): ExchangeAccess {
  return widest(templateIds, 'compliance');
}
