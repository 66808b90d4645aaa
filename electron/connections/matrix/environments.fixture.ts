import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { endpointOf } from '../../../shared/endpoints.ts';
import { NO_OPTIONS, type ConnectionOptions } from '../../../shared/model/connection-options.ts';
import type { Service } from '../../../shared/model/connection.ts';

/** An environment of connect.md's table, for the matrix of ways to connect. */
export interface MatrixEnvironment {
  readonly title: string;
  readonly cloudId: CloudId;
  /** Where people sign in. */
  readonly loginHost: string;
  options(service: Service): ConnectionOptions;
  /** Why the service does not exist there; null: it does. */
  missing(service: Service): string | null;
}

/** Hosts that no table has; the practice cloud knows them (simulator/entra/clients.ts). */
const OWN = {
  login: 'login.own.practice.localhost',
  exchange: 'exchange.own.practice.localhost',
  compliance: 'ps.compliance.protection.own.practice.localhost',
};

const of = (title: string, cloudId: CloudId): MatrixEnvironment => ({
  title,
  cloudId,
  loginHost: CLOUDS[cloudId].loginHost,
  options: () => NO_OPTIONS,
  missing: () => null,
});

export const ENVIRONMENTS: readonly MatrixEnvironment[] = [
  of('Microsoft 365, GCC', 'O365Default'),
  of('GCC High', 'O365USGovGCCHigh'),
  of('DoD', 'O365USGovDoD'),
  of('China', 'O365China'),
  of('Germany', 'O365GermanyCloud'),
  {
    title: 'Standalone protection',
    cloudId: 'O365Default',
    loginHost: CLOUDS.O365Default.loginHost,
    options: () => ({
      ...NO_OPTIONS,
      connectionUri: `https://${CLOUDS.O365Default.eopHost ?? ''}/powershell-liveid/`,
    }),
    missing: (service) => (service === 'exchange' ? 'no Exchange host there' : null),
  },
  {
    title: 'Custom hosts',
    cloudId: 'O365Default',
    loginHost: OWN.login,
    options: (service) => ({
      ...NO_OPTIONS,
      connectionUri: `https://${OWN[service]}/PowerShell`,
      authorityUri: `https://${OWN.login}/organizations`,
      confirmedHosts: [OWN[service], OWN.login],
    }),
    missing: () => null,
  },
  of('Practice cloud', 'Practice'),
];

/** Where a cell's requests have to go. */
export function expectedEndpoint(environment: MatrixEnvironment, service: Service) {
  return endpointOf(environment.cloudId, environment.options(service), service);
}
