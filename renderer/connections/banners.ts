import { create } from 'zustand';

/** Connections (as they were made: ids of Get-ConnectionInformation) whose welcome was read and put away. */
export const useReadBanners = create<{ readonly read: ReadonlySet<string> }>()(() => ({ read: new Set() }));

/** Not shown again in any tab of this connection until it is made anew; its details keep it. */
export function putBannerAway(connectionId: string): void {
  useReadBanners.setState(({ read }) => ({ read: new Set([...read, connectionId]) }));
}
