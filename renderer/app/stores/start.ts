import { startAccounts } from './accounts.ts';
import { startAppInfo } from './appInfo.ts';
import { startConnections } from './connections.ts';
import { startCustomers } from './customers.ts';
import { startPractice } from './practice.ts';
import { startSettings } from './settings.ts';
import { startTabs } from './tabs.ts';
import { startRuns } from '../../results/runStore.ts';

/** Loads every store and follows main's events; the answer stops. */
export function startStores(): () => void {
  const stops = [
    startAppInfo(),
    startSettings(),
    startConnections(),
    startAccounts(),
    startTabs(),
    startRuns(),
    startCustomers(),
    startPractice(),
  ];
  return () => stops.forEach((stop) => stop());
}
