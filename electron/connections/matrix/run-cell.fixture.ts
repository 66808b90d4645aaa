import { randomUUID } from 'node:crypto';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import { connectionFacts } from '../../console/script/connection-facts.ts';
import type { Left, PracticeDesk } from '../../testing/practice-desk.ts';
import { draft } from '../../testing/world.ts';
import type { MatrixEnvironment } from './environments.fixture.ts';
import type { MatrixKey } from './key.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';

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
      readonly rows: readonly Readonly<Record<string, unknown>>[];
      /** The request of the first cmdlet. */
      readonly asked: { readonly host: string; readonly tenant: string; readonly routedBy: string };
      readonly signIn: SeenSignIn;
    }
  | {
      readonly connected: false;
      readonly code: string;
      readonly message: string;
      /** Hosts that were asked for anything. */
      readonly hosts: readonly string[];
    };

/** What the app asked for tokens. */
export interface SeenSignIn {
  readonly hosts: readonly string[];
  /** First segment of the addresses that were asked for tokens, and that the browser was led to. */
  readonly authorities: readonly string[];
  /** Services that tokens were asked for: a scope's origin, or what the machine's identity was asked for. */
  readonly resources: readonly string[];
  /** Hosts that were asked which organisation a domain is. */
  readonly lookedUpAt: readonly string[];
}

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
  const secrets = await method.secrets?.(desk, environment, service, key);
  const wanted = draft({
    name: `${method.title} ${environment.title} ${service}`,
    accountId: null,
    cloudId: environment.cloudId,
    services: method.both === true ? [...SERVICES] : [service],
    options: environment.options(service),
    ...method.draft(environment, service, key),
  });
  const { handlers, registry } = desk.connections;
  const { value, left } = await desk.recording(async () => {
    let id: string | null = null;
    try {
      const { profile } = await handlers.create(wanted);
      ({ id } = profile);
      const view = await handlers.connect({ id, ...(secrets !== undefined && { secrets }) });
      const status = view.services.find((one) => one.service === service)?.status;
      if (status?.state !== 'connected') throw new Error(`${profile.name}: ${status?.state ?? 'not there'}`);
      const { signal } = new AbortController();
      const { session } = await registry.session(id, service, signal);
      const page = await session.getPage({
        cmdlet: session.target.eop ? FIRST_CMDLET.exchange : FIRST_CMDLET[service],
        ...{ parameters: {}, pageSize: 1000, nextLink: null, changes: false, signal },
        correlationId: randomUUID(),
      });
      const { value: rows } = JSON.parse(new TextDecoder().decode(page.body)) as {
        value: Readonly<Record<string, unknown>>[];
      };
      const facts = connectionFacts(view.profile, session, status);
      await handlers.disconnect({ id });
      const after = registry.view(id)?.status.state;
      if (after !== 'signed-out') throw new Error(`${profile.name}: ${after ?? 'gone'} after disconnecting`);
      return { status, facts, rows, connectionId: session.target.connectionId };
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return { failure: error.failure };
    } finally {
      if (id !== null) await handlers.remove({ id });
    }
  });
  if (value.failure !== undefined) {
    const { code, message } = value.failure;
    return { connected: false, code, message, hosts: left.map(({ url }) => url.hostname) };
  }
  const { status, facts, rows, connectionId } = value;
  const { host, token } = status;
  return {
    ...{ connected: true, host, audience: token.audience, rows },
    connectionUri: facts.connectionUri,
    userPrincipalName: facts.userPrincipalName,
    tenantId: facts.tenantId,
    asked: firstCmdlet(left, connectionId),
    signIn: signInOf(left),
  };
}

function firstCmdlet(left: readonly Left[], connectionId: string) {
  const found = left.find(
    ({ url, headers }) =>
      url.pathname.endsWith('/InvokeCommand') && headers['connection-id'] === connectionId,
  );
  const [, , , tenant = ''] = found?.url.pathname.split('/') ?? [];
  return { host: found?.url.hostname ?? '', tenant, routedBy: found?.headers['x-anchormailbox'] ?? '' };
}

function signInOf(left: readonly Left[]): SeenSignIn {
  const asked = left.filter(({ by, url }) => by !== 'identity' && url.pathname.includes('/oauth2/'));
  const scopes = asked.map(
    ({ url, body }) => new URLSearchParams(body).get('scope') ?? url.searchParams.get('scope'),
  );
  const named = left.flatMap(({ by, url }) =>
    by === 'identity' && url.searchParams.has('resource') ? [url.searchParams.get('resource') ?? ''] : [],
  );
  return {
    // The browser is led to this computer for the practice hosts.
    hosts: distinct(asked.filter(({ by }) => by === 'http').map(({ url }) => url.hostname)),
    authorities: distinct(asked.map(({ url }) => url.pathname.split('/')[1] ?? '')),
    resources: distinct([...scopes.flatMap((scope) => resourceOf(scope ?? '')), ...named]),
    lookedUpAt: distinct(
      left.filter(({ url }) => url.pathname.includes('/.well-known/')).map(({ url }) => url.hostname),
    ),
  };
}

/** Of a scope, what is no word of OpenID Connect. */
const resourceOf = (scope: string): string[] =>
  scope.split(' ').flatMap((one) => (one.endsWith('/.default') ? [one.slice(0, -'/.default'.length)] : []));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
