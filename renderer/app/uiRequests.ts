import { create } from 'zustand';
import type { CustomerListKey } from './stores/customers.ts';
import type { CloudId } from '../../shared/clouds.ts';

export const SETTINGS_SECTIONS = [
  'accounts',
  'certificates',
  'environments',
  'network',
  'security',
  'appearance',
  'console',
  'about',
  'diagnostics',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What the connection's panel opens with. */
export interface DrawerRequest {
  /** An environment that was chosen beforehand. */
  readonly cloudId: CloudId | null;
  /** The saved connection that is to be changed; null: a new one. */
  readonly connectionId: string | null;
  /** True: with the place to paste a Connect command. */
  readonly paste: boolean;
}

interface UiRequests {
  /** The connection's panel; null: closed. */
  readonly drawer: DrawerRequest | null;
  readonly customer: { readonly key: CustomerListKey; readonly tenantId: string } | null;
  readonly section: SettingsSection | null;
  readonly newConnection: (cloudId: CloudId | null) => void;
  readonly editConnection: (connectionId: string) => void;
  readonly pasteConnection: () => void;
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
  newConnection: (cloudId) => set({ drawer: { cloudId, connectionId: null, paste: false } }),
  editConnection: (connectionId) => set({ drawer: { cloudId: null, connectionId, paste: false } }),
  pasteConnection: () => set({ drawer: { cloudId: null, connectionId: null, paste: true } }),
  closeDrawer: () => set({ drawer: null }),
  showCustomer: (key, tenantId) => set({ customer: { key, tenantId } }),
  takeCustomer: () => set({ customer: null }),
  showSettings: (section) => set({ section }),
  takeSection: () => set({ section: null }),
}));
