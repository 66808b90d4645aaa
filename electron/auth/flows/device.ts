import type { IdentityToken } from '../identity.ts';
import { pollDeviceCode, requestDeviceCode } from './device-code.ts';
import { failureOf, wireOf, type FlowRequest, type FlowDeps } from './flow.ts';

export interface DeviceDeps extends FlowDeps {
  readonly now: () => number;
}

/** One sign-in with a code that is typed on another page, on any computer. Throws FailureError. */
export async function signInByDeviceCode(deps: DeviceDeps, request: FlowRequest): Promise<IdentityToken> {
  const running = deps.signIns.begin({ ...request, kind: 'device' });
  const wire = wireOf(deps, request, running.signal);
  try {
    const started = await requestDeviceCode(wire, request);
    running.showCode({
      code: started.userCode,
      page: await deps.browserAddress(started.page),
      expiresAt: new Date(deps.now() + started.lifetimeMs).toISOString(),
    });
    const answer = await pollDeviceCode(wire, request, started, {
      trouble: (failure) => running.trouble(failure?.failure ?? null),
    });
    running.finishing();
    const token = await request.client.take(answer, { ...request, ...wire });
    await request.accept(token);
    running.end(null);
    return token;
  } catch (error) {
    const failure = failureOf(deps, request, running, error);
    running.end(failure.failure);
    throw failure;
  }
}
