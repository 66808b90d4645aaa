import { expect } from 'vitest';
import { CLOUDS } from '../../../shared/clouds.ts';
import type { Service } from '../../../shared/model/connection.ts';
import { expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';
import type { CellResult } from './run-cell.fixture.ts';

/** A way to connect to a service of an environment, and what came of it. */
export interface Cell {
  readonly method: MatrixMethod;
  readonly environment: MatrixEnvironment;
  readonly service: Service;
  readonly result: CellResult;
}

type Connected = Extract<CellResult, { connected: true }>;

/** What must be true of every cell that was run. @param tenantOf tenant id by initial domain */
export function checkCell(cell: Cell, tenantOf: ReadonlyMap<string, string>): void {
  const { method, environment, service, result } = cell;
  const name = `${method.title}, ${environment.title}, ${service}`;
  const { closed } = CLOUDS[environment.cloudId];
  if (closed !== null) {
    const refused = { code: 'service-unavailable', message: expect.stringContaining(closed) as string };
    // Nothing is sent to a cloud that is no longer there.
    expect([name, result]).toEqual([name, expect.objectContaining({ ...refused, hosts: [] })]);
    return;
  }
  if (method.refused !== undefined) {
    const { code, message } = method.refused;
    const refused = { code, message: expect.stringMatching(message) as string };
    expect([name, result]).toEqual([name, expect.objectContaining(refused)]);
    const services = result.connected
      ? []
      : result.hosts.filter((host) => host === expectedEndpoint(environment, service).host);
    expect([name, services]).toEqual([name, []]);
    return;
  }
  if (!result.connected) throw new Error(`${name}: ${result.code} ${result.message}`);
  const tenantId = tenantOf.get(method.lands(environment, service)) ?? '';
  checkSignIn(name, cell, result, tenantId);
  checkService(name, cell, result, tenantId);
}

/** Who was asked for a token, at which authority, and for what. */
function checkSignIn(name: string, cell: Cell, { signIn, audience }: Connected, tenantId: string): void {
  const { method, environment, service } = cell;
  const { loginHost } = environment;
  const own = expectedEndpoint(environment, service).audience;
  const person = method.authority !== 'none';
  expect([name, signIn.hosts]).toEqual([name, person ? [loginHost] : []]);
  const authority = {
    ...{ organizations: 'organizations', tenant: tenantId, none: '' },
    domain: method.lands(environment, service),
  }[method.authority];
  // The second service is signed in to where the first one was (real-client.md 3).
  const second = method.both === true ? [tenantId] : [];
  expect([name, signIn.authorities]).toEqual([name, person ? [authority, ...second] : []]);
  expect([name, signIn.lookedUpAt.filter((host) => host !== loginHost)]).toEqual([name, []]);
  expect([name, audience]).toEqual([name, own]);
  if (method.both === true) expect([name, signIn.resources]).toEqual([name, expect.arrayContaining([own])]);
  else
    expect([name, signIn.resources]).toEqual([name, asksForNothing(method) ? [] : [resource(method, own)]]);
}

const asksForNothing = ({ typed }: MatrixMethod): boolean => typed.includes('-AccessToken');

/** The module asks a machine’s identity with the slash (real-client.md 3). */
const resource = ({ typed }: MatrixMethod, audience: string): string =>
  typed.includes('-ManagedIdentity') ? `${audience}/` : audience;

/** Where the first cmdlet went, for which organisation, routed by which mailbox, and that its answer is of there. */
function checkService(name: string, cell: Cell, result: Connected, tenantId: string): void {
  const { method, environment, service } = cell;
  const { host, eop } = expectedEndpoint(environment, service);
  const region = service === 'compliance' && !eop ? /^[a-z0-9]+\./ : /^/;
  expect([name, result.host.replace(region, '')]).toEqual([name, host]);
  expect([name, result.connectionUri]).toEqual([name, `https://${result.host}`]);
  expect([name, result.tenantId]).toEqual([name, tenantId]);
  const wanted = anchorOf(cell, result, tenantId);
  expect([name, result.asked]).toEqual([name, { host: result.host, tenant: tenantId, routedBy: wanted }]);
  const organisation = method.lands(environment, service);
  const names = result.rows.map((row) => row[service === 'exchange' || eop ? 'DomainName' : 'Name']);
  if (service === 'exchange' || eop)
    expect([name, names]).toEqual([name, expect.arrayContaining([organisation])]);
  else
    expect([name, names.length > 0 && names.every((one) => typeof one === 'string')]).toEqual([name, true]);
}

const SYSTEM_MAILBOX = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}';

function anchorOf({ method, environment, service }: Cell, result: Connected, tenantId: string): string {
  if (method.anchor === 'account') return `UPN:${result.userPrincipalName ?? ''}`;
  const { eop } = expectedEndpoint(environment, service);
  return service === 'exchange' || eop
    ? `APP:${SYSTEM_MAILBOX}@${tenantId}`
    : `UPN:${SYSTEM_MAILBOX}@${method.lands(environment, service)}`;
}
