import { randomBytes, randomInt } from 'node:crypto';
import type { PracticeClock } from '../clock.ts';
import { EntraError } from './errors.ts';
import type { ScopeRequest } from './scopes.ts';

/** Who approved a device code, and how they signed in. */
export interface DeviceApproval {
  readonly oid: string;
  readonly tenantId: string;
  readonly mfaTenants: readonly string[];
}

/** What an app asked a device code for. */
export interface DeviceGrant {
  readonly clientId: string;
  /** Of the address it asked at. */
  readonly authority: string;
  readonly scope: ScopeRequest;
  readonly cp1: boolean;
}

export interface IssuedDeviceCode {
  /** Known to the app alone. */
  readonly deviceCode: string;
  /** What the person types. */
  readonly userCode: string;
}

export interface DeviceCodes {
  issue(grant: DeviceGrant): IssuedDeviceCode;
  /** The grant behind a typed code, or null: unknown, used or too old. Blanks, hyphens and case do not matter. */
  find(userCode: string): { readonly grant: DeviceGrant; readonly userCode: string } | null;
  approve(userCode: string, approval: DeviceApproval): void;
  decline(userCode: string): void;
  /** Hands the approval out once. Throws EntraError as the token endpoint answers a poll. */
  poll(
    deviceCode: string,
    clientId: string,
  ): { readonly grant: DeviceGrant; readonly approval: DeviceApproval };
}

/** Seconds, as the captured answer has them (signin-device-code). */
export const DEVICE_CODE_LIFETIME = 900;
export const POLL_INTERVAL = 1;
/** A poll may come this much early: timers and networks are not exact. */
const EARLY_MS = 300;
/** Without letters and digits that look alike. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

interface Entry {
  readonly grant: DeviceGrant;
  readonly userCode: string;
  readonly expires: number;
  state: 'pending' | 'declined' | 'used' | DeviceApproval;
  polledAt: number | null;
}

/** Codes of the device flow: 15 minutes, one poll a second, one use (real-client.md 3; RFC 8628 for slow_down). */
export function createDeviceCodes(
  clock: PracticeClock,
  uptime: () => number = () => performance.now(),
): DeviceCodes {
  const entries = new Map<string, Entry>();
  const byUserCode = (typed: string): Entry | null => {
    const wanted = typed.replaceAll(/[\s-]/gu, '').toUpperCase();
    for (const entry of entries.values()) if (entry.userCode === wanted) return entry;
    return null;
  };
  const open = (typed: string): Entry | null => {
    const entry = byUserCode(typed);
    return entry?.state === 'pending' && entry.expires > clock.now() ? entry : null;
  };
  return {
    issue(grant) {
      for (const [code, entry] of entries)
        if (entry.expires + DEVICE_CODE_LIFETIME * 1000 < clock.now()) entries.delete(code);
      const deviceCode = randomBytes(48).toString('base64url');
      const userCode = Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
      const expires = clock.now() + DEVICE_CODE_LIFETIME * 1000;
      entries.set(deviceCode, { grant, userCode, expires, state: 'pending', polledAt: null });
      return { deviceCode, userCode };
    },
    find: (userCode) => open(userCode),
    approve(userCode, approval) {
      const entry = open(userCode);
      if (entry !== null) entry.state = approval;
    },
    decline(userCode) {
      const entry = open(userCode);
      if (entry !== null) entry.state = 'declined';
    },
    poll(deviceCode, clientId) {
      const entry = entries.get(deviceCode);
      if (entry?.grant.clientId !== clientId || entry.state === 'used') {
        throw new EntraError('bad_verification_code', 70019, 'The verification code is not valid.');
      }
      const since = entry.polledAt === null ? Infinity : uptime() - entry.polledAt;
      entry.polledAt = uptime();
      if (entry.expires <= clock.now()) {
        throw new EntraError('expired_token', 70020, 'This device code has expired.');
      }
      if (since < POLL_INTERVAL * 1000 - EARLY_MS) {
        throw new EntraError('slow_down', 70016, 'The device code is asked about too often.');
      }
      if (entry.state === 'pending') {
        throw new EntraError(
          'authorization_pending',
          70016,
          'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
        );
      }
      if (entry.state === 'declined') {
        throw new EntraError('authorization_declined', 70018, 'The sign-in was declined on the page.');
      }
      const approval = entry.state;
      entry.state = 'used';
      return { grant: entry.grant, approval };
    },
  };
}
