import type { GivenNames } from '../../../shared/connect/connection-information.ts';
import type { ConnectValue } from '../../../shared/connect/values.ts';
import type { Certificate, CertificateFacts } from '../../../shared/model/certificate.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { HelpAnswer } from '../../../shared/model/cmdlet-help.ts';
import type { ConnectionOptions } from '../../../shared/model/connection-options.ts';
import type { Culture } from './culture.ts';
import type { PsCredential, PsSecureString } from './values/simple.ts';
import type { PsErrorRecord } from './values/errors.ts';
import type { Value } from './values/model.ts';

/** One file or folder of the tab's working folder. Times in milliseconds since 1970. */
export interface FileEntry {
  readonly name: string;
  /** Relative to the working folder, "/" between parts. */
  readonly path: string;
  readonly folder: boolean;
  readonly bytes: number;
  readonly modified: number;
  readonly created: number;
}

/**
 * The working folder. Paths are relative to it; one that leads outside, or over a link, is refused by the
 * implementation with a `Terminating`. All calls block.
 */
export interface Files {
  /** Its absolute path as scripts see it (`$PWD`, FullName); null: the user chose none yet. */
  readonly root: string | null;
  /** Asks the person for the folder where none was chosen yet; throws `Terminating` when they don't. */
  choose?(): void;
  stat(path: string): FileEntry | null;
  list(path: string): readonly FileEntry[];
  read(path: string): Uint8Array;
  /** Asks before it overwrites something that this run did not make. */
  write(path: string, bytes: Uint8Array, how: 'create' | 'overwrite' | 'append'): void;
  makeFolder(path: string): void;
  remove(path: string, recursive: boolean): void;
  move(from: string, to: string): void;
}

/** A call to a cmdlet of the connection. */
export interface ServiceCall {
  /** `id` of the connection that the call goes to; null: the tab's own. */
  readonly connection: string | null;
  readonly cmdlet: CmdletInfo;
  readonly parameters: ReadonlyMap<string, Value>;
}

/** The answer as it comes, a page at a time. All calls block (and look at Stop while they do). */
export interface ServiceAnswer {
  /** The next objects; null: that was all. Throws `Terminating` for an error of the service. */
  next(): readonly Value[] | null;
  /** More will be wanted: what comes after the objects given last may be asked for, without waiting. */
  ahead(): void;
  /** Nothing more is wanted: what is on its way is given up. */
  stop(): void;
  /** True: what comes next is here, so `next` will not wait. */
  readonly ready: boolean;
  readonly warnings: readonly string[];
  readonly errors: readonly PsErrorRecord[];
  /** What the service says that it would do, where it was only asked (-WhatIf); null: it said nothing. */
  readonly confirmation: string | null;
}

/** What the connection offers. */
export interface Service {
  readonly cmdlets: ReadonlyMap<string, CmdletInfo>;
  /** Sends one call; pages are asked for while they are read. */
  invoke(call: ServiceCall): ServiceAnswer;
  /** Calls that a pipeline makes of one cmdlet, ten at most, sent together; answers in their order. */
  invokeMany(calls: readonly ServiceCall[]): readonly ServiceAnswer[];
  /** What the service's help says of a cmdlet; waits while it is being loaded. Not there: no help can be asked for. */
  help?(cmdlet: string, connection: string | null): HelpAnswer;
  /** Service's own property names of a cmdlet's objects, for completion; empty: unknown. */
  propertyNames(cmdlet: string): readonly string[];
}

export interface Progress {
  readonly id: number;
  readonly activity: string;
  readonly status: string;
  readonly percent: number;
  readonly done: boolean;
}

export interface HostText {
  readonly text: string;
  readonly newline: boolean;
  /** ConsoleColor's name or "". */
  readonly color: string;
  readonly background: string;
}

/** What a script may know of a connection. Nothing secret. */
export interface ConnectionFacts {
  /** Of this connection, a GUID. */
  readonly id: string;
  readonly service: 'exchange' | 'compliance';
  /** ExchangeEnvironmentName: "O365Default", "O365USGovGCCHigh" … */
  readonly environment: CloudId;
  /** Name or initial domain of the organisation that the tab works on. */
  readonly organisation: string;
  /** All its domains that are known, lower case. */
  readonly domains: readonly string[];
  readonly tenantId: string;
  /** Account that is signed in; null: an app. */
  readonly userPrincipalName: string | null;
  readonly method: 'browser' | 'device' | 'credential' | 'app' | 'managedIdentity' | 'token';
  /** True: a customer's organisation, through GDAP or as a guest. */
  readonly delegated: boolean;
  /** Where calls go: "https://outlook.office365.com". */
  readonly connectionUri: string;
  readonly authorizationEndpointUri: string;
  /** Milliseconds since 1970. */
  readonly tokenExpires: number;
  /** Get-ConnectionInformation's Id: counts on over disconnects. */
  readonly number: number;
  /** ConnectionId of Get-ConnectionInformation and of each request; null: that of `id`. */
  readonly connectionId: string | null;
  /** Before the nouns of its cmdlets; empty: nothing. */
  readonly prefix: string;
  readonly given: GivenNames;
  readonly certificate: boolean;
  readonly pageSize: number;
  /** What else it was made with. */
  readonly options: ConnectionOptions;
  /** False: it can't be used any more. */
  readonly usable: boolean;
  /** Version that the service is told, which scripts see as the module's. */
  readonly moduleVersion: string;
  /** Folder of temporary files of this computer. */
  readonly temporaryFolder: string;
}

/** A connection that a script of this tab opened: the tab's until it is disconnected. */
export interface OpenedConnection {
  readonly facts: ConnectionFacts;
  /** By lower-case name, without its prefix. */
  readonly cmdlets: ReadonlyMap<string, CmdletInfo>;
}

/** A Connect- command with its values as plain data. */
export interface ConnectRequest {
  readonly command: 'Connect-ExchangeOnline' | 'Connect-IPPSSession';
  /** By the parameter's full name; what is secret stands in `secrets` only. */
  readonly values: Readonly<Record<string, ConnectValue>>;
  readonly secrets: ConnectRequestSecrets;
  /** True: account, organisation and way to sign in of the tab's own connection are meant, with other options. */
  readonly likeOwn?: true;
}

export interface ConnectRequestSecrets {
  readonly password?: string;
  readonly accessToken?: string;
  /** The login of the connection's own proxy. */
  readonly proxy?: { readonly username: string; readonly password: string };
}

/** How a connection is, as the service said when it was asked. */
export interface ConnectionState {
  /** The connection's; null: the tab's own. */
  readonly id: string | null;
  readonly connected: boolean;
  /** True: its token is over, or as good as. */
  readonly expired: boolean;
  /** Why it is not connected; empty where it is. */
  readonly reason: string;
}

/** Connections of the tab besides its own. All calls block. */
export interface Connections {
  /** In the order of connecting. */
  readonly opened: readonly OpenedConnection[];
  /** Throws `Terminating` where it can't be opened. */
  open(request: ConnectRequest): OpenedConnection;
  /** null: the tab's own. */
  close(ids: readonly (string | null)[]): void;
  /** Opens the tab's own again, which was closed. Throws `Terminating` where that fails. */
  reopen(): void;
  /** Begins to load the help of the tab's own; does not wait for it. */
  loadHelp(): void;
  /** Asks the services how these are now (null: the tab's own), a request each, side by side. */
  states(ids: readonly (string | null)[]): readonly ConnectionState[];
}

/** What New-SelfSignedCertificate asks for. Times in milliseconds since 1970. */
export interface WantedCertificate {
  readonly subject: string;
  readonly name?: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly keyLength: 2048 | 3072 | 4096;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly dnsNames: readonly string[];
}

/** A certificate's file: what it holds, and its absolute path. */
export interface InspectedFile {
  readonly facts: CertificateFacts;
  /** False: only the certificate is in it. */
  readonly hasKey: boolean;
  readonly path: string;
}

/** The app's certificates; their keys stay with main. Paths are of the working folder. All calls block. */
export interface CertificateStore {
  list(): readonly Certificate[];
  create(wanted: WantedCertificate): Certificate;
  inspect(path: string, password: string | null): InspectedFile;
  /** Takes the certificate and key of a file into the vault. */
  importFile(path: string, password: string | null, exportable: boolean): Certificate;
  /** Takes one out of the vault, once the person agreed. */
  remove(certificateId: string): void;
  /** Writes the certificate without its key. */
  saveCer(facts: CertificateFacts, path: string): void;
  /** Writes certificate and key as a PFX file, once the person agreed. */
  savePfx(certificateId: string, path: string, password: string): void;
}

/** Everything outside that a script can reach. There is nothing else. */
export interface Host {
  readonly culture: Culture;
  /** Characters on a line of the console. */
  readonly width: number;
  readonly files: Files;
  readonly service: Service;
  /** The tab's connection, for Connect-ExchangeOnline and the like; not there: the tab has none. */
  readonly connection?: ConnectionFacts;
  /** Not there: scripts open none. */
  readonly connections?: Connections;
  /** Not there: scripts see no certificates. */
  readonly certificates?: CertificateStore;
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Throws `Stopped` once the user stopped the run or its memory is used up. Called from every loop. */
  checkStop(): void;
  /**
   * Runs a finally or clean block: where the run was stopped, in bounded time, without a call to the service, and so
   * that nothing it throws gets out. Not there: those blocks do not run after a stop.
   */
  atLast?(run: () => void): void;
  /** Blocks; looks at Stop meanwhile. */
  sleep(milliseconds: number): void;
  write(text: HostText): void;
  /** A line of Out-Host and Out-Default; where it isn't there, `write` gets it. */
  line?(text: string): void;
  warning(text: string): void;
  verbose(text: string): void;
  debug(text: string): void;
  information(text: string, tags: readonly string[]): void;
  error(record: PsErrorRecord): void;
  progress(progress: Progress): void;
  /** Read-Host; throws `Stopped` when the user closes the question. */
  readLine(prompt: string): string;
  readSecret(prompt: string): PsSecureString;
  readCredential(message: string, userName: string | null): PsCredential;
  /** A question with answers; gives the index of the answer. */
  choose(caption: string, message: string, answers: readonly string[], otherwise: number): number;
  /** Shows objects as a grid of their own. */
  showGrid(title: string, objects: readonly Value[]): void;
  /**
   * Shows objects as a grid and waits until the person picked some; gives their places. Not there: nobody can pick.
   * Throws `Stopped` when the run is stopped meanwhile.
   */
  pickRows?(title: string, objects: readonly Value[], many: boolean): readonly number[];
  clear(): void;
  /** How many lines this run showed so far; not there: nobody counts them, and there are no transcripts. */
  shownLines?(): number;
  /** The lines after so many. */
  shownSince?(lines: number): readonly string[];
  /** What a redirection to $null kept from being shown, for a record of the run. */
  dropped?(stream: 'warning' | 'verbose' | 'debug' | 'information' | 'host', text: string): void;
}

/** The run was stopped; no script can catch it. */
export class Stopped extends Error {
  readonly reason: 'user' | 'memory' | 'depth';

  constructor(reason: 'user' | 'memory' | 'depth', message: string) {
    super(message);
    this.reason = reason;
  }
}
