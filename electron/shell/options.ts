/** What the app was told on its command line. */
export interface StartOptions {
  /** Opens with the practice cloud started and offered first. */
  readonly practice: boolean;
  /** A practice cloud that already runs on this loopback port; null: the app starts its own. */
  readonly practicePort: number | null;
  /** Options handed on to the practice cloud that the app starts, e.g. ["--customers", "20"]. */
  readonly practiceArguments: readonly string[];
}

const COUNTED = /^--practice-(customers|mailboxes|seed)=(\d{1,7})$/;

/** Reads `--practice`, `--practice-port=N` and `--practice-customers|mailboxes|seed=N`; everything else belongs to Chromium. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  let practice = false;
  let practicePort: number | null = null;
  const practiceArguments: string[] = [];
  for (const argument of argv) {
    const port = /^--practice-port=(\d{1,5})$/.exec(argument)?.[1];
    const counted = COUNTED.exec(argument);
    if (argument === '--practice') practice = true;
    else if (port !== undefined && Number(port) > 0 && Number(port) < 65536) practicePort = Number(port);
    else if (counted !== null) practiceArguments.push(`--${String(counted[1])}`, String(counted[2]));
  }
  return { practice: practice || practicePort !== null, practicePort, practiceArguments };
}
