import { afterAll, beforeAll } from 'vitest';
import { openConsoleDesk, type ConsoleDesk } from './console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from './practice-desk.ts';

/** What the tests of a file share; there from the first test to the last. */
export interface FileDesk {
  readonly practice: PracticeDesk;
  readonly desk: ConsoleDesk;
}

/**
 * For tests: connections to a practice cloud and the console over them, one for all tests of the file that calls this.
 * @param given as `openPracticeDesk` takes it
 */
export function deskOfFile(...given: Parameters<typeof openPracticeDesk>): FileDesk {
  let opened: FileDesk | null = null;
  const now = (): FileDesk => {
    if (opened === null) throw new Error('The desk is open while the tests run, and not before.');
    return opened;
  };
  beforeAll(async () => {
    const practice = await openPracticeDesk(...given);
    opened = { practice, desk: await openConsoleDesk(practice) };
  }, 60_000);
  afterAll(async () => {
    await opened?.desk.close();
    await opened?.practice.close();
  });
  return {
    get practice() {
      return now().practice;
    },
    get desk() {
      return now().desk;
    },
  };
}
