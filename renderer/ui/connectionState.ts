import type {
  ConnectionProfile,
  ConnectionStatus,
  ConnectionView,
  Service,
} from '../../shared/model/connection.ts';
import type { SignInMethod } from '../../shared/model/sign-in-method.ts';

export type Connected = Extract<ConnectionStatus, { state: 'connected' }>;
type Failed = Extract<ConnectionStatus, { state: 'failed' }>;

/** "Exchange" where room is small. */
export const serviceNames: Readonly<Record<Service, string>> = {
  exchange: 'Exchange',
  compliance: 'Compliance',
};

/** The services' whole names. */
export const serviceTitles: Readonly<Record<Service, string>> = {
  exchange: 'Exchange Online',
  compliance: 'Security & Compliance',
};

export const stateWords: Readonly<Record<ConnectionStatus['state'], string>> = {
  'signed-out': 'signed out',
  'signing-in': 'signing in',
  connecting: 'connecting',
  connected: 'connected',
  failed: 'couldn’t connect',
};

/** What is told first of a connection whose services differ: what waits for the person, then what works. */
const ORDER: readonly ConnectionStatus['state'][] = [
  'signing-in',
  'connecting',
  'connected',
  'failed',
  'signed-out',
];

/** How a connection stands as a whole. */
export function overallStatus({ services, status }: ConnectionView): ConnectionStatus {
  for (const state of ORDER) {
    const found = services.find((one) => one.status.state === state);
    if (found !== undefined) return found.status;
  }
  return status;
}

/** How one service of it stands; signed out where it is none of its services. */
export const statusOf = (view: ConnectionView, service: Service): ConnectionStatus =>
  view.services.find((one) => one.service === service)?.status ?? { state: 'signed-out' };

/** The services that are connected, with their state. */
export const connectedServices = (
  view: ConnectionView,
): readonly { readonly service: Service; readonly status: Connected }[] =>
  view.services.flatMap(({ service, status }) => (status.state === 'connected' ? [{ service, status }] : []));

/** The services that could not be connected, with why. */
export const failedServices = (
  view: ConnectionView,
): readonly { readonly service: Service; readonly status: Failed }[] =>
  view.services.flatMap(({ service, status }) => (status.state === 'failed' ? [{ service, status }] : []));

/** Services that a connect would connect. */
export const idleServices = (view: ConnectionView): readonly Service[] =>
  view.services
    .filter(({ status }) => status.state === 'signed-out' || status.state === 'failed')
    .map(({ service }) => service);

const methodNames: Readonly<Record<SignInMethod['kind'], string>> = {
  browser: 'Browser',
  device: 'Device code',
  credential: 'User name and password',
  token: 'Access token',
  certificate: 'Certificate',
  'managed-identity': 'Managed identity',
};

/** How it signs in, in a word or two. */
export const methodName = ({ kind }: Pick<SignInMethod, 'kind'>): string => methodNames[kind];

/** Which app, file or identity the way to sign in uses; null where there is nothing more to say. */
export function methodDetail(method: SignInMethod): string | null {
  if (method.kind === 'managed-identity') return method.identityId ?? 'system-assigned';
  if (method.kind !== 'certificate') return null;
  const { certificate } = method;
  if (certificate.from === 'file') return certificate.path;
  return certificate.from === 'store' ? `thumbprint ${certificate.thumbprint}` : 'kept in the app';
}

/** True: the profile has more than one service, so that each has to be named. */
export const hasBoth = ({ services }: Pick<ConnectionProfile, 'services'>): boolean => services.length > 1;
