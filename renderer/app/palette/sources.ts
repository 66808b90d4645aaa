import { formatDay } from '../../ui/format.ts';
import { openBareConsole, openCustomer, tellFailure } from '../actions.ts';
import { api } from '../api.ts';
import { go, useNavigation } from '../navigation.ts';
import { openHelp, openKeys } from '../frame/overlays.ts';
import { connectionCommands, connectionEntries } from './connectionEntries.ts';
import { useAccounts } from '../stores/accounts.ts';
import { useCustomers } from '../stores/customers.ts';
import { changeSettings } from '../stores/settings.ts';
import { useUiRequests } from '../uiRequests.ts';
import { chooseImport, exportConnections } from '../../connections/transfer.ts';
import { whyNotOpen } from '../../customers/access.ts';
import type { SettingsSection } from '../uiRequests.ts';
import type { PaletteEntry } from './entries.ts';
import type { CustomerListKey } from '../stores/customers.ts';
import { SCREENS, type Screen } from '../../../shared/model/start-look.ts';

/** Every customer of the lists that were read. */
export function customerEntries(): PaletteEntry[] {
  const accounts = useAccounts.getState().data;
  return Object.entries(useCustomers.getState().lists).flatMap(([name, list]) => {
    const account = accounts.find(({ cloudId, accountId }) => `${cloudId}|${accountId}` === name);
    if (account === undefined) return [];
    const key: CustomerListKey = { cloudId: account.cloudId, accountId: account.accountId };
    return list.data.map((customer): PaletteEntry => {
      const refusal = whyNotOpen(customer);
      const days = customer.relationship.daysLeft;
      return {
        id: `customer:${name}:${customer.tenantId}`,
        group: 'Customers',
        title: customer.name,
        detail: customer.domain ?? customer.tenantId,
        aside: refusal?.short ?? (days === null ? '' : `${days} days`),
        action: refusal === null ? 'Open console' : 'Show',
        icon: 'customer',
        mark: null,
        usedAt: customer.lastUsedAt,
        run: ({ background }) => {
          if (refusal !== null) {
            useUiRequests.getState().showCustomer(key, customer.tenantId);
            go('customers');
            return;
          }
          void openCustomer(key, customer.tenantId, { background }).catch(tellFailure);
        },
      };
    });
  });
}

/** Every saved query; read anew each time the palette opens. */
export async function queryEntries(): Promise<PaletteEntry[]> {
  const { queries } = await api.queries.list();
  return queries.map(({ query, changes }) => ({
    id: `query:${query.id}`,
    group: 'Queries',
    title: query.name,
    detail: `${changes ? 'Changes data' : 'Reads only'}${query.folder === '' ? '' : ` · ${query.folder}`}`,
    aside: formatDay(query.updatedAt),
    action: 'Show form',
    icon: changes ? 'changing-query' : 'query',
    mark: null,
    usedAt: null,
    run: () => useNavigation.getState().showQuery(query.id),
  }));
}

const screenWords: Record<Screen, string> = {
  connections: 'Saved connections, new connection',
  customers: 'Customer organisations of your accounts',
  console: 'Run commands',
  queries: 'Saved queries and their forms',
  activity: 'What was run, where, by whom',
  settings: 'Accounts, security, appearance, diagnostics',
};

const screenNames: Record<Screen, string> = {
  connections: 'Connections',
  customers: 'Customers',
  console: 'Console',
  queries: 'Queries',
  activity: 'Activity',
  settings: 'Settings',
};

const plain = { aside: '', mark: null, usedAt: null } as const;

/** Things to do that belong to no single screen. */
function commandEntries(): PaletteEntry[] {
  return [
    {
      ...plain,
      id: 'command:new-connection',
      group: 'Commands',
      title: 'New connection',
      detail: 'Sign in to an organisation',
      action: 'Open',
      icon: 'command',
      run: () => {
        go('connections');
        useUiRequests.getState().newConnection(null);
      },
    },
    {
      ...plain,
      id: 'command:paste-connect',
      group: 'Commands',
      title: 'Paste a Connect command',
      detail: 'Fill a new connection from Connect-ExchangeOnline or Connect-IPPSSession',
      action: 'Open',
      icon: 'command',
      run: () => {
        go('connections');
        useUiRequests.getState().pasteConnection();
      },
    },
    {
      ...plain,
      id: 'command:console-without-connection',
      group: 'Commands',
      title: 'Console without a connection',
      detail: 'Connect-ExchangeOnline is typed first',
      action: 'Open',
      icon: 'command',
      run: () => void openBareConsole(),
    },
    {
      ...plain,
      id: 'command:keys',
      group: 'Commands',
      title: 'Show the keys',
      detail: '',
      action: 'Show',
      icon: 'command',
      run: openKeys,
    },
    {
      ...plain,
      id: 'command:help',
      group: 'Commands',
      title: 'Help: connecting',
      detail: 'What can be wrong, and what to do',
      action: 'Open',
      icon: 'command',
      run: () => openHelp(),
    },
    {
      ...plain,
      id: 'command:import',
      group: 'Commands',
      title: 'Import connections from a file',
      detail: 'Shows what would be added first',
      action: 'Choose',
      icon: 'command',
      run: () => void chooseImport(),
    },
    {
      ...plain,
      id: 'command:export',
      group: 'Commands',
      title: 'Export connections to a file',
      detail: 'Without passwords or tokens',
      action: 'Choose',
      icon: 'command',
      run: () => void exportConnections(),
    },
    ...connectionCommands(),
  ];
}

function screenEntries(): PaletteEntry[] {
  return SCREENS.map((screen, index) => ({
    ...plain,
    id: `screen:${screen}`,
    group: 'Screens',
    title: screenNames[screen],
    detail: screenWords[screen],
    aside: `Ctrl+${index + 1}`,
    action: 'Go there',
    icon: 'screen',
    run: () => go(screen),
  }));
}

function settingEntries(): PaletteEntry[] {
  const setting = (
    id: string,
    title: string,
    detail: string,
    action: string,
    run: () => void,
  ): PaletteEntry => ({
    ...plain,
    id: `setting:${id}`,
    group: 'Settings',
    title,
    detail,
    action,
    icon: 'setting',
    run,
  });
  const section = (name: SettingsSection) => () => {
    useUiRequests.getState().showSettings(name);
    go('settings');
  };
  return [
    setting('accounts', 'Accounts', 'Sign out, add an account', 'Show', section('accounts')),
    setting('environments', 'Environments', 'Hosts of every cloud', 'Show', section('environments')),
    setting('security', 'Security', 'Where sign-ins are kept', 'Show', section('security')),
    setting('appearance', 'Appearance', 'Theme, density, motion, colours', 'Show', section('appearance')),
    setting('console', 'Console settings', 'Results and activity kept', 'Show', section('console')),
    setting('diagnostics', 'Diagnostics', 'Support bundle, logs', 'Show', section('diagnostics')),
    setting('dark', 'Dark theme', 'Appearance', 'Use', () => void changeSettings({ theme: 'dark' })),
    setting('light', 'Light theme', 'Appearance', 'Use', () => void changeSettings({ theme: 'light' })),
    setting(
      'contrast',
      'High contrast theme',
      'Appearance',
      'Use',
      () => void changeSettings({ theme: 'high-contrast' }),
    ),
    setting(
      'system',
      'Theme as the system',
      'Appearance',
      'Use',
      () => void changeSettings({ theme: 'system' }),
    ),
  ];
}

/** Everything the palette offers that is known without asking; queries come by `queryEntries`. */
export const knownEntries = (): PaletteEntry[] => [
  ...connectionEntries(),
  ...customerEntries(),
  ...commandEntries(),
  ...screenEntries(),
  ...settingEntries(),
];
