import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS, THEMES, oneOf, type StartLook } from '../../shared/model/start-look.ts';

/**
 * Screen and theme of the first picture, from the files that the settings' own services write. Read by hand, since they
 * load after the window; a file that is missing or damaged means the defaults, and is reported by its service.
 */
export function readStartLook(dataFolder: string): StartLook {
  return {
    screen: oneOf(SCREENS, member(join(dataFolder, 'ui-state.json'), 'screen')),
    theme: oneOf(THEMES, member(join(dataFolder, 'settings.json'), 'theme')),
  };
}

function member(path: string, name: string): unknown {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}
