/** Exits with 1 and a line for each fuse of a packed executable that is not as decided: node check-fuses.mjs EXECUTABLE */
import { wrongFuses } from './fuses.mjs';

const wrong = await wrongFuses(process.argv[2]);
for (const line of wrong) process.stderr.write(`${line}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
