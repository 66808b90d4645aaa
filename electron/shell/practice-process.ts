import { utilityProcess } from 'electron';
import type { PracticeProcess } from '../practice/practice.ts';

/** Starts the built practice cloud as a utility process; it ends with the app. */
export function launchPractice(script: string): (args: readonly string[]) => PracticeProcess {
  return (args) => {
    const child = utilityProcess.fork(script, [...args], { serviceName: 'Practice cloud', stdio: 'ignore' });
    return {
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.on('exit', listener);
      },
      stop: () => {
        child.kill();
      },
    };
  };
}

/** A practice cloud that somebody else started on this port; it is not ours to end. */
export function usePractice(port: number): () => PracticeProcess {
  return () => ({
    onMessage: (listener) => {
      queueMicrotask(() => {
        listener({ port });
      });
    },
    onExit: () => undefined,
    stop: () => undefined,
  });
}
