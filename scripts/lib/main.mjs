/** How every entry script ends: what stopped it in plain words, a stack only for a fault of ours. */
import { SetupStopped } from '../setup/stop.mjs';
import { CommandFailed } from './run.mjs';

/**
 * Runs an entry script's work and sets the exit status.
 * @param {() => Promise<number | undefined>} work resolves with the exit status, 0 where it says none
 */
export function entry(work) {
  work().then(
    (code) => {
      process.exitCode = code ?? 0;
    },
    (error) => {
      if (error instanceof SetupStopped) process.stderr.write(`${error.message}\n`);
      else if (error instanceof CommandFailed)
        process.stderr.write(`${error.message}\n${lastLines(error.output, 60)}\n`);
      else process.stderr.write(`${error?.stack ?? error}\n`);
      process.exitCode = 1;
    },
  );
}

/** The end of a long output. */
export function lastLines(text, count) {
  const lines = text.trimEnd().split('\n');
  return lines.length <= count
    ? lines.join('\n')
    : [`… (${lines.length - count} lines above)`, ...lines.slice(-count)].join('\n');
}
