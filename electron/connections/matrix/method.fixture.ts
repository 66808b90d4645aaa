import type { ConnectionDraft, Service } from '../../../shared/model/connection.ts';
import type { FailureCode } from '../../../shared/model/failure.ts';
import type { ConnectSecrets } from '../../../shared/model/sign-in-method.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import type { MatrixEnvironment } from './environments.fixture.ts';
import type { MatrixKey } from './key.fixture.ts';

/** A way to connect, for the matrix. */
export interface MatrixMethod {
  readonly title: string;
  /** The parameters of Connect- that say so; none: only the form can. */
  readonly typed: readonly string[];
  /** Those of one round sign in side by side, each with an account of its own. */
  readonly round: number;
  draft(at: MatrixEnvironment, service: Service, key: MatrixKey): Partial<ConnectionDraft>;
  secrets?(
    desk: PracticeDesk,
    at: MatrixEnvironment,
    service: Service,
    key: MatrixKey,
  ): Promise<ConnectSecrets>;
  /** The organisation that it leads to, by its initial domain. */
  lands(at: MatrixEnvironment, service: Service): string;
  /** What the sign-in is asked at; `none`: nobody signs in at the sign-in host. */
  readonly authority: 'organizations' | 'domain' | 'tenant' | 'none';
  /** Who X-AnchorMailbox names: the account, or the organisation by its own mailbox (real-client.md 2.3, 7). */
  readonly anchor: 'account' | 'organisation';
  /** It can't be: what is said of it, and a few words of that for the table. */
  readonly refused?: { readonly code: FailureCode; readonly message: RegExp; readonly says: string };
  /** Where it can't be at all, why; null: it can. */
  missing?(at: MatrixEnvironment): string | null;
  /** Both services in one connection, of which one is looked at. */
  readonly both?: true;
}
