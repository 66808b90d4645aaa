/** How we name ourselves to the service: our own name, never the module's. */
export interface ClientName {
  readonly name: string;
  readonly version: string;
}

/** The language of the service's own texts; failures are told apart by some of them. */
export const LANGUAGE = { 'accept-language': 'en-US' } as const;

/** Headers that say who asks, on every request of a session. */
export function clientHeaders(client: ClientName, connectionId: string): Record<string, string> {
  return {
    'user-agent': `${client.name}/${client.version}`,
    'x-clientapplication': client.name,
    'x-clientmoduleversion': client.version,
    'connection-id': connectionId,
  };
}
