import { fail } from '../../../shared/model/failure.ts';
import { wantsMore } from '../errors.ts';
import { IdentityError, type IdentityToken } from '../identity.ts';
import { wireOf, type FlowDeps, type FlowRequest } from './flow.ts';
import { readRealm, redeemPassword } from './password.ts';
import type { FlowWire } from './wire.ts';

export interface CredentialDeps extends FlowDeps {
  /** Where the password alone is not enough. */
  readonly inBrowser: (request: FlowRequest) => Promise<IdentityToken>;
}

/**
 * One sign-in with user name and password. It goes on in the browser by itself where the organisation asks for more, or
 * where its own identity provider asks for the password, which then is not sent anywhere. Throws FailureError.
 */
export async function signInByPassword(
  deps: CredentialDeps,
  request: FlowRequest,
  password: string,
): Promise<IdentityToken> {
  const { loginHint: username } = request;
  if (username === null || !/^[^\s@]+@[^\s@]+$/.test(username)) {
    throw fail(
      'invalid-input',
      'A user name and password need a user name such as name@contoso.com.',
      'Correct the user name.',
      { action: 'edit-connection' },
    );
  }
  const wire = wireOf(deps, request, request.signal);
  let claims: string | undefined;
  try {
    const realm = await readRealm(wire, username);
    if (realm.kind === 'unknown') throw unknownDomain(wire, username);
    if (realm.kind === 'managed') {
      const answer = await redeemPassword(wire, request, username, password);
      const token = await request.client.take(answer, { ...request, ...wire });
      await request.accept(token);
      return token;
    }
  } catch (error) {
    request.signal.throwIfAborted();
    if (!(error instanceof IdentityError) || !wantsMore(error)) throw deps.explain(error, request.subject);
    claims = error.claims ?? undefined;
  }
  return deps.inBrowser(claims === undefined ? request : { ...request, claims });
}

function unknownDomain(wire: FlowWire, username: string) {
  return fail(
    'account-unknown',
    `No organisation has the domain of ${username}, so the password was not sent.`,
    'Check the spelling and the environment.',
    { correlationId: wire.correlationId, action: 'edit-connection' },
  );
}
