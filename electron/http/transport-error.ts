/**
 * How an attempt failed below HTTP.
 * `offline`: this computer has no network. `unreachable`: name unknown, connection refused, no route.
 * `tls`: the certificate was not accepted. `proxy`: a proxy refused. `broken`: the connection ended early.
 * `undecodable`: the body is not in the encoding that its header claims.
 */
export type TransportErrorKind = 'offline' | 'unreachable' | 'tls' | 'proxy' | 'broken' | 'undecodable';

/** The proxy that wanted a login, as far as it is known. */
export interface AskingProxy {
  /** `host:port`. */
  readonly name: string;
  /** Who was offered to it; null: nobody. */
  readonly username: string | null;
  /** basic, digest … */
  readonly scheme: string;
}

/** What transports throw. `sent` is false only where nothing of the request can have reached the service. */
export class TransportError extends Error {
  readonly kind: TransportErrorKind;
  readonly sent: boolean;
  /** The network stack's own code, e.g. ECONNREFUSED or ERR_NAME_NOT_RESOLVED; safe to log. */
  readonly code: string;
  readonly proxy: AskingProxy | null;

  constructor(
    kind: TransportErrorKind,
    sent: boolean,
    code: string,
    options?: ErrorOptions & { readonly proxy?: AskingProxy },
  ) {
    super(`${kind}: ${code}`, options);
    this.name = 'TransportError';
    this.kind = kind;
    this.sent = sent;
    this.code = code;
    this.proxy = options?.proxy ?? null;
  }
}

const BEFORE_SENDING: Readonly<Record<string, TransportErrorKind>> = {
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'offline',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ERR_INTERNET_DISCONNECTED: 'offline',
  ERR_NETWORK_CHANGED: 'broken',
  ERR_NAME_NOT_RESOLVED: 'unreachable',
  ERR_NAME_RESOLUTION_FAILED: 'unreachable',
  ERR_CONNECTION_REFUSED: 'unreachable',
  ERR_CONNECTION_TIMED_OUT: 'unreachable',
  ERR_ADDRESS_UNREACHABLE: 'unreachable',
  ERR_PROXY_CONNECTION_FAILED: 'proxy',
  ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
  ERR_PROXY_AUTH_REQUESTED: 'proxy',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxy',
};

/** Sorts an error of node:http or of Chromium's network stack (`net::ERR_…`) into a TransportError. */
export function toTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  if (code === 'ERR_CONTENT_DECODING_FAILED' || code.startsWith('Z_')) {
    return new TransportError('undecodable', true, code, { cause: error });
  }
  if (isTls(code)) return new TransportError('tls', false, code, { cause: error });
  const kind = BEFORE_SENDING[code];
  if (kind === undefined) return new TransportError('broken', true, code, { cause: error });
  return new TransportError(kind, code === 'ERR_NETWORK_CHANGED', code, { cause: error });
}

function isTls(code: string): boolean {
  return (
    code.startsWith('ERR_CERT_') ||
    code.startsWith('ERR_TLS_') ||
    code.startsWith('ERR_SSL_') ||
    code.startsWith('CERT_') ||
    code.includes('SELF_SIGNED_CERT') ||
    code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ||
    code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
  );
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const chromium = /net::(ERR_[A-Z_]+)/.exec(error.message)?.[1];
  if (chromium !== undefined) return chromium;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : 'UNKNOWN';
}
