import { createServer, type RequestListener, type Server } from 'node:http';

/** The port asked for is taken, or not allowed. */
export class PortInUse extends Error {
  readonly port: number;
  constructor(port: number, code: string) {
    super(
      code === 'EACCES'
        ? `Port ${port} may not be used by this account. Choose another with --port.`
        : `Port ${port} on this computer is already in use. Choose another with --port, or end the program that uses it.`,
    );
    this.port = port;
  }
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than clients keep idle connections, so that none is closed under a request. */
const KEEP_ALIVE_MS = 75_000;
const TRIES_FOR_A_FREE_PORT = 20;

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Listens on 127.0.0.1 and, where the computer has it, on ::1 with the same port, so that `localhost` reaches it either
 * way. Never on another address. Rejects with PortInUse.
 */
export async function listenOnLoopback(listener: RequestListener, port: number): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    const four = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
    let bound: number;
    try {
      bound = await bind(four, '127.0.0.1', port);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EADDRINUSE' || code === 'EACCES') throw new PortInUse(port, code);
      throw error;
    }
    const six = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
    try {
      await bind(six, '::1', bound);
      return {
        port: bound,
        close: async () => {
          await Promise.all([stop(four), stop(six)]);
        },
      };
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') return { port: bound, close: () => stop(four) };
      await stop(four);
      if (port !== 0) throw new PortInUse(port, 'EADDRINUSE');
      if (attempt >= TRIES_FOR_A_FREE_PORT) throw error;
    }
  }
}
