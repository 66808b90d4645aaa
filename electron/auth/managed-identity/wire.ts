import http from 'node:http';

export interface MetadataAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface MetadataRequest {
  /** The endpoint, to which nothing but a query may be added. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** True: only whether anything answers is asked, which is known within three seconds from now. */
  readonly probe?: true;
}

/** One GET to the machine's identity endpoint. Throws NoEndpoint where nobody answers there. */
export type MetadataSend = (request: MetadataRequest) => Promise<MetadataAnswer>;

/** Nothing answers at the identity endpoint. */
export class NoEndpoint extends Error {}

/** Not connected within this, or a probe without its whole answer: not on Azure (connect.md: said within 3 s). */
const DISCOVERY_MS = 2_500;
/** A new identity's first token takes its time. */
const ANSWER_MS = 30_000;
const LARGEST = 65_536;

/**
 * Apart from the app's HTTP client, which speaks https to known hosts only: a plain GET to one address, without proxy,
 * cookies or redirects, and with a small answer.
 */
export const sendMetadata: MetadataSend = ({ endpoint, query, headers, signal, probe }) =>
  new Promise((resolve, reject) => {
    const url = new URL(endpoint);
    url.search = new URLSearchParams(query).toString();
    const outgoing = http.get(url, { headers, agent: false, signal }, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > LARGEST) outgoing.destroy(new NoEndpoint('the answer is too large'));
        else parts.push(part);
      });
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString('utf8'),
        });
      });
    });
    const giveUp = (): void => void outgoing.destroy(new NoEndpoint('nobody answered'));
    let late = setTimeout(giveUp, DISCOVERY_MS);
    outgoing.on('socket', (socket) => {
      socket.once('connect', () => {
        // A socket may be taken by something that never speaks; only an answer ends a probe.
        if (probe === true) return;
        clearTimeout(late);
        late = setTimeout(giveUp, ANSWER_MS);
      });
    });
    outgoing.on('close', () => clearTimeout(late));
    outgoing.on('error', (error) => {
      reject(signal.aborted || error instanceof NoEndpoint ? error : new NoEndpoint(error.message));
    });
  });
