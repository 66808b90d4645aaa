/** What texts of numbers and dates depend on. */
export interface Culture {
  /** BCP 47: "en-US", "de-DE"; "" is .NET's invariant culture. */
  readonly name: string;
  /** IANA name of the time zone that Local means. */
  readonly timeZone: string;
}

export const INVARIANT: Culture = { name: '', timeZone: 'UTC' };
