import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { ConnectionDraft, ConnectionProfile } from '../../../shared/model/connection.ts';
import type { TabConnection } from '../../../shared/model/console.ts';
import { fail, type Failure } from '../../../shared/model/failure.ts';
import { CLOUDS } from '../../../shared/clouds.ts';
import type { ActivityLog } from '../../activity/types.ts';
import type { ConnectionRegistry, ScriptConnection } from '../../connections/types.ts';
import { activityWhere } from '../command-activity.ts';
import type { ConnectRequest } from '../language/host.ts';
import { cmdletsText } from '../metadata.ts';
import type { ToWorker } from '../protocol.ts';
import type { CertificatePort } from '../types.ts';
import { raced } from '../waiting.ts';
import { AgreedHosts } from './agreed-hosts.ts';
import { connectDraft } from './connect-draft.ts';
import { givenNames, type GivenNames } from '../../../shared/connect/connection-information.ts';
import { connectionFacts } from './connection-facts.ts';
import { KeyFiles } from './key-files.ts';
import { likeOwn } from './like-own.ts';
import { withCommand } from './other-command.ts';
import { LogFolders, type FileWall } from './log-folder.ts';
import { withOwnCertificate } from './own-certificates.ts';

export interface TabConnectionsDeps {
  readonly registry: Pick<ConnectionRegistry, 'openForScript'>;
  readonly activity: ActivityLog;
  /** The app's own; not there: scripts see none. */
  readonly certificates?: Pick<CertificatePort, 'list'>;
  /** The list, or the sign-in that a person has to finish, changed. */
  readonly changed: (connections: TabConnection[], signInId: string | null) => void;
}

/** A connection that a script of the tab opened. */
export interface OpenedHere {
  readonly id: string;
  readonly connection: ScriptConnection;
  /** Those that -CommandName lets through. */
  readonly cmdlets: readonly CmdletInfo[];
  readonly given: GivenNames;
}

type Told = ToWorker & { type: 'connections' };

/** The connections that a tab's scripts opened: kept from run to run until they disconnect or the tab closes. */
export class TabConnections {
  readonly #deps: TabConnectionsDeps;
  #open: OpenedHere[] = [];
  /** Ids whose cmdlets the tab's worker has. */
  #told = new Set<string>();
  /** What was said of a Connect- command in this tab. */
  readonly #said = new Set<string>();
  readonly #logFolders = new LogFolders();
  readonly #hosts = new AgreedHosts();
  readonly #keyFiles = new KeyFiles();
  /** Run logs whose problem was told. */
  readonly #toldLogs = new Set<string>();
  #closed = false;
  #signInId: string | null = null;

  constructor(deps: TabConnectionsDeps) {
    this.#deps = deps;
  }

  get all(): readonly OpenedHere[] {
    return this.#open;
  }

  /** The sign-in that its script waits for a person to finish; null: none. */
  get signInId(): string | null {
    return this.#signInId;
  }

  /** For the strip beside the tab's band. */
  list(): TabConnection[] {
    return this.#open.map(({ id, connection, given }) => {
      const profile = connection.profile();
      const { organization } = profile;
      return {
        id,
        service: connection.session.target.service,
        organization: organization.name ?? organization.domain ?? connection.session.target.tenantId,
        domain: organization.domain,
        account: profile.username ?? (given.appId === '' ? null : given.appId),
        prefix: profile.options.prefix,
        cloudId: profile.cloudId,
        practice: CLOUDS[profile.cloudId].practice,
      };
    });
  }

  /** Throws FailureError not-found: it was disconnected. */
  at(id: string): OpenedHere {
    const found = this.#open.find((one) => one.id === id);
    if (found === undefined) {
      throw fail('not-connected', 'This connection was disconnected. Nothing was sent.', 'Connect again.');
    }
    return found;
  }

  /** Opens what a Connect- command asks for. Throws FailureError; secrets of the request go no further than there. */
  async open(
    request: ConnectRequest,
    own: ConnectionProfile | null,
    how: {
      readonly signal: AbortSignal;
      readonly say: (text: string) => void;
      readonly warn: (text: string) => void;
      /** Keeps a place in the text of the run; what comes back fills it, once: then or later. */
      readonly place: () => (text: string) => void;
    } & FileWall,
  ): Promise<string> {
    const { signal, say } = how;
    const { registry } = this.#deps;
    const { draft: read, hosts, secrets, notes } = connectDraft(request, own);
    const like = request.likeOwn === true ? own : null;
    const kept = await withOwnCertificate(read, this.#deps.certificates);
    const found = await this.#keyFiles.found(kept, how);
    const asked = like === null ? found : likeOwn(found, like, request.values);
    for (const note of notes) {
      if (!this.#said.has(note)) say(note);
      this.#said.add(note);
    }
    const draft = await this.#withAllowedLog(await this.#hosts.confirm(asked, hosts, how.ask), how);
    let said: string | null = null;
    const connection = await registry
      .openForScript(draft, secrets, signal, (signIn) => {
        this.#waitsFor(signIn?.signInId ?? null);
        const device = signIn?.device ?? null;
        if (device === null || device.code === said) return;
        said = device.code;
        say(`To sign in, open ${device.page} in a browser and enter the code ${said}.`);
      })
      .catch((error: unknown) => {
        throw withCommand(error, draft);
      });
    try {
      const status = connection.status();
      if (status.state === 'connected' && status.token.missing !== null) how.warn(status.token.missing);
      const cmdlets = await raced(connection.session.cmdlets(), signal);
      if (draft.options.showBanner !== false) this.#welcome(connection, how.place(), signal);
      this.#sayRunLog(connection, say);
      signal.throwIfAborted();
      if (this.#closed) throw fail('not-found', 'This tab was closed.', 'Open it again.');
      const id = connection.session.target.connectionId;
      const text = (name: string): string => {
        const value = request.values[name];
        return typeof value === 'string' ? value : '';
      };
      this.#open.push({
        id,
        connection,
        cmdlets,
        given:
          like === null
            ? {
                organization: text('Organization'),
                delegated: text('DelegatedOrganization'),
                appId: text('AppId'),
              }
            : givenNames(like),
      });
      this.#changed();
      return id;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  async close(ids: readonly string[]): Promise<void> {
    const going = this.#open.filter(({ id }) => ids.includes(id));
    if (going.length === 0) return;
    this.#open = this.#open.filter(({ id }) => !ids.includes(id));
    for (const { id, connection } of going) {
      this.#told.delete(id);
      connection.close();
    }
    this.#changed();
    for (const { connection } of going) {
      const profile = connection.profile();
      const entry = await this.#deps.activity.begin({
        who: profile.username ?? '',
        where: activityWhere(profile, connection.session),
        kind: 'connect',
        what: 'Disconnect',
        correlationId: null,
      });
      await entry.end({ outcome: 'disconnected', amount: null, failure: null });
    }
  }

  /** The tab closes. */
  async closeAll(): Promise<void> {
    this.#closed = true;
    await this.close(this.#open.map(({ id }) => id));
  }

  /** A new thread knows nothing yet. */
  forgetTold(): void {
    this.#told = new Set();
  }

  /** What the tab's thread is to know of them now. */
  message(own: Told['own']): Told {
    const opened = this.#open.map(({ id, connection, cmdlets, given }) => {
      const known = this.#told.has(id);
      this.#told.add(id);
      const facts = connectionFacts(connection.profile(), connection.session, connection.status(), given);
      return { facts: { ...facts, id }, cmdlets: known ? null : cmdletsText(cmdlets) };
    });
    return { type: 'connections', own, opened };
  }

  /** Why run logs are written no more; each is told once. */
  newLogProblems(): Failure[] {
    return this.#open.flatMap(({ connection }) => {
      const log = connection.runLog();
      if (log?.problem == null || this.#toldLogs.has(log.path)) return [];
      this.#toldLogs.add(log.path);
      return [log.problem];
    });
  }

  /** Nobody waits for it: it comes to its place in the text, unless its connection or its run was ended before. */
  #welcome(connection: ScriptConnection, fill: (text: string) => void, signal: AbortSignal): void {
    void connection.banner().then((banner) => {
      if (banner !== null && !signal.aborted && !this.#closed) fill(banner);
    });
  }

  /** The module says it too, unless something is wrong with it. */
  #sayRunLog(connection: ScriptConnection, say: (text: string) => void): void {
    const log = connection.runLog();
    if (log === null) return;
    if (log.problem === null) {
      say(`Writing cmdlet logs to ${log.path}`);
      return;
    }
    this.#toldLogs.add(log.path);
    say(`${log.problem.message} ${log.problem.hint}`);
  }

  /** A script has nothing written where the person did not agree to (docs/security.md, scripts). */
  async #withAllowedLog(
    draft: ConnectionDraft,
    how: { readonly say: (text: string) => void } & FileWall,
  ): Promise<ConnectionDraft> {
    const { runLog } = draft.options;
    if (runLog?.errorReporting !== true || runLog.folder === null) return draft;
    const folder = await this.#logFolders.allow(runLog.folder, how);
    if (folder === null) how.say(`No run log is written: you did not agree to ${runLog.folder}.`);
    const allowed = folder === null ? null : { ...runLog, folder };
    return { ...draft, options: { ...draft.options, runLog: allowed } };
  }

  #waitsFor(signInId: string | null): void {
    if (this.#signInId === signInId) return;
    this.#signInId = signInId;
    this.#changed();
  }

  #changed(): void {
    this.#deps.changed(this.list(), this.#signInId);
  }
}
