import { readFileSync, writeFileSync } from 'node:fs';

/** Where the window was, in pixels of the screen. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

/** The place that was written last; null where there is none or it makes no sense. Read before anything else is loaded. */
export function readWindowPlace(path: string): WindowPlace | null {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
  if (typeof found !== 'object' || found === null) return null;
  const { x, y, width, height, maximised } = found as Record<string, unknown>;
  const whole = [x, y, width, height].every((n) => Number.isInteger(n) && Math.abs(n as number) < 100_000);
  if (!whole || (width as number) < 900 || (height as number) < 600) return null;
  return {
    x: x as number,
    y: y as number,
    width: width as number,
    height: height as number,
    maximised: maximised === true,
  };
}

/** A place that can't be written is no loss: the next start opens at the usual size. */
export function writeWindowPlace(path: string, place: WindowPlace): void {
  try {
    writeFileSync(path, JSON.stringify(place));
  } catch {
    // Said above.
  }
}
