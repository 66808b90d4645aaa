/** One thing that isn't as real PowerShell does it. */
export interface Difference {
  readonly id: string;
  /** What differs: valid, verdict, bound, stopped, text, objects, errors, warnings, host … */
  readonly kind: string;
  readonly expected: unknown;
  readonly actual: unknown;
}
