import type {
  ConnectionDraft,
  ConnectionProfile,
  ConnectionStatus,
  ConnectionView,
  RunLogState,
  Service,
} from '../../shared/model/connection.ts';
import type { SignIn } from '../../shared/model/account.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import type { ExchangeSession } from '../exchange/types.ts';

/** A connection that a script opened with its own Connect- command: not saved, gone with its tab. */
export interface ScriptConnection {
  profile(): ConnectionProfile;
  readonly session: ExchangeSession;
  status(): ConnectionStatus;
  /** The service's welcome, which comes after a first cmdlet could be sent; null: none, or it was closed. Never fails. */
  banner(): Promise<string | null>;
  /** null: it writes none. */
  runLog(): RunLogState | null;
  close(): void;
}

/** What the console and the queries know of connections. */
export interface ConnectionRegistry {
  view(connectionId: string): ConnectionView | null;
  /**
   * The open session of a connection's service, connecting it silently where its account is signed in. Throws
   * FailureError.
   */
  session(
    connectionId: string,
    service: Service,
    signal: AbortSignal,
  ): Promise<{ profile: ConnectionProfile; session: ExchangeSession }>;
  /** Closes one service of a connection. Its account stays signed in. */
  disconnect(connectionId: string, service: Service): Promise<void>;
  /**
   * Throws FailureError; secret-needed where a password or token has to be typed. `onSignIn` is told of the sign-in that
   * a person has to finish, and null when it is over.
   */
  openForScript(
    draft: ConnectionDraft,
    secrets: ConnectSecrets | null,
    signal: AbortSignal,
    onSignIn?: (signIn: SignIn | null) => void,
  ): Promise<ScriptConnection>;
  /** Names of the saved connections that sign in with this certificate of the vault. */
  usingCertificate(certificateId: string): readonly string[];
  onConnection(listener: (id: string, view: ConnectionView | null) => void): () => void;
}
