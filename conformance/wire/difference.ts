/** One thing in which our request is not the real client's. */
export interface WireDifference {
  /** "method", "host", "path", "query $filter", "header prefer", "form scope", "body CmdletInput.Parameters.Confirm", "not sent". */
  readonly what: string;
  readonly expected: string | null;
  readonly actual: string | null;
  /** Why it is meant so; null: it is not. */
  readonly reason: string | null;
}

export type Found = Omit<WireDifference, 'reason'>;
