import { CLOUDS } from '../../../shared/clouds.ts';
import { COMMAND_OF, connectCmdlet } from '../../../shared/connect/parameter-table.ts';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import { table } from '../../testing/document.ts';
import type { Cell } from './check-cell.fixture.ts';
import { ENVIRONMENTS, type MatrixEnvironment } from './environments.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';
import type { CellResult } from './run-cell.fixture.ts';

type Connected = Extract<CellResult, { connected: true }>;

const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  exchange: 'Exchange Online',
  compliance: 'Security & Compliance',
};

/** Whether the service's command has the parameters that say so. */
export function canBeTyped({ typed }: MatrixMethod, service: Service): boolean {
  const names = new Set(connectCmdlet(COMMAND_OF[service]).parameters.map(({ name }) => `-${name}`));
  return typed.length > 0 && typed.every((name) => names.has(name));
}

/** What docs/connections.md says of the ways to connect: every cell, who it is, and where it goes. */
export function waysDocument(methods: readonly MatrixMethod[], cells: readonly Cell[]): string {
  const cellOf = (method: MatrixMethod, environment: MatrixEnvironment, service: Service) =>
    cells.find(
      (cell) => cell.method === method && cell.environment === environment && cell.service === service,
    );

  function cellText(method: MatrixMethod, environment: MatrixEnvironment, service: Service): string {
    const { closed } = CLOUDS[environment.cloudId];
    const missing =
      environment.missing(service) ?? closed ?? method.missing?.(environment) ?? method.refused?.says ?? null;
    if (missing !== null) return missing;
    const result = cellOf(method, environment, service)?.result;
    if (result === undefined) throw new Error('an empty cell');
    return result.connected ? 'connects' : result.message;
  }

  const matrixTable = (service: Service): string =>
    table(
      ['way to connect', 'typed', ...ENVIRONMENTS.map(({ title }) => title)],
      methods.map((method) => [
        method.title,
        canBeTyped(method, service) ? `\`${method.typed.join(' ')}\`` : 'in the form only',
        ...ENVIRONMENTS.map((environment) => cellText(method, environment, service)),
      ]),
    );

  function accountTable(): string {
    const [environment] = ENVIRONMENTS;
    if (environment === undefined) throw new Error('no environment');
    const rows = methods.flatMap((method) => {
      const [exchange, compliance] = SERVICES.map((service) =>
        connected(cellOf(method, environment, service)?.result),
      );
      if (exchange == null || compliance == null) return [];
      return [
        [
          method.title,
          authorityText(method, exchange),
          shownText(exchange, compliance),
          anchorText(exchange),
          anchorText(compliance),
        ],
      ];
    });
    return table(
      [
        'way to connect',
        'signs in at',
        'account shown',
        'X-AnchorMailbox, Exchange',
        'X-AnchorMailbox, compliance',
      ],
      rows,
    );
  }

  const hostTable = (): string =>
    table(
      ['environment', 'service', 'sign-in host', 'host', 'audience of the token'],
      ENVIRONMENTS.flatMap((environment) =>
        SERVICES.flatMap((service) => {
          const result = methods
            .map((method) => connected(cellOf(method, environment, service)?.result))
            .find((one) => one !== null && one.signIn.hosts.length > 0);
          if (result == null) return [];
          const { signIn, host, audience } = result;
          return [[environment.title, SERVICE_NAMES[service], signIn.hosts.join(', '), host, audience]];
        }),
      ),
    );

  return [
    ...SERVICES.flatMap((service) => [`## ${SERVICE_NAMES[service]}`, '', matrixTable(service), '']),
    '## Who it is',
    '',
    'At which authority the sign-in is asked, what `Get-ConnectionInformation` shows as the account, and which mailbox the requests are routed by.',
    '',
    accountTable(),
    '',
    '## Where each goes',
    '',
    hostTable(),
    '',
  ].join('\n');
}

const connected = (result: CellResult | undefined): Connected | null =>
  result?.connected === true ? result : null;

const WORDS: Readonly<Record<MatrixMethod['authority'], string>> = {
  organizations: 'the account’s own organisation',
  tenant: 'the organisation, by its tenant id',
  domain: 'the organisation, by its domain',
  none: 'nowhere',
};

const authorityText = ({ authority, typed }: MatrixMethod, { signIn }: Connected): string => {
  if (authority !== 'none') return WORDS[authority];
  return signIn.resources.length > 0 && typed.includes('-ManagedIdentity')
    ? 'the machine’s own endpoint'
    : 'nowhere: the token was given';
};

const shownText = (...results: readonly Connected[]): string =>
  [...new Set(results.map(({ userPrincipalName }) => userPrincipalName ?? ''))].join(', ');

const anchorText = ({ asked, tenantId }: Connected): string =>
  `\`${asked.routedBy.replace(tenantId, '(tenant id)')}\``;
