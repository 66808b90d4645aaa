import type { DomainName } from '../../../shared/contract/index.ts';

/** A call that a window which is no longer ours could make. */
export interface MadeCall {
  readonly domain: DomainName;
  readonly method: string;
  readonly raw: unknown;
}
