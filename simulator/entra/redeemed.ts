import type { WorldAccount } from '../world/accounts.ts';
import type { WorldTenant } from '../world/world.ts';
import type { ScopeRequest } from './scopes.ts';

/** What a grant came to: whose tokens are issued, where and for what. */
export interface Redeemed {
  readonly account: WorldAccount;
  readonly tenant: WorldTenant;
  readonly scope: ScopeRequest;
  readonly mfaTenants: readonly string[];
  readonly family: string;
  /** When the person signed in, milliseconds of the practice clock. */
  readonly signedInAt: number;
  readonly nonce: string | null;
}
