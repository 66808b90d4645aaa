import {
  SECRET_HEADER,
  type FaultRule,
  type FaultState,
  type LogEntry,
  type RevocationCode,
} from './types.ts';

/** What a test can tell the practice cloud, and ask it. Every method rejects with the control port's own message. */
export interface PracticeControl {
  /** From now on, until used up or cleared. */
  addFault(rule: FaultRule): Promise<FaultState>;
  faults(): Promise<readonly FaultState[]>;
  clearFaults(): Promise<void>;
  /** Everything received since the start or the last `clearLog`, oldest first. */
  log(): Promise<readonly LogEntry[]>;
  clearLog(): Promise<void>;
  /** How far the practice cloud's clock is ahead of the computer's. */
  setClockSkew(skewSeconds: number): Promise<void>;
  /** All access tokens issued so far count as expired. */
  expireTokens(): Promise<void>;
  /** All access tokens issued so far are answered with a claims challenge. */
  challengeTokens(): Promise<void>;
  /** All refresh tokens issued so far are refused with that AADSTS number. */
  revokeRefreshTokens(code: RevocationCode): Promise<void>;
  resetConsents(): Promise<void>;
  /** Every browser has to sign in again. */
  resetSessions(): Promise<void>;
}

export function createPracticeControl(controlPort: number, secret: string): PracticeControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
      method,
      headers: { [SECRET_HEADER]: secret, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) {
      const reason = (answer as { readonly error?: string }).error ?? '';
      throw new Error(`practice control ${method} ${path}: ${response.status} ${reason}`);
    }
    return answer;
  };
  const order = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  return {
    addFault: async (rule) => (await call('POST', '/faults', rule)) as FaultState,
    faults: async () => (await call('GET', '/faults')) as readonly FaultState[],
    clearFaults: () => order('DELETE', '/faults'),
    log: async () => (await call('GET', '/log')) as readonly LogEntry[],
    clearLog: () => order('DELETE', '/log'),
    setClockSkew: (skewSeconds) => order('POST', '/clock', { skewSeconds }),
    expireTokens: () => order('POST', '/tokens', { action: 'expire' }),
    challengeTokens: () => order('POST', '/tokens', { action: 'challenge' }),
    revokeRefreshTokens: (code) => order('POST', '/tokens', { action: 'revokeRefresh', code }),
    resetConsents: () => order('DELETE', '/consents'),
    resetSessions: () => order('DELETE', '/sessions'),
  };
}
