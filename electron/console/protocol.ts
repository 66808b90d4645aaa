import type { CompletionKind, FileName } from '../../shared/powershell/completion/world.ts';
import type {
  Column,
  CommandHelp,
  LineKind,
  Place,
  Problem,
  ResultSummary,
  ResultView,
} from '../../shared/model/console.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ConnectionFacts, ConnectRequest, WantedCertificate } from './language/host.ts';
import type { PsValue } from '../../shared/powershell/values.ts';

/** What main and a tab's worker say to each other. Plain data; bytes are moved, not copied. */

/** Values of a saved query's form, by name; null leaves its parameter out. */
export type PlaceholderValues = Readonly<Record<string, PsValue>>;

export interface CompletionAnswer {
  from: number;
  to: number;
  items: { label: string; insert: string; kind: CompletionKind; detail: string }[];
  statement: boolean;
  more: boolean;
}

/** Questions that the worker answers, by name. */
export interface WorkerCalls {
  check: { input: { text: string }; output: Problem[] };
  /** `files`: of the tab's working folder, which the worker has no way to. */
  complete: {
    input: { text: string; offset: number; files: readonly FileName[] };
    output: CompletionAnswer;
  };
  help: { input: { text: string; offset: number }; output: CommandHelp | null };
  results: { input: null; output: { results: ResultSummary[]; dropped: number } };
  columns: { input: { resultId: string }; output: Column[] };
  setView: {
    input: { resultId: string; view: ResultView };
    output: { total: number; version: number };
  };
  rows: {
    input: { resultId: string; columns: string[]; from: number; to: number };
    output: { version: number; total: number; from: number; rows: string[][] };
  };
  details: {
    input: { resultId: string; row: number };
    output: { total: number; properties: { name: string; type: string; values: string[] }[] };
  };
  copyText: {
    input: { resultId: string; columns: string[]; from: number; to: number };
    output: { rows: number; text: string };
  };
  text: {
    input: { resultId: string; from: number; to: number };
    output: { total: number; lines: string[]; kinds: LineKind[] };
  };
  dropResult: { input: { resultId: string }; output: null };
}

export type CallName = keyof WorkerCalls;

/** One cmdlet with its parameters bound, as the worker understood the text. Main checks it all anew. */
export interface PlannedCommand {
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, PsValue>>;
  readonly place: Place | null;
  /** For the first page. */
  readonly pageSize: number;
}

/** A call of a service cmdlet that stands in a script. */
export interface ScriptCommand {
  readonly cmdlet: string;
  /** Its name as it stands there, with a connection's prefix. */
  readonly typed: string;
  /** The connection that it goes to as things are before the run; null: the tab's own. */
  readonly connection: string | null;
  readonly place: Place;
  /** It stands there with -WhatIf, so it will change nothing. */
  readonly whatIf: boolean;
}

/** What a script will use of the service, as far as its text tells. Main checks every call anew when it comes. */
export interface ScriptPlan {
  /** In the order of the text; the same cmdlet can stand there more than once. */
  readonly commands: readonly ScriptCommand[];
  /** Names that are no commands yet: a connection that the script opens may bring them. */
  readonly unknown: readonly ScriptCommand[];
  /** It has a Connect- command, so that where its commands go is known only when they come. */
  readonly connects: boolean;
  /** True: also cmdlets whose names are made while it runs (`& $name`, Invoke-Expression). */
  readonly dynamic: boolean;
}

/** Paths are relative to the tab's working folder. */
export type FileRequest =
  /** The folder's own path, which is asked for where there is none. */
  | { readonly op: 'choose' }
  | { readonly op: 'stat' | 'list' | 'read' | 'makeFolder'; readonly path: string }
  | {
      readonly op: 'write';
      readonly path: string;
      readonly bytes: Uint8Array;
      readonly how: 'create' | 'overwrite' | 'append';
    }
  | { readonly op: 'remove'; readonly path: string; readonly recursive: boolean }
  | { readonly op: 'move'; readonly path: string; readonly to: string };

/** What a script asks of the app's certificates. No key goes to a worker; paths are of the tab's working folder. */
export type CertificateRequest =
  /** Answered with Certificate[]: the app's own, and those of the Windows store where there is one. */
  | { readonly op: 'list' }
  /** Answered with the new Certificate. */
  | { readonly op: 'create'; readonly wanted: WantedCertificate }
  /** Answered with an InspectedFile. */
  | { readonly op: 'inspect'; readonly path: string; readonly password: string | null }
  /** Answered with the Certificate. */
  | {
      readonly op: 'import';
      readonly path: string;
      readonly password: string | null;
      readonly exportable: boolean;
    }
  /** Main asks the person. */
  | { readonly op: 'remove'; readonly certificateId: string }
  /** Writes the public part, which the script has, as a .cer file. `certificate`: DER in base64. */
  | { readonly op: 'saveCer'; readonly certificate: string; readonly path: string }
  /** Main asks the person, and writes the file itself. */
  | {
      readonly op: 'savePfx';
      readonly certificateId: string;
      readonly path: string;
      readonly password: string;
    };

/** One of the calls that a pipeline makes of a cmdlet. */
export interface PipelineCall {
  /** For its further pages. */
  readonly callId: number;
  readonly parameters: Readonly<Record<string, PsValue>>;
  readonly pageSize: number;
}

/** What a running script asks of the outside; it waits for the answer. */
export type ScriptQuestion =
  | {
      readonly kind: 'page';
      /** The same for all pages of one call. */
      readonly callId: number;
      /** null: the tab's own. */
      readonly connection: string | null;
      readonly cmdlet: string;
      readonly parameters: Readonly<Record<string, PsValue>>;
      readonly nextLink: string | null;
      readonly pageSize: number;
    }
  /** First pages of a pipeline's calls; each is answered by itself, the question's number and those after it. */
  | {
      readonly kind: 'calls';
      readonly connection: string | null;
      readonly cmdlet: string;
      readonly calls: readonly PipelineCall[];
    }
  /** Answered with the id of the connection, after `connections` told of it. */
  | { readonly kind: 'connect'; readonly request: ConnectRequest }
  /** null: the tab's own. */
  | { readonly kind: 'disconnect'; readonly ids: readonly (string | null)[] }
  /** Opens the tab's own again, which the script disconnected; `connections` tells of it before the answer. */
  | { readonly kind: 'reconnect' }
  /**
   * How these connections are now (null: the tab's own). `connections` tells what is new of all before the answer,
   * which is ConnectionState[].
   */
  | { readonly kind: 'connections'; readonly ids: readonly (string | null)[] }
  /** Begin to load the help of the tab's own connection. */
  | { readonly kind: 'loadHelp' }
  /** Answered with HelpAnswer, once the connection's help is loaded; at once where it isn't wanted. */
  | { readonly kind: 'help'; readonly connection: string | null; readonly cmdlet: string }
  | { readonly kind: 'file'; readonly request: FileRequest }
  | { readonly kind: 'certificate'; readonly request: CertificateRequest }
  | { readonly kind: 'prompt'; readonly prompt: ScriptPrompt };

export type ScriptPrompt =
  | { readonly type: 'line' | 'secret'; readonly caption: string }
  | { readonly type: 'credential'; readonly caption: string; readonly userName: string | null }
  /** Rows of a grid; the answer is stretches [from, to) of its view. */
  | {
      readonly type: 'rows';
      readonly caption: string;
      readonly resultId: string;
      readonly many: boolean;
    }
  | {
      readonly type: 'choice';
      readonly caption: string;
      readonly message: string;
      readonly answers: readonly string[];
      readonly otherwise: number;
    };

/** Write-Progress; `percent` -1: not known. */
export interface ScriptProgress {
  readonly id: number;
  readonly activity: string;
  readonly status: string;
  readonly percent: number;
  readonly done: boolean;
}

export type ExportFormat = 'csv' | 'json' | 'xlsx';

export type ToWorker =
  /** JSON of CmdletInfo[]; null: not known (yet). */
  | { readonly type: 'cmdlets'; readonly text: string | null }
  | { readonly type: 'settings'; readonly resultsKept: number }
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly input: unknown }
  | {
      readonly type: 'run';
      readonly runId: string;
      readonly resultId: string;
      readonly at: string;
      readonly text: string;
      readonly values: PlaceholderValues | null;
      /** null: the tab has none of its own. */
      readonly connection: ConnectionFacts | null;
      /** Working folder of the tab; null: none was chosen. */
      readonly folder: string | null;
    }
  /** The tab's connections as they are now; `opened` in the order of connecting. */
  | {
      readonly type: 'connections';
      readonly own: ConnectionFacts | null;
      readonly opened: readonly {
        readonly facts: ConnectionFacts;
        /** JSON of CmdletInfo[]; null: told before. */
        readonly cmdlets: string | null;
      }[];
    }
  /** A line for the text of the running script. */
  | { readonly type: 'say'; readonly runId: string; readonly text: string }
  /** What comes to this place of its text will come later, or not at all. */
  | { readonly type: 'place'; readonly runId: string; readonly placeId: string }
  /** It came; the run may have ended since. */
  | { readonly type: 'fill'; readonly placeId: string; readonly text: string }
  /** The script that was planned may run. */
  | { readonly type: 'scriptGo'; readonly runId: string }
  /** Answer to a script's question. */
  | { readonly type: 'answer'; readonly askId: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly askId: number; readonly ok: false; readonly failure: Failure }
  /** Printed command, secrets masked, of the plan that main let through. */
  | { readonly type: 'accepted'; readonly runId: string; readonly command: string }
  | {
      readonly type: 'page';
      readonly runId: string;
      readonly seq: number;
      readonly body: Uint8Array<ArrayBuffer>;
    }
  /** No more pages will come: rows so far are the result. `now`: those of a page that is half taken in too. */
  | { readonly type: 'end'; readonly runId: string; readonly now: boolean }
  | {
      readonly type: 'export';
      readonly exportId: string;
      readonly resultId: string;
      readonly format: ExportFormat;
      readonly columns: readonly string[];
    }
  | { readonly type: 'exportNext'; readonly exportId: string }
  | { readonly type: 'exportCancel'; readonly exportId: string };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly failure: Failure }
  | {
      readonly type: 'refused';
      readonly runId: string;
      readonly problems: Problem[];
      readonly cmdlet: string | null;
    }
  | { readonly type: 'planned'; readonly runId: string; readonly plan: PlannedCommand }
  | { readonly type: 'script'; readonly runId: string; readonly plan: ScriptPlan }
  | {
      readonly type: 'ask';
      readonly runId: string;
      readonly askId: number;
      readonly question: ScriptQuestion;
    }
  /** No more pages of a call are wanted. */
  | { readonly type: 'dropCall'; readonly runId: string; readonly callId: number }
  | { readonly type: 'scriptProgress'; readonly runId: string; readonly progress: ScriptProgress }
  | {
      readonly type: 'scriptEnded';
      readonly runId: string;
      readonly resultId: string | null;
      readonly rows: number;
      readonly pages: number;
      /** Errors and warnings in the order in which they came. */
      readonly problems: readonly Problem[];
      /** True: an error ended it before its end. */
      readonly failed: boolean;
    }
  /** Asks for a page; `seq` counts from 1 (main fetches page 0 by itself). */
  | {
      readonly type: 'wantPage';
      readonly runId: string;
      readonly seq: number;
      readonly nextLink: string;
      readonly pageSize: number;
    }
  /** A page that was asked for early is not wanted after all. */
  | { readonly type: 'unwanted'; readonly runId: string; readonly seq: number }
  | {
      readonly type: 'progress';
      readonly runId: string;
      readonly resultId: string | null;
      readonly rows: number;
      readonly pages: number;
    }
  | {
      readonly type: 'ended';
      readonly runId: string;
      readonly resultId: string | null;
      readonly rows: number;
      readonly pages: number;
      readonly more: boolean;
      readonly warnings: readonly string[];
      readonly errors: readonly string[];
      /** Text of `-WhatIf`. */
      readonly whatIf: string | null;
      /** The page could not be read as JSON. */
      readonly unreadable: string | null;
    }
  | { readonly type: 'results'; readonly results: ResultSummary[]; readonly dropped: number }
  | {
      readonly type: 'chunk';
      readonly exportId: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly rows: number;
      readonly total: number;
      readonly last: boolean;
    }
  | { readonly type: 'exportFailed'; readonly exportId: string; readonly failure: Failure };
