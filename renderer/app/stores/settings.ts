import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import { startLook } from '../startLook.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import type { Settings } from '../../../shared/model/settings.ts';

interface SettingsState {
  readonly loaded: boolean;
  readonly data: Settings;
  readonly errors: readonly Failure[];
}

/** Shown until main has answered: the theme that is set, else the schema's own defaults. */
export const initialSettings: Settings = {
  theme: startLook().theme,
  density: 'compact',
  motion: 'system',
  editorFontSize: 14,
  keepSignedIn: true,
  newConnectionsReadOnly: true,
  activityDays: 365,
  resultsKept: 20,
  proxy: { kind: 'system' },
  rootCertificates: [],
};

export const useSettings = create<SettingsState>()(() => ({
  loaded: false,
  data: initialSettings,
  errors: [],
}));

/** Changes settings: shown at once, put back when main refuses. */
export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().data;
  useSettings.setState({ data: { ...before, ...patch }, errors: [] });
  try {
    useSettings.setState({ data: await api.settings.update(patch) });
  } catch (error) {
    useSettings.setState({ data: before, errors: [failureOf(error)] });
  }
}

/** Loads and follows; the answer stops. */
export function startSettings(): () => void {
  const stop = on('settings', (data) => useSettings.setState({ data }));
  api.settings.get().then(
    (data) => useSettings.setState({ loaded: true, data }),
    (error: unknown) => useSettings.setState({ loaded: true, errors: [failureOf(error)] }),
  );
  return stop;
}
