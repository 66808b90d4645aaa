import { readModuleFile } from '../shared/powershell/modulefile/reader.ts';
import { moduleFileText } from './module-file-text.ts';

/** Times the reading of a 2 MB module file: `node conformance/time-module-file.ts`. Budget: 300 ms. */
const script = moduleFileText(787, 12, 9);
const times: number[] = [];
let cmdlets = 0;
for (let i = 0; i < 7; i++) {
  const started = performance.now();
  cmdlets = readModuleFile(script).cmdlets.length;
  times.push(performance.now() - started);
}
const sorted = [...times].sort((a, b) => a - b);
const lines = script.split('\n').length;
process.stdout.write(
  `${(script.length / 1e6).toFixed(2)} MB, ${lines} lines, ${cmdlets} cmdlets: ` +
    `first ${times[0]?.toFixed(0) ?? ''} ms, median ${sorted[3]?.toFixed(0) ?? ''} ms (budget 300)\n`,
);
