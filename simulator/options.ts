import { parseArgs } from 'node:util';

/** How the practice cloud is started. */
export interface PracticeOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly customers: number;
  /** Mailboxes of the own organisations and of the first customers. */
  readonly mailboxes: number;
  readonly seed: number;
  /** Null: no control port. */
  readonly controlSecret: string | null;
  /** 0: any free port. */
  readonly controlPort: number;
  readonly tokenLifetimeSeconds: number;
  readonly skewSeconds: number;
  /** File that keeps keys and consents over restarts; null keeps them in memory. */
  readonly stateFile: string | null;
  /** Folder for the keys of a practice Azure Arc; null: none. */
  readonly arcFolder: string | null;
  /** Day that relationships are counted from, milliseconds since 1970; null is today. */
  readonly today: number | null;
  /** End when standard input closes, that is when the parent is gone. */
  readonly untilStdinCloses: boolean;
}

export const DEFAULT_OPTIONS: PracticeOptions = {
  port: 0,
  customers: 300,
  mailboxes: 2000,
  seed: 7,
  controlSecret: null,
  controlPort: 0,
  tokenLifetimeSeconds: 3600,
  skewSeconds: 0,
  stateFile: null,
  arcFolder: null,
  today: null,
  untilStdinCloses: false,
};

/** The command line was not understood; the message says which option and what it takes. */
export class UsageError extends Error {}

export const USAGE = `Options of the practice cloud:
  --port N                port on 127.0.0.1 (0: any free one, the default)
  --customers N           customers of the partner, 0 to 20000 (300)
  --mailboxes N           mailboxes of an organisation, 1 to 200000 (2000)
  --seed N                same seed, same data (7)
  --state FILE            keep signing keys and consents over restarts
  --arc-folder DIR        be a machine of Azure Arc too, with its keys in that folder
  --token-lifetime N      seconds an access token lives, 1 to 86400 (3600)
  --skew-seconds N        the practice cloud's clock is N seconds ahead
  --today YYYY-MM-DD      day from which relationships are counted
  --control-secret S      open the tests' control port (or PRACTICE_CONTROL_SECRET)
  --control-port N        its port (0: any free one)
  --until-stdin-closes    end when standard input closes
  --help`;

const SPEC = {
  port: { type: 'string' },
  customers: { type: 'string' },
  mailboxes: { type: 'string' },
  seed: { type: 'string' },
  state: { type: 'string' },
  'arc-folder': { type: 'string' },
  'token-lifetime': { type: 'string' },
  'skew-seconds': { type: 'string' },
  today: { type: 'string' },
  'control-secret': { type: 'string' },
  'control-port': { type: 'string' },
  'until-stdin-closes': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function wholeNumber(
  name: string,
  text: string | undefined,
  from: number,
  to: number,
  otherwise: number,
): number {
  if (text === undefined) return otherwise;
  const value = /^-?\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) {
    throw new UsageError(`--${name} takes a whole number from ${from} to ${to}, not '${text}'.`);
  }
  return value;
}

/** Reads the command line; null when only help was asked for. Throws UsageError. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): PracticeOptions | null {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return null;
  const d = DEFAULT_OPTIONS;
  const secret = values['control-secret'] ?? environment.PRACTICE_CONTROL_SECRET ?? null;
  if (secret !== null && secret.length < 8)
    throw new UsageError('--control-secret needs at least 8 characters.');
  return {
    port: wholeNumber('port', values.port, 0, 65535, d.port),
    customers: wholeNumber('customers', values.customers, 0, 20_000, d.customers),
    mailboxes: wholeNumber('mailboxes', values.mailboxes, 1, 200_000, d.mailboxes),
    seed: wholeNumber('seed', values.seed, 0, 4_294_967_295, d.seed),
    controlSecret: secret,
    controlPort: wholeNumber('control-port', values['control-port'], 0, 65535, d.controlPort),
    tokenLifetimeSeconds: wholeNumber(
      'token-lifetime',
      values['token-lifetime'],
      1,
      86_400,
      d.tokenLifetimeSeconds,
    ),
    skewSeconds: wholeNumber(
      'skew-seconds',
      values['skew-seconds'],
      -100_000_000,
      100_000_000,
      d.skewSeconds,
    ),
    stateFile: values.state ?? null,
    arcFolder: values['arc-folder'] ?? null,
    today: readDay(values.today),
    untilStdinCloses: values['until-stdin-closes'] ?? false,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: joinNegative(args), options: SPEC, allowPositionals: false }).values;
}

/** `--skew-seconds -600` as people type it; parseArgs wants `--skew-seconds=-600`. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\d/u.test(arg) && before?.startsWith('--') === true && !before.includes('=')) {
      joined[joined.length - 1] = `${before}=${arg}`;
    } else joined.push(arg);
  }
  return joined;
}

function readDay(text: string | undefined): number | null {
  if (text === undefined) return null;
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) throw new UsageError(`--today takes a date such as 2026-11-20, not '${text}'.`);
  return day;
}
