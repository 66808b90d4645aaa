import { fail } from '../../../shared/model/failure.ts';

/** Where this machine gets tokens of its own identity. Plain HTTP, on the machine or its link. */
export interface IdentityEndpoint {
  readonly kind: 'imds' | 'app-service' | 'arc';
  /** Without a query. */
  readonly url: string;
  /** What App Service wants to see in X-IDENTITY-HEADER. */
  readonly secret: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const IMDS = 'http://169.254.169.254/metadata/identity/oauth2/token';

/**
 * The endpoint that the environment variables name, in the order Microsoft's own libraries look: App Service (also
 * Functions and Automation), Azure Arc, else the address that every virtual machine has (real-client.md 3).
 * Throws FailureError.
 */
export function findIdentityEndpoint(environment: Environment): IdentityEndpoint {
  const named = environment.IDENTITY_ENDPOINT ?? '';
  if (named !== '') {
    const url = plainAddress(named);
    if ((environment.IDENTITY_SERVER_THUMBPRINT ?? '') !== '') {
      throw fail(
        'not-supported-here',
        'Managed identities of Service Fabric are not supported.',
        'Use a virtual machine, App Service, Automation or Azure Arc, or a certificate.',
      );
    }
    const secret = environment.IDENTITY_HEADER ?? '';
    if (secret !== '') return { kind: 'app-service', url, secret };
    if ((environment.IMDS_ENDPOINT ?? '') !== '') return { kind: 'arc', url, secret: null };
  }
  return { kind: 'imds', url: IMDS, secret: null };
}

/** The practice cloud's own, which stands in for the one of a virtual machine. */
export function practiceIdentityEndpoint(port: number): IdentityEndpoint {
  return { kind: 'imds', url: `http://127.0.0.1:${port}/metadata/identity/oauth2/token`, secret: null };
}

function plainAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') {
    throw fail(
      'not-supported-here',
      'The environment variable IDENTITY_ENDPOINT of this machine is not an address that tokens can be asked from.',
      'Azure sets it by itself; remove it where the machine is not in Azure.',
    );
  }
  return `${url.origin}${url.pathname}`;
}
