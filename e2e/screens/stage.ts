/** One running app that the pictures of a spec file share, with the practice cloud it talks to. */
import { startDesktop, type Desktop } from '../env/desktop.ts';
import { openApp, type RunningApp } from '../app/launch.ts';
import { startPractice, type PracticeSize, type TestPractice } from '../app/practice.ts';
import { connectPractice } from '../app/signed-in.ts';
import { Camera } from './camera.ts';

export interface Stage {
  readonly desktop: Desktop;
  readonly practice: TestPractice;
  readonly app: RunningApp;
  readonly camera: Camera;
  close(): Promise<void>;
}

/** Starts desktop, practice cloud and app; signs in where an account is given. */
export async function setStage(options: PracticeSize & { readonly account?: string } = {}): Promise<Stage> {
  const desktop = await startDesktop();
  const ends: (() => Promise<void>)[] = [() => desktop.stop()];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const practice = await startPractice(options);
    ends.push(() => practice.stop());
    const app = await openApp(desktop, { args: [...practice.appArguments] });
    ends.push(() => app.quit());
    const camera = new Camera(app);
    await camera.begin();
    if (options.account !== undefined) await connectPractice(app, desktop, options.account);
    return { desktop, practice, app, camera, close };
  } catch (error) {
    await close();
    throw error;
  }
}
