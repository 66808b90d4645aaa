import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import type { ParameterRule } from '../binding/arguments.ts';

/** What is known of a command of PowerShell's own without running it. */
export interface BuiltInFacts {
  readonly info: CmdletInfo;
  /** Full .NET name that error ids end with: "Microsoft.PowerShell.Commands.SelectObjectCommand". */
  readonly typeName: string;
  readonly aliases: readonly string[];
  /** Short text for Get-Help. */
  readonly synopsis: string;
  /** More checks of a parameter, by its lower-case name. */
  readonly rules?: ReadonlyMap<string, ParameterRule>;
}
