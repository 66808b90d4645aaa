import type { Value } from '../../../values/model.ts';

/** One thing on the drives Variable:, Env:, Function:, Alias: and Cert:. */
export interface DriveItem {
  readonly name: string;
  /** What is in it; not there: it holds nothing. */
  readonly children?: () => readonly DriveItem[];
  /** What Get-Content gives. */
  readonly content: Value;
  /** What Get-Item gives. */
  object(): Value;
}
