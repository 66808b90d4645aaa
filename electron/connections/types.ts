import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';
import type { ExchangeSession } from '../exchange/types.ts';

/** What the console and the queries know of connections. */
export interface ConnectionRegistry {
  view(connectionId: string): ConnectionView | null;
  /** The open session of a connection, connecting it silently where its account is signed in. Throws FailureError. */
  session(
    connectionId: string,
    signal: AbortSignal,
  ): Promise<{ profile: ConnectionProfile; session: ExchangeSession }>;
  onConnection(listener: (id: string, view: ConnectionView | null) => void): () => void;
}
