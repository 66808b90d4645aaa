import { create } from 'zustand';
import type { Service } from '../../shared/model/connection.ts';

interface Asked {
  readonly id: string;
  readonly services: readonly Service[];
}

interface ConnectionRequests {
  /** The connection whose details are open. */
  readonly details: string | null;
  /** The connection that a password or a token is asked for, and the services to connect with it. */
  readonly secret: Asked | null;
  /** The same for the login of its proxy. */
  readonly proxyLogin: Asked | null;
}

/** What lies over the screens and is about one connection, wherever it was asked for. */
export const useConnectionRequests = create<ConnectionRequests>()(() => ({
  details: null,
  secret: null,
  proxyLogin: null,
}));

export const showDetails = (id: string): void => useConnectionRequests.setState({ details: id });
export const closeDetails = (): void => useConnectionRequests.setState({ details: null });
export const askSecret = (id: string, services: readonly Service[]): void =>
  useConnectionRequests.setState({ secret: { id, services } });
export const closeSecret = (): void => useConnectionRequests.setState({ secret: null });
export const askProxyLogin = (id: string, services: readonly Service[]): void =>
  useConnectionRequests.setState({ proxyLogin: { id, services } });
export const closeProxyLogin = (): void => useConnectionRequests.setState({ proxyLogin: null });
