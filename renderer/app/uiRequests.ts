import { create } from 'zustand';
import type { CustomerListKey } from './stores/customers.ts';
import type { CloudId } from '../../shared/clouds.ts';

export const SETTINGS_SECTIONS = [
  'accounts',
  'environments',
  'network',
  'security',
  'appearance',
  'console',
  'about',
  'diagnostics',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

interface UiRequests {
  /** The New connection drawer: closed (null), or open with an environment chosen beforehand. */
  readonly drawer: { readonly cloudId: CloudId | null } | null;
  readonly customer: { readonly key: CustomerListKey; readonly tenantId: string } | null;
  readonly section: SettingsSection | null;
  readonly newConnection: (cloudId: CloudId | null) => void;
  readonly closeDrawer: () => void;
  readonly showCustomer: (key: CustomerListKey, tenantId: string) => void;
  readonly takeCustomer: () => void;
  readonly showSettings: (section: SettingsSection) => void;
  readonly takeSection: () => void;
}

/** What one place asks another to show: the palette a customer, the empty console the New connection drawer. */
export const useUiRequests = create<UiRequests>()((set) => ({
  drawer: null,
  customer: null,
  section: null,
  newConnection: (cloudId) => set({ drawer: { cloudId } }),
  closeDrawer: () => set({ drawer: null }),
  showCustomer: (key, tenantId) => set({ customer: { key, tenantId } }),
  takeCustomer: () => set({ customer: null }),
  showSettings: (section) => set({ section }),
  takeSection: () => set({ section: null }),
}));
