import { LogFile } from './log-file.ts';

/** For tests: a process that writes a run log until somebody kills it. */
const [, , path = ''] = process.argv;
const file = new LogFile({ path, onProblem: () => process.exit(1) });
let at = 0;
setInterval(() => file.append(`line ${String(at++)}\n`), 1);
