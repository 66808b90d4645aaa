import { z } from 'zod';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import { sleep } from '../../http/backoff.ts';
import { IdentityError } from '../identity.ts';
import { claimsField, postForm, tenantPath, type Answer, type FlowWire } from './wire.ts';

export interface DeviceCodeAsk {
  readonly authority: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
}

const startedSchema = z.object({
  user_code: z.string().min(1).max(100),
  device_code: z.string().min(1),
  verification_uri: z.url({ protocol: /^https$/ }),
  expires_in: z.number().positive(),
  interval: z.number().positive().default(5),
});

export interface StartedDeviceCode {
  readonly userCode: string;
  readonly page: string;
  readonly deviceCode: string;
  readonly lifetimeMs: number;
  readonly intervalMs: number;
}

/** Asks for a code (real-client.md 3, device). Throws IdentityError or FailureError. */
export async function requestDeviceCode(wire: FlowWire, ask: DeviceCodeAsk): Promise<StartedDeviceCode> {
  const answer = startedSchema.safeParse(
    await postForm(wire, `${tenantPath(ask.authority)}/oauth2/v2.0/devicecode`, {
      scope: [...ask.scopes, 'offline_access', 'profile', 'openid'].join(' '),
      claims: claimsField(ask.claims),
    }),
  );
  if (!answer.success) {
    throw fail(
      'bad-answer',
      'The sign-in service answered without a code to type.',
      'Try again; if it stays so, sign in in the browser.',
      { correlationId: wire.correlationId, retryable: true, action: 'continue-in-browser' },
    );
  }
  const { data } = answer;
  return {
    userCode: data.user_code,
    page: data.verification_uri,
    deviceCode: data.device_code,
    lifetimeMs: data.expires_in * 1000,
    intervalMs: data.interval * 1000,
  };
}

export interface DevicePolling {
  /** Told what stands in the way of asking at the moment; null: nothing any more. */
  readonly trouble: (failure: FailureError | null) => void;
  readonly wait?: typeof sleep;
}

/** RFC 8628, 3.5: asked too often. */
const SLOWER_MS = 5000;

/**
 * Asks at once and then after each interval until the person is done (real-client.md 3). What stops a single question
 * (no network, a fault of the service) does not stop the waiting; the signal does. Throws IdentityError when refused.
 */
export async function pollDeviceCode(
  wire: FlowWire,
  ask: DeviceCodeAsk,
  started: StartedDeviceCode,
  { trouble, wait = sleep }: DevicePolling,
): Promise<Answer> {
  let intervalMs = started.intervalMs;
  for (;;) {
    try {
      const answer = await postForm(
        wire,
        `${tenantPath(ask.authority)}/oauth2/v2.0/token`,
        {
          scope: [...ask.scopes, 'offline_access', 'openid', 'profile'].join(' '),
          claims: claimsField(ask.claims),
          client_info: '1',
          grant_type: 'device_code',
          device_code: started.deviceCode,
        },
        { once: true },
      );
      trouble(null);
      return answer;
    } catch (error) {
      if (error instanceof IdentityError) {
        if (error.error === 'slow_down') intervalMs += SLOWER_MS;
        else if (error.error !== 'authorization_pending') throw error;
        trouble(null);
      } else {
        wire.signal.throwIfAborted();
        if (!(error instanceof FailureError) || !passes(error)) throw error;
        trouble(error);
      }
    }
    await wait(intervalMs, wire.signal);
  }
}

/** An answer may come the next time. */
const passes = ({ failure }: FailureError): boolean =>
  failure.retryable || failure.code === 'outcome-unknown';
