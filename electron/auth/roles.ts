/** A built-in directory role; its template id is the same in every tenant (Microsoft's public list of built-in roles). */
export interface DirectoryRole {
  readonly id: string;
  readonly name: string;
  /** 0: no use in Exchange; the higher the stronger there (exchange-rest-protocol.md 4.3 and 5). */
  readonly exchange: number;
}

const TABLE: readonly DirectoryRole[] = [
  { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator', exchange: 90 },
  { id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator', exchange: 100 },
  { id: '31392ffb-586c-42d1-9346-e59415a2cc4e', name: 'Exchange Recipient Administrator', exchange: 60 },
  { id: '17315797-102d-40b4-93e0-432062caca18', name: 'Compliance Administrator', exchange: 50 },
  { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator', exchange: 40 },
  { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator', exchange: 30 },
  { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader', exchange: 20 },
  { id: '5d6b6bb7-de71-4623-b4af-96380a352509', name: 'Security Reader', exchange: 10 },
  { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator', exchange: 0 },
  { id: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service Support Administrator', exchange: 0 },
  { id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator', exchange: 0 },
  { id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: 'Directory Readers', exchange: 0 },
  { id: '9360feb5-f418-4baa-8175-e2a00bac4301', name: 'Directory Writers', exchange: 0 },
  { id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', name: 'Application Administrator', exchange: 0 },
  { id: '158c047a-c907-4556-b7ef-446551a6b5f7', name: 'Cloud Application Administrator', exchange: 0 },
  { id: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', name: 'Authentication Administrator', exchange: 0 },
  {
    id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: 'Privileged Authentication Administrator',
    exchange: 0,
  },
  { id: 'e8611ab8-c189-46e8-94e1-60213ab1f814', name: 'Privileged Role Administrator', exchange: 0 },
  { id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator', exchange: 0 },
  { id: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: 'SharePoint Administrator', exchange: 0 },
  { id: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: 'Teams Administrator', exchange: 0 },
  { id: '3a2c62db-5318-420d-8d74-23affee5d9d5', name: 'Intune Administrator', exchange: 0 },
  { id: 'fdd7a751-b60b-444a-984c-02652fe8fa1c', name: 'Groups Administrator', exchange: 0 },
  { id: '8329153b-31d0-4727-b945-745eb3bc5f31', name: 'Domain Name Administrator', exchange: 0 },
  { id: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', name: 'Conditional Access Administrator', exchange: 0 },
  { id: '966707d0-3269-4727-9be2-8c3a10f19b9d', name: 'Password Administrator', exchange: 0 },
  { id: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', name: 'Message Center Reader', exchange: 0 },
  { id: '4a5d8f65-41da-4de4-8968-e035b65339cf', name: 'Reports Reader', exchange: 0 },
];

const BY_ID = new Map(TABLE.map((role) => [role.id, role]));

/** The role with that template id; null where the table does not know it. */
export function findRole(id: string): DirectoryRole | null {
  return BY_ID.get(id.toLowerCase()) ?? null;
}

/** Names for the `wids` of a token, strongest in Exchange first. Ids that are not roles (tokens carry a few) are left out. */
export function roleNames(ids: readonly string[]): string[] {
  return ids
    .map(findRole)
    .filter((role) => role !== null)
    .sort((a, b) => b.exchange - a.exchange || a.name.localeCompare(b.name))
    .map((role) => role.name);
}

/** The strongest of these roles that can use Exchange, by name; null where none can. */
export function strongestExchangeRole(ids: readonly string[]): string | null {
  let best: DirectoryRole | null = null;
  for (const id of ids) {
    const role = findRole(id);
    if (role !== null && role.exchange > (best?.exchange ?? 0)) best = role;
  }
  return best?.name ?? null;
}
