import { SCREENS, THEMES, oneOf, type StartLook } from '../../shared/model/start-look.ts';

const meta = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;

/** What main wrote into the page for its first picture. */
export const startLook = (): StartLook => ({
  screen: oneOf(SCREENS, meta('start-screen')),
  theme: oneOf(THEMES, meta('start-theme')),
});
