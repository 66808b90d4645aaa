import { z } from 'zod';
import { fail, type FailureError } from '../../../shared/model/failure.ts';
import type { IdentityEndpoint } from './endpoint.ts';

const PROPAGATION_HINT =
  'After an identity or one of its roles was given, it takes 5 to 10 minutes until that counts: wait, then try again.';

const refusedSchema = z.object({
  error: z
    .union([z.string(), z.object({ code: z.string().optional(), message: z.string().optional() })])
    .optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
});

/** Nobody answers where the machine's identity would be. */
export function notOnAzure(endpoint: IdentityEndpoint, cause: Error): FailureError {
  return endpoint.kind === 'imds'
    ? fail(
        'not-supported-here',
        'This computer is not on Azure: nothing answers where the tokens of its managed identity would come from.',
        'Run the app on an Azure virtual machine or a machine with Azure Arc, or use a certificate.',
        { cause },
      )
    : fail(
        'host-unreachable',
        `The identity endpoint of this machine, ${endpoint.url}, does not answer.`,
        'Check that the service that gives it is running, then try again.',
        { cause, retryable: true, action: 'retry' },
      );
}

/** What the endpoint refused, in plain words. @param identityId of a user-assigned identity. */
export function identityFailure(
  endpoint: IdentityEndpoint,
  status: number,
  body: unknown,
  identityId: string | null,
): FailureError {
  const parsed = refusedSchema.safeParse(body);
  if (endpoint.kind === 'imds' && !saysLikeAzure(status, body)) return foreignAnswer(endpoint, status, body);
  const text = parsed.success ? words(parsed.data) : '';
  if (status === 401 || status === 403 || /unauthori[sz]ed/i.test(text)) {
    return fail(
      'no-access',
      'This machine’s managed identity is not authorised for Exchange.',
      PROPAGATION_HINT,
      { retryable: true, action: 'wait-and-retry' },
    );
  }
  if (/identity.{0,20}not found|no.{0,30}identity/i.test(text) || (status === 400 && parsed.success)) {
    return identityId === null
      ? fail(
          'not-found',
          'This machine has no system-assigned managed identity.',
          `Turn it on for the machine in Azure, or name a user-assigned one. ${PROPAGATION_HINT}`,
          { retryable: true, action: 'wait-and-retry' },
        )
      : fail(
          'not-found',
          `This machine has no user-assigned identity ${identityId}.`,
          `Assign it to the machine in Azure and check the id. ${PROPAGATION_HINT}`,
          { retryable: true, action: 'edit-connection' },
        );
  }
  if (isBusy(status)) {
    return fail(
      'service-unavailable',
      `The identity endpoint of this machine is busy (${status}).`,
      'Try again in a minute.',
      { retryable: true, action: 'retry' },
    );
  }
  return fail(
    'not-supported-here',
    `What answers at ${endpoint.url} is not Azure’s identity endpoint (${status}).`,
    'Run the app on an Azure machine with a managed identity, or use a certificate.',
  );
}

const azureSchema = z.object({ error: z.string().min(1), error_description: z.string() });
const busySchema = azureSchema.partial({ error_description: true });

/** Status codes that ask for patience. */
const isBusy = (status: number): boolean => status === 429 || status >= 500 || status === 410;

/**
 * Whether Azure's metadata service wrote that: other clouds, hotspots and firewalls answer at its address too, with 401,
 * 403 or 404 of their own.
 */
function saysLikeAzure(status: number, body: unknown): boolean {
  return (isBusy(status) ? busySchema : azureSchema).safeParse(body).success;
}

function foreignAnswer({ url }: IdentityEndpoint, status: number, body: unknown): FailureError {
  const form = body === null ? 'no JSON' : 'JSON of another form';
  return fail(
    'not-supported-here',
    `This computer is not on Azure: what answers at ${new URL(url).host} is not Azure’s metadata service (it answered ${status} with ${form}).`,
    'Run the app on an Azure virtual machine or a machine with Azure Arc, or use a certificate.',
    isBusy(status) ? { retryable: true, action: 'retry' } : {},
  );
}

function words({ error, error_description: description, message }: z.infer<typeof refusedSchema>): string {
  const named = typeof error === 'string' ? error : `${error?.code ?? ''} ${error?.message ?? ''}`;
  return `${named} ${description ?? ''} ${message ?? ''}`;
}
