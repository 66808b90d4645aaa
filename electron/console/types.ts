import type { Handlers } from '../../shared/contract/index.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { ConsoleTab, RunState } from '../../shared/model/console.ts';
import type { QueryParameter, QueryValues } from '../../shared/model/query.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { Certificates } from '../certificates/types.ts';
import type { ConnectionRegistry } from '../connections/types.ts';
import type { ExportFormat } from './protocol.ts';

/** Small texts that outlive the app: open tabs, drafts, history. Writes are atomic. */
export interface TextStore {
  /** null: nothing there, or it can't be read. */
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;
export type Log = (level: 'info' | 'warn' | 'error', text: string, more?: Record<string, unknown>) => void;

/** What scripts may use of the app's certificates. */
export type CertificatePort = Pick<
  Certificates,
  'list' | 'listStore' | 'lookAtFile' | 'importFile' | 'create' | 'pfxFile' | 'remove'
>;

/** What a script's run may use of them, and who else uses one. */
export interface ScriptCertificatePort extends CertificatePort {
  /** Names of the saved connections that sign in with it. */
  usedBy(certificateId: string): readonly string[];
}

export interface ConsoleDeps {
  readonly registry: ConnectionRegistry;
  readonly activity: ActivityLog;
  readonly store: TextStore;
  readonly clipboard: { writeText(text: string): void | Promise<void> };
  /** Asks where to save; null: the person closed the dialog. */
  readonly saveDialog: (options: {
    title: string;
    suggestedName: string;
    format: ExportFormat | 'ps1';
  }) => Promise<string | null>;
  /** Asks which file to open; null: the person closed the dialog. */
  readonly openDialog: (options: {
    title: string;
    name: string;
    extensions: string[];
  }) => Promise<string | null>;
  /** Asks for a folder; null: the person closed the dialog. */
  readonly folderDialog: (title: string) => Promise<string | null>;
  /** Shows a file in the system's file manager. */
  readonly reveal: (path: string) => void;
  /** The app's certificates, for scripts; not there: they see none. */
  readonly certificates?: CertificatePort;
  /** The built console-worker.js; electron/console/worker/main.ts in tests. */
  readonly workerUrl: URL;
  /** A small file that names the temporary files of exports under way; read at the next start. */
  readonly exportJournal: string;
  /** Results that a tab keeps (settings.resultsKept). */
  readonly resultsKept: () => number;
  readonly emit: Emit;
  readonly log: Log;
}

export interface QueryRun {
  readonly connectionId: string;
  readonly text: string;
  readonly parameters: readonly QueryParameter[];
  readonly values: QueryValues;
  /** True: refuses whatever changes data, on any connection. */
  readonly readOnly: boolean;
}

export interface ConsoleService {
  readonly handlers: Handlers['console'];
  /** Before the window opens: brings tabs and drafts back (without connecting), removes what killed exports left. */
  start(): Promise<void>;
  /** Runs a saved query in its connection's query pane (kind `query`), which is made where it is missing. */
  runQuery(query: QueryRun): Promise<{ tab: ConsoleTab; run: RunState }>;
  /** At quit: stops runs, writes drafts, ends the tabs' threads. */
  close(): Promise<void>;
}
