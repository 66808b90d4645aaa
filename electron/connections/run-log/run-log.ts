import { tmpdir } from 'node:os';
import path from 'node:path';
import { COMMAND_OF } from '../../../shared/connect/parameter-table.ts';
import { printedParameters } from '../../../shared/connect/print.ts';
import type { ConnectionProfile, RunLogState, Service } from '../../../shared/model/connection.ts';
import { FailureError, type Failure } from '../../../shared/model/failure.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import { organizationName } from '../identity.ts';
import { endOf, watchCall, type CallRow } from './call-watch.ts';
import { LogFile, type LogFileOptions } from './log-file.ts';
import { runLogFolder, runLogName } from './place.ts';
import { headLine, rowLine } from './row.ts';
import { watchSession } from './watch-session.ts';

/** The file in which one service of a connection writes what it asks and what came of it (-EnableErrorReporting). */
export interface RunLog {
  state(): RunLogState;
  /** The same session; its calls are written. */
  watch(session: ExchangeSession): ExchangeSession;
  /** @param profile what is known of the connection by now */
  connected(profile: ConnectionProfile, correlationId: string | null): void;
  /** The connection ends, or was never made, and the file ends with it. @param failure why; null: on purpose */
  end(failure: Failure | null): void;
}

export interface RunLogsOptions {
  readonly now: () => number;
  /** Of the system's files that nobody keeps. */
  readonly temporary?: string;
  readonly openFile?: LogFileOptions['openFile'];
}

interface RunLogRequest {
  readonly profile: ConnectionProfile;
  readonly service: Service;
  readonly connectionId: string;
  /** Its state is another one. */
  readonly changed: () => void;
}

/** All run logs of the app. */
export interface RunLogs {
  /** Begins one where the connection is to have one; nobody waits for the disk. */
  begin(request: RunLogRequest): RunLog | null;
  /** Those that ended are whole on the disk, or the disk took too long. */
  settled(): Promise<void>;
}

/** The app's end waits so long for a disk, in milliseconds. */
const PATIENCE = 3000;

/** Of both services, as in the module. */
const LAST_COMMAND = 'Disconnect-ExchangeOnline';

const NO_CALL: Omit<CallRow, 'cmdlet'> = {
  parameters: [],
  answer: null,
  clientRequestId: null,
  serverRequestId: null,
  status: null,
  durationMs: null,
  retries: null,
  outcome: 'ok',
  errorCode: null,
  error: null,
  performance: null,
};

export function createRunLogs(options: RunLogsOptions): RunLogs {
  const ending = new Set<Promise<void>>();
  return {
    begin(request) {
      const { runLog } = request.profile.options;
      if (runLog?.errorReporting !== true) return null;
      return beginLog(runLog, request, options, (closed) => {
        ending.add(closed);
        void closed.then(() => ending.delete(closed));
      });
    },
    async settled() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([Promise.all(ending), patience]);
      clearTimeout(timer);
    },
  };
}

type Said = NonNullable<ConnectionProfile['options']['runLog']>;

function beginLog(
  said: Said,
  request: RunLogRequest,
  { now, temporary = tmpdir(), openFile }: RunLogsOptions,
  closing: (closed: Promise<void>) => void,
): RunLog {
  const { service, connectionId, changed } = request;
  const performance = said.performance === true;
  const started = now();
  let { profile } = request;
  let stands = false;
  /** Calls whose answer is still to come: what becomes of a change after its connection's end is worth knowing. */
  let running = 0;
  let over = false;
  let whenQuiet = (): void => undefined;
  let problem: Failure | null = null;
  let file: LogFile | null = null;
  let place = said.folder ?? '';
  try {
    place = path.join(runLogFolder(said.folder, temporary), runLogName(new Date(started), connectionId));
    file = new LogFile({
      path: place,
      ...(openFile !== undefined && { openFile }),
      onProblem({ failure }) {
        problem = failure;
        changed();
      },
    });
    file.append(headLine(performance));
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    problem = error.failure;
  }

  function write(row: CallRow): void {
    // Default: what went wrong; All: everything (connect.md, LogLevel).
    if (said.level !== 'All' && (row.outcome === 'ok' || row.outcome === 'cancelled')) return;
    const { username, signIn } = profile;
    const account = username ?? (signIn.kind === 'certificate' ? signIn.appId : '');
    const where = { connectionId, organization: organizationName(profile), account };
    file?.append(rowLine({ ...row, ...where, at: new Date(now()) }, performance));
  }

  /** The last row of a call. */
  function writeLast(row: CallRow): void {
    write(row);
    running -= 1;
    if (running === 0) whenQuiet();
  }

  function noteConnect(failure: Failure | null, correlationId: string | null): void {
    const parameters = printedParameters(profile, service);
    write({
      ...NO_CALL,
      cmdlet: COMMAND_OF[service],
      parameters: Object.keys(parameters),
      clientRequestId: correlationId,
      serverRequestId: failure?.requestId ?? null,
      durationMs: now() - started,
      ...(failure !== null && endOf(failure, parameters)),
    });
  }

  return {
    state: () => ({ path: place, problem }),
    watch: (session) =>
      watchSession(session, (call) => {
        running += 1;
        return watchCall(call, { now, performance, write: writeLast });
      }),
    connected(known, correlationId) {
      profile = known;
      stands = true;
      noteConnect(null, correlationId);
    },
    end(failure) {
      if (file === null || over) return;
      if (!stands) noteConnect(failure, failure?.correlationId ?? null);
      else write({ ...NO_CALL, cmdlet: LAST_COMMAND, ...(failure !== null && endOf(failure, {})) });
      const last = file;
      over = true;
      const quiet = new Promise<void>((resolve) => {
        if (running === 0) resolve();
        else whenQuiet = resolve;
      });
      closing(quiet.then(() => last.close()));
    },
  };
}
