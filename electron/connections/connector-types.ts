import type { ConnectionProfile, ConnectionStatus, RunLogState } from '../../shared/model/connection.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { TenantLookup } from '../auth/tenant-lookup.ts';
import type { TokenSource } from '../auth/types.ts';
import type { ExchangeService, ExchangeSession } from '../exchange/types.ts';
import type { OpenJournal } from './open-journal.ts';
import type { ProfileStore } from './profile-store.ts';
import type { Renewals } from './renewals.ts';
import type { RunLogs } from './run-log/run-log.ts';

/** Where a connector finds its profile: the saved ones, or the one of a script. */
export type Profiles = Pick<ProfileStore, 'find' | 'list' | 'put'>;

export interface ConnectorDeps {
  readonly store: Profiles;
  /** The connection's tokens, shared by its services. */
  readonly tokens: (profile: ConnectionProfile) => TokenSource;
  /** Name of an account's own organisation, where it is known. */
  readonly homeOrganization: (profile: ConnectionProfile, accountId: string) => string | null;
  readonly exchange: ExchangeService;
  /** Finds where an organisation lives that the sign-in service does not know. */
  readonly lookup: TenantLookup;
  readonly activity: ActivityLog;
  readonly journal: Pick<OpenJournal, 'opened' | 'closed'>;
  readonly renewals: Pick<Renewals, 'watch' | 'forget'>;
  readonly runLogs: Pick<RunLogs, 'begin'>;
  readonly now: () => number;
  /** The next number of Get-ConnectionInformation. */
  readonly nextNumber: () => number;
  /** Status or profile changed. */
  readonly changed: (id: string) => void;
}

/** One service of a connection: its state, its session, and what is under way. */
export interface Connector {
  status(): ConnectionStatus;
  session(): ExchangeSession | null;
  /** The service's welcome to the open session, or to the last one (-ShowBanner); null: none. Never fails. */
  banner(): Promise<string | null>;
  /** Of the newest attempt to connect that wrote one; null: none did. */
  runLog(): RunLogState | null;
  /** With `interactive` the browser may open. Joins what is under way. Throws FailureError. */
  connect(interactive: boolean): Promise<ExchangeSession>;
  cancel(): void;
  /** True: something was open or under way. */
  disconnect(): boolean;
  /** A sign-in for this connection waits in the browser (its id) or is over (null). */
  signingIn(signInId: string | null): void;
}
