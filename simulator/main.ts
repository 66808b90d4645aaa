import { PortInUse } from './listen.ts';
import { readOptions, USAGE, UsageError } from './options.ts';
import { startPracticeCloud } from './practice-cloud.ts';

/** Electron's end of a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Exit codes: 2 the command line, 3 the port, 1 all else. */
const EXIT = { usage: 2, port: 3, failed: 1 } as const;

const parentPort = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;

function report(error: unknown): void {
  process.stderr.write(
    `practice cloud: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}

/** Tells whoever started it: the parent process by message, else one line of JSON on standard output. */
function tell(message: Readonly<Record<string, unknown>>): void {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else if (process.send !== undefined) process.send(message);
  if (parentPort === undefined) process.stdout.write(`${JSON.stringify(message)}\n`);
}

function fail(text: string, code: number): void {
  process.stderr.write(`practice cloud: ${text}\n`);
  if (parentPort !== undefined) parentPort.postMessage({ error: text });
  process.exitCode = code;
  // A utility process lives as long as its parent port is open.
  if (parentPort !== undefined) process.exit(code);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const cloud = await startPracticeCloud(options, report);
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void cloud.close().finally(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  parentPort?.on('message', ({ data }) => {
    if (data === 'stop') end();
  });
  if (options.untilStdinCloses) {
    process.stdin.once('end', end);
    process.stdin.once('close', end);
    process.stdin.once('error', end);
    process.stdin.resume();
  }
  tell({ port: cloud.port, controlPort: cloud.controlPort });
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) fail(`${error.message}\n\n${USAGE}`, EXIT.usage);
  else if (error instanceof PortInUse) fail(error.message, EXIT.port);
  else {
    report(error);
    fail('It could not start.', EXIT.failed);
  }
});
