import { EntraError } from './errors.ts';

/** AADSTS7000218. */
export function confidentialOnly(): EntraError {
  return new EntraError(
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

/** AADSTS700016. */
export function unknownClient(clientId: string, directoryName: string): EntraError {
  return new EntraError(
    'unauthorized_client',
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${directoryName}'.`,
  );
}
