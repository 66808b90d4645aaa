/** What the app was told on its command line. */
export interface StartOptions {
  /** Opens with the practice cloud started and offered first. */
  readonly practice: boolean;
  /** A practice cloud that already runs on this loopback port; null: the app starts its own. */
  readonly practicePort: number | null;
  /** Options handed on to the practice cloud that the app starts, e.g. ["--customers", "20"]. */
  readonly practiceArguments: readonly string[];
  /**
   * A domain under which the practice cloud's hosts are on the real network, over https and through its proxies; null:
   * on loopback. For trying proxies and certificates without an account.
   */
  readonly practiceNetwork: string | null;
}

const COUNTED = /^--practice-(customers|mailboxes|seed)=(\d{1,7})$/;

/** Reads `--practice`, `--practice-port=N`, `--practice-customers|mailboxes|seed=N` and `--practice-network=DOMAIN`; everything else belongs to Chromium. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  let practice = false;
  let practicePort: number | null = null;
  let practiceNetwork: string | null = null;
  const practiceArguments: string[] = [];
  for (const argument of argv) {
    const port = /^--practice-port=(\d{1,5})$/.exec(argument)?.[1];
    const counted = COUNTED.exec(argument);
    const domain = /^--practice-network=([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/.exec(argument)?.[1];
    if (argument === '--practice') practice = true;
    else if (domain !== undefined) practiceNetwork = domain;
    else if (port !== undefined && Number(port) > 0 && Number(port) < 65536) practicePort = Number(port);
    else if (counted !== null) practiceArguments.push(`--${String(counted[1])}`, String(counted[2]));
  }
  return { practice: practice || practicePort !== null, practicePort, practiceArguments, practiceNetwork };
}
