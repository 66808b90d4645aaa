/** One try of a request, as far as it came: what a run log measures (electron/connections/run-log). */
export interface Tried {
  /** null: no answer came. */
  readonly status: number | null;
  /** The service's own id of the answer. */
  readonly requestId: string | null;
  /** Milliseconds in this computer's queue for the organisation. */
  readonly queuedMs: number;
  /** Milliseconds from sending to the answer's headers; null: none came. */
  readonly firstByteMs: number | null;
  /** Milliseconds from the headers to the end of the body; null: it did not come whole. */
  readonly bodyMs: number | null;
  /** Bytes of the body, unpacked. */
  readonly bytes: number;
}

/** Takes the times of one try while it is under way. */
export class TryClock {
  readonly #now: () => number;
  readonly #asked: number;
  #started: number | null = null;
  #answered: number | null = null;
  #ended: number | null = null;
  #status: number | null = null;
  #requestId: string | null = null;
  #bytes = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#asked = now();
  }

  /** True: something may have been written to the wire. */
  get sent(): boolean {
    return this.#started !== null;
  }

  start(): void {
    this.#started = this.#now();
  }

  answer({ status, headers }: { status: number; headers: Readonly<Record<string, string>> }): void {
    this.#answered = this.#now();
    this.#status = status;
    this.#requestId = headers['request-id'] ?? null;
  }

  end(bytes: number): void {
    this.#ended = this.#now();
    this.#bytes = bytes;
  }

  tried(): Tried {
    const from = this.#started ?? this.#now();
    const answered = this.#answered;
    return {
      status: this.#status,
      requestId: this.#requestId,
      queuedMs: from - this.#asked,
      firstByteMs: answered === null ? null : answered - from,
      bodyMs: answered === null || this.#ended === null ? null : this.#ended - answered,
      bytes: this.#bytes,
    };
  }
}
