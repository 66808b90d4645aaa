import type { TransportRequest, TransportResponse } from '../../../electron/http/types.ts';
import { CANARY } from '../input-kinds.ts';

const IN_ANSWERS = /"(?:access_token|refresh_token|id_token|device_code)"\s*:\s*"([^"]{20,})"/g;
const IN_BODIES = /(?:^|&)(?:code|code_verifier|client_assertion|refresh_token|device_code)=([^&\s]{20,})/g;
/** A token is looked for by the end of its last part: of a signed one the signature, which makes it worth something. */
const SHORTEST = 20;
const END = 48;
/** And not Buffer's own reading, which writes beyond its memory where the bytes are odd in number. */
const WIDE = new TextDecoder('utf-16le');
/** A pair of bytes a letter, as Windows and heaps have texts. */
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** What no message, event, log or file may hold: the canary in its forms, and every secret that went over the wire. */
export class WireSecrets {
  /** Looked for anywhere. */
  readonly #texts = new Set<string>();
  /** Looked for as the end of a run of letters: there may be thousands. */
  readonly #ends = new Set<string>();

  constructor() {
    this.add(CANARY);
    this.add(Buffer.from(CANARY).toString('base64url'));
    this.add(wide(CANARY).toString('base64').slice(0, 40));
  }

  add(text: string): void {
    this.#texts.add(text);
  }

  /** Tokens, codes and verifiers that went by. */
  get passed(): number {
    return this.#ends.size;
  }

  /** The first that a text holds; null: none. */
  in(text: string): string | null {
    for (const secret of this.#texts) if (text.includes(secret)) return secret;
    for (const run of runsOf(text)) {
      const end = run.slice(-END);
      if (this.#ends.has(end)) return end;
    }
    return null;
  }

  /** In one byte a character or in two. */
  inBytes(bytes: Buffer): string | null {
    return (
      this.in(bytes.toString('latin1')) ??
      this.in(WIDE.decode(bytes)) ??
      this.in(WIDE.decode(bytes.subarray(1)))
    );
  }

  /** Notes what a request carries. */
  ofRequest(request: TransportRequest): TransportRequest {
    const token = /^bearer (.{20,})$/i.exec(request.headers['authorization'] ?? '')?.[1];
    if (token !== undefined) this.#addToken(token);
    for (const [, value = ''] of (request.body ?? '').matchAll(IN_BODIES)) {
      this.#addToken(decodeURIComponent(value));
    }
    return request;
  }

  /** Notes what the answer to a request for tokens carries, while it is read. */
  ofAnswer({ url }: TransportRequest, answer: TransportResponse): TransportResponse {
    if (!/\/(token|devicecode)\b/i.test(new URL(url).pathname)) return answer;
    const note = (text: string): void => {
      for (const [, value = ''] of text.matchAll(IN_ANSWERS)) this.#addToken(value);
    };
    return { ...answer, body: noted(answer.body, note) };
  }

  #addToken(token: string): void {
    const last = [...runsOf(token)].at(-1);
    if (last !== undefined) this.#ends.add(last.slice(-END));
  }
}

/** Letter by letter: a pattern for a whole run has no room left on the stack where the run has millions of letters. */
function* runsOf(text: string): Generator<string> {
  const letter = /[\w-]/g;
  const other = /[^\w-]/g;
  for (let at = 0; at < text.length;) {
    letter.lastIndex = at;
    const begin = letter.exec(text)?.index ?? text.length;
    other.lastIndex = begin;
    at = other.exec(text)?.index ?? text.length;
    if (at - begin >= SHORTEST) yield text.slice(begin, at);
  }
}

async function* noted(
  body: AsyncIterable<Uint8Array>,
  note: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of body) {
    parts.push(part);
    yield part;
  }
  note(Buffer.concat(parts).toString('utf8'));
}
