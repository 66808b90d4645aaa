import { makeStyles, tokens } from '@fluentui/react-components';
import { Activity, Suspense, lazy, useEffect, useRef, useState } from 'react';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { SCREENS } from '../../../shared/model/start-look.ts';
import { useNavigation } from '../navigation.ts';
import { readUiState } from '../uiState.ts';
import { Notices } from './Notices.tsx';
import { Rail } from './Rail.tsx';
import { TitleBar } from './TitleBar.tsx';
import { AfterFirstPaint } from '../../ui/AfterFirstPaint.tsx';
import { screenLabels } from './screenLabels.tsx';
import { useFrameKeys } from './useFrameKeys.ts';
import { ConnectionsScreen } from '../../connections/ConnectionsScreen.tsx';
import type { Screen } from '../../../shared/model/start-look.ts';
import type { ComponentType } from 'react';

const Palette = lazy(() => import('../palette/Palette.tsx'));
const KeysDialog = lazy(() => import('./KeysDialog.tsx'));
const HelpPanel = lazy(() => import('../../help/HelpPanel.tsx'));
const ConnectionDetails = lazy(() => import('../../connections/details/ConnectionDetails.tsx'));
const SecretDialog = lazy(() => import('../../connections/SecretDialog.tsx'));
const ProxyLoginDialog = lazy(() => import('../../connections/ProxyLoginDialog.tsx'));
const ImportDialog = lazy(() => import('../../connections/ImportDialog.tsx'));
const ToastRegion = lazy(() => import('../../ui/UndoToast.tsx'));

/** A screen in a chunk of its own, which starts from what is remembered of it. */
const later = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(async () => {
    const [loaded] = await Promise.all([load(), readUiState()]);
    return loaded;
  });

const screens: Record<Screen, ComponentType> = {
  connections: ConnectionsScreen,
  customers: later(() => import('../../customers/CustomersScreen.tsx')),
  console: later(() => import('../../console/ConsoleScreen.tsx')),
  queries: later(() => import('../../queries/QueriesScreen.tsx')),
  activity: later(() => import('../../activity/ActivityScreen.tsx')),
  settings: later(() => import('../../settings/SettingsScreen.tsx')),
};

const useStyles = makeStyles({
  root: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  below: { flexGrow: 1, minHeight: 0, display: 'flex' },
  main: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground2,
    borderTopLeftRadius: '8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  screen: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex', flexDirection: 'column' },
});

/** Screens that were shown once stay mounted, asleep, so that going back finds them as they were left. */
function useVisited(screen: Screen): readonly Screen[] {
  const [visited, setVisited] = useState<readonly Screen[]>([screen]);
  if (!visited.includes(screen)) setVisited([...visited, screen]);
  return visited;
}

/** When the screen changes under the focus, the focus goes to where it was on the new one, or to its start. */
function useScreenFocus(screen: Screen) {
  const main = useRef<HTMLElement>(null);
  const places = useRef(new Map<Screen, HTMLElement>());
  const before = useRef(screen);
  useEffect(() => {
    const element = main.current;
    if (element === null) return undefined;
    const note = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && event.target !== element)
        places.current.set(screen, event.target);
    };
    element.addEventListener('focusin', note);
    if (before.current !== screen) {
      before.current = screen;
      const active = document.activeElement;
      if (active === null || active === document.body || element.contains(active)) {
        const place = places.current.get(screen);
        (place?.isConnected === true ? place : element).focus({ preventScroll: true });
      }
    }
    return () => element.removeEventListener('focusin', note);
  }, [screen]);
  return main;
}

/** The window: title bar, rail and the screen in front, with what can lie over them. */
export function Frame() {
  const styles = useStyles();
  const screen = useNavigation((state) => state.screen);
  const visited = useVisited(screen);
  const main = useScreenFocus(screen);
  useFrameKeys();
  return (
    <div className={styles.root}>
      <TitleBar />
      <div className={styles.below}>
        <Rail />
        <main ref={main} tabIndex={-1} aria-label={screenLabels[screen].label} className={styles.main}>
          <Notices />
          {SCREENS.filter((name) => visited.includes(name)).map((name) => {
            const ScreenOf = screens[name];
            return (
              <Activity key={name} mode={name === screen ? 'visible' : 'hidden'}>
                <div className={styles.screen}>
                  <ErrorBoundary place={screenLabels[name].label}>
                    <Suspense fallback={null}>
                      <ScreenOf />
                    </Suspense>
                  </ErrorBoundary>
                </div>
              </Activity>
            );
          })}
        </main>
      </div>
      <AfterFirstPaint>
        <Palette />
        <KeysDialog />
        <HelpPanel />
        <ConnectionDetails />
        <SecretDialog />
        <ProxyLoginDialog />
        <ImportDialog />
        <ToastRegion />
      </AfterFirstPaint>
    </div>
  );
}
