import {
  BuildingMultiple24Filled,
  BuildingMultiple24Regular,
  DocumentSearch24Filled,
  DocumentSearch24Regular,
  History24Filled,
  History24Regular,
  PlugDisconnected24Filled,
  PlugDisconnected24Regular,
  Settings24Filled,
  Settings24Regular,
  WindowConsoleFilled,
  WindowConsoleRegular,
} from '@fluentui/react-icons';
import type { FluentIcon } from '@fluentui/react-icons';
import type { Screen } from '../../../shared/model/start-look.ts';

interface ScreenLabel {
  readonly label: string;
  readonly icon: FluentIcon;
  readonly activeIcon: FluentIcon;
  readonly keys: string;
}

/** Name, icon and key of every screen. */
export const screenLabels: Readonly<Record<Screen, ScreenLabel>> = {
  connections: {
    label: 'Connections',
    icon: PlugDisconnected24Regular,
    activeIcon: PlugDisconnected24Filled,
    keys: 'Ctrl+1',
  },
  customers: {
    label: 'Customers',
    icon: BuildingMultiple24Regular,
    activeIcon: BuildingMultiple24Filled,
    keys: 'Ctrl+2',
  },
  console: { label: 'Console', icon: WindowConsoleRegular, activeIcon: WindowConsoleFilled, keys: 'Ctrl+3' },
  queries: {
    label: 'Queries',
    icon: DocumentSearch24Regular,
    activeIcon: DocumentSearch24Filled,
    keys: 'Ctrl+4',
  },
  activity: { label: 'Activity', icon: History24Regular, activeIcon: History24Filled, keys: 'Ctrl+5' },
  settings: { label: 'Settings', icon: Settings24Regular, activeIcon: Settings24Filled, keys: 'Ctrl+6' },
};
