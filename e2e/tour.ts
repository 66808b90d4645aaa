/**
 * A guided walk through the main job, for a machine without a display (`npm start`): the built app with the practice
 * cloud on a private desktop, a picture of each moment in out/tour. Ends with 1 when a step fails, and says which.
 */
import { stripVTControlCharacters } from 'node:util';
import { openApp, type RunningApp } from './app/launch.ts';
import { startDesktop, type Desktop } from './env/desktop.ts';
import { Album } from './tour/album.ts';
import { tourSteps, type Step } from './tour/walk.ts';

const PATIENCE_MS = 20_000;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

let desktop: Desktop | undefined;
let app: RunningApp | undefined;

/** Ends what was started; the desktop takes every program on it along. */
async function close(): Promise<void> {
  const [running, session] = [app, desktop];
  app = undefined;
  desktop = undefined;
  await running?.quit().catch(() => undefined);
  await session?.stop();
}

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.once(signal, () => {
    void close().finally(() => process.exit(128 + number));
  });
}

process.exitCode = await walk().catch(async (error: unknown) => {
  complain(`The tour could not start: ${messageOf(error)}`);
  return 1;
});
await close();

/** @returns the exit code */
async function walk(): Promise<number> {
  const begun = performance.now();
  desktop = await startDesktop();
  app = await openApp(desktop, { args: ['--practice'] });
  app.page.setDefaultTimeout(PATIENCE_MS);
  const album = new Album(app, say);
  await album.begin();
  for (const step of tourSteps({ app, desktop, album })) {
    say(step.name);
    try {
      await step.run();
    } catch (error) {
      await tellFailure(step, error, album);
      return 1;
    }
  }
  say(`${album.count} pictures in out/tour, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  return 0;
}

/** What failed, and what was on the screen at that moment: the app, and the browser where one is open. */
async function tellFailure(step: Step, error: unknown, album: Album): Promise<void> {
  complain(`The tour failed at “${step.name}”: ${messageOf(error)}`);
  const browser =
    desktop === undefined || desktop.browser.opened().length === 0
      ? undefined
      : await desktop.browser.page(/^http/, 1000).catch(() => undefined);
  for (const [name, page] of [
    ['app', app?.page],
    ['browser', browser],
  ] as const) {
    const file = page === undefined ? null : await album.failure(page, name);
    if (file !== null) complain(`  that moment: ${file}`);
  }
}

function messageOf(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trimEnd();
}
