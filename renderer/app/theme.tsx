import {
  FluentProvider,
  PortalMountNodeProvider,
  RendererProvider,
  createDOMRenderer,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { MotionBehaviourProvider } from '@fluentui/react-motion';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useSettings } from './stores/settings.ts';
import type { Theme } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export type ThemeKind = 'light' | 'dark' | 'high-contrast';

const themes: Record<ThemeKind, Theme> = {
  light: webLightTheme,
  dark: webDarkTheme,
  'high-contrast': teamsHighContrastTheme,
};

const ThemeKindContext = createContext<ThemeKind>('light');

/** The theme that is on the screen now. */
export const useThemeKind = (): ThemeKind => useContext(ThemeKindContext);

/** The nonce that the app:// protocol wrote into the page, for style elements; null in a page without one. */
export const cspNonce = (): string | null => {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content === '' || content.startsWith('__') ? null : content;
};

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

function useChosenTheme(): ThemeKind {
  const chosen = useSettings((state) => state.data.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const forced = useMedia('(forced-colors: active)');
  if (chosen !== 'system') return chosen;
  if (forced) return 'high-contrast';
  return dark ? 'dark' : 'light';
}

/** Fluent with the chosen theme; every style element it makes carries the page's nonce. */
export function ThemeRoot({ children }: { readonly children: ReactNode }) {
  const kind = useChosenTheme();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const motion = useSettings((state) => state.data.motion) !== 'none' && !still;
  const [overlays, setOverlays] = useState<HTMLDivElement | null>(null);
  const renderer = useMemo(() => {
    const nonce = cspNonce();
    return createDOMRenderer(document, nonce === null ? {} : { styleElementAttributes: { nonce } });
  }, []);
  useEffect(() => {
    document.documentElement.dataset['theme'] = kind;
    document.documentElement.dataset['motion'] = motion ? 'on' : 'none';
    document.documentElement.style.colorScheme = kind === 'light' ? 'light' : 'dark';
  }, [kind, motion]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themes[kind]}>
        {/* Menus, dialogs and messages move by script, which the style sheet's rule against motion does not reach. */}
        <MotionBehaviourProvider value={motion ? 'default' : 'skip'}>
          <PortalMountNodeProvider value={overlays ?? undefined}>
            <ThemeKindContext value={kind}>{children}</ThemeKindContext>
          </PortalMountNodeProvider>
        </MotionBehaviourProvider>
        {/* Menus, dialogs and messages open here: a place that screen readers can name, unlike the end of the page. */}
        <div ref={setOverlays} role="region" aria-label="Menus and messages" />
      </FluentProvider>
    </RendererProvider>
  );
}
