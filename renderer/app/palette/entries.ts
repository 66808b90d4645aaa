import type { OrganizationMark } from '../../ui/organization.tsx';

/** In the order in which the palette shows them. */
export const PALETTE_GROUPS = [
  'Connections',
  'Customers',
  'Queries',
  'Commands',
  'Screens',
  'Settings',
] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

export interface PaletteEntry {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly title: string;
  /** Beside the title, in grey; searched too. */
  readonly detail: string;
  /** At the right end of the row. */
  readonly aside: string;
  /** What Enter does, in a word or two. */
  readonly action: string;
  readonly icon: 'organization' | 'customer' | 'query' | 'changing-query' | 'command' | 'screen' | 'setting';
  readonly mark: OrganizationMark | null;
  /** ISO time of its last use, for the order before anything is typed. */
  readonly usedAt: string | null;
  readonly run: (how: { readonly background: boolean }) => void;
}
