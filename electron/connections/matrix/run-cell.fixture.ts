import { randomUUID } from 'node:crypto';
import type { Service } from '../../../shared/model/connection.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import { connectionFacts } from '../../console/script/connection-facts.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import { draft } from '../../testing/world.ts';
import type { MatrixEnvironment } from './environments.fixture.ts';
import type { MatrixKey, MatrixMethod } from './methods.fixture.ts';

/** What came of one way to connect to one service of one environment. */
export type CellResult =
  | {
      readonly connected: true;
      readonly host: string;
      readonly audience: string;
      /** Of Get-ConnectionInformation. */
      readonly connectionUri: string;
      readonly userPrincipalName: string | null;
      readonly tenantId: string;
      /** Rows that the first cmdlet answered. */
      readonly rows: number;
      /** X-AnchorMailbox of the first cmdlet. */
      readonly anchor: string;
      /** Hosts that were asked for tokens. */
      readonly loginHosts: readonly string[];
    }
  | { readonly connected: false; readonly code: string; readonly message: string };

/** What each service is asked first ("connected successfully?", connect.md). */
const FIRST_CMDLET: Readonly<Record<Service, string>> = {
  exchange: 'Get-AcceptedDomain',
  compliance: 'Get-RetentionCompliancePolicy',
};

/** Connects, asks one cmdlet, looks at what Get-ConnectionInformation would say, and disconnects. */
export async function runCell(
  desk: PracticeDesk,
  method: MatrixMethod,
  environment: MatrixEnvironment,
  service: Service,
  key: MatrixKey,
): Promise<CellResult> {
  const { handlers, registry } = desk.connections;
  let id: string | null = null;
  try {
    const { profile } = await handlers.create(
      draft({
        name: `${method.title} ${environment.title} ${service}`,
        accountId: null,
        cloudId: environment.cloudId,
        services: [service],
        options: environment.options(service),
        ...method.draft(environment, service, key),
      }),
    );
    ({ id } = profile);
    const secrets = await method.secrets?.(desk, environment, service);
    const view = await handlers.connect({ id, ...(secrets !== undefined && { secrets }) });
    const { status } = view;
    if (status.state !== 'connected') throw new Error(`${profile.name}: ${status.state}`);
    const { signal } = new AbortController();
    const { session } = await registry.session(id, service, signal);
    const page = await session.getPage({
      cmdlet: session.target.eop ? FIRST_CMDLET.exchange : FIRST_CMDLET[service],
      ...{ parameters: {}, pageSize: 1000, nextLink: null, changes: false, signal },
      correlationId: randomUUID(),
    });
    const { value } = JSON.parse(new TextDecoder().decode(page.body)) as { value: unknown[] };
    const facts = connectionFacts(view.profile, session, status);
    const asked = desk.requests.find(
      ({ url, headers }) =>
        url.endsWith('/InvokeCommand') && headers['connection-id'] === session.target.connectionId,
    );
    await handlers.disconnect({ id });
    const after = registry.view(id)?.status.state;
    if (after !== 'signed-out') throw new Error(`${profile.name}: ${after ?? 'gone'} after disconnecting`);
    return {
      connected: true,
      host: status.host,
      audience: status.token.audience,
      connectionUri: facts.connectionUri,
      userPrincipalName: facts.userPrincipalName,
      tenantId: facts.tenantId,
      rows: value.length,
      anchor: asked?.headers['x-anchormailbox'] ?? '',
      loginHosts: loginHosts(desk),
    };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { connected: false, code: error.failure.code, message: error.failure.message };
  } finally {
    if (id !== null) await handlers.remove({ id });
  }
}

function loginHosts(desk: PracticeDesk): string[] {
  const asked = desk.requests.filter(({ url }) => url.includes('/oauth2/'));
  return [...new Set(asked.map(({ url }) => new URL(url).hostname))];
}
