import { CLOUDS } from '../../shared/clouds.ts';
import type { PracticeClock } from '../clock.ts';
import type { PracticeRequest } from '../types.ts';
import type { WorldDirectory } from '../world/directory.ts';
import type { TokenSigner } from './access-tokens.ts';
import type { Apps } from './apps.ts';
import type { Codes } from './codes.ts';
import type { DeviceCodes } from './device-codes.ts';
import type { ConsentStore } from './consent.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { Sessions } from './sessions.ts';

/** What the parts of the sign-in service share. */
export interface EntraContext {
  readonly clock: PracticeClock;
  readonly directory: WorldDirectory;
  readonly signer: TokenSigner;
  readonly apps: Apps;
  readonly refreshTokens: RefreshTokens;
  readonly consents: ConsentStore;
  readonly codes: Codes;
  readonly deviceCodes: DeviceCodes;
  readonly sessions: Sessions;
  /** Tests make the token endpoint answer for the account's home tenant whatever was asked. */
  readonly wrongTenant: (request: PracticeRequest) => boolean;
}

/** Correlation id of a request: the client's own when it sent one, as the real service does. */
export function correlationIdOf(request: PracticeRequest): string {
  const header = request.headers['client-request-id'];
  const given = typeof header === 'string' ? header : request.url.searchParams.get('client-request-id');
  return given !== null && /^[0-9a-f-]{36}$/iu.test(given) ? given : crypto.randomUUID();
}

/** The Graph origin that belongs to the sign-in host of a request, for scopes without a resource. */
export function graphOriginOf(request: PracticeRequest): string {
  const { hostname } = request.url;
  const cloud = Object.values(CLOUDS).find(({ loginHost }) => loginHost === hostname) ?? CLOUDS.Practice;
  return `https://${cloud.graphHost}`;
}
