import { CLOUDS } from '../../../shared/clouds.ts';
import { useAppInfo } from '../stores/appInfo.ts';
import { useConnections } from '../stores/connections.ts';
import { useTabs } from '../stores/tabs.ts';

/** True where everything that is open (connected, on its way, or in a tab) is on the practice cloud, and something is. */
export function useOnlyPractice(): boolean {
  const told = useAppInfo((state) => state.data?.practice ?? false);
  const tabs = useTabs((state) => state.data);
  const connections = useConnections((state) => state.data);
  const inTabs = new Set(tabs.map((tab) => tab.connectionId));
  const open = connections.filter(
    ({ profile, status }) =>
      inTabs.has(profile.id) || (status.state !== 'signed-out' && status.state !== 'failed'),
  );
  if (open.length === 0) return told;
  return open.every(({ profile }) => CLOUDS[profile.cloudId].practice);
}
