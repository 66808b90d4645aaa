import { create } from 'zustand';
import { api } from '../api.ts';

type AppInfo = Awaited<ReturnType<typeof api.app.info>>;

/** Version and platform; null until main has answered. */
export const useAppInfo = create<{ readonly data: AppInfo | null }>()(() => ({ data: null }));

export function startAppInfo(): () => void {
  api.app.info().then(
    (data) => useAppInfo.setState({ data }),
    () => undefined,
  );
  return () => undefined;
}
