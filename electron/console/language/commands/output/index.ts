import { formatCustom, formatList, formatTable, formatWide } from './format-commands.ts';
import { outDefault, outHost, outNull, outString } from './out-commands.ts';
import { outFile } from './out-file.ts';
import { outGridView } from './out-grid-view.ts';
import type { BuiltIn } from '../builtin.ts';

/** The Format and Out commands. */
export const outputCommands: readonly BuiltIn[] = [
  formatCustom,
  formatList,
  formatTable,
  formatWide,
  outDefault,
  outFile,
  outGridView,
  outHost,
  outNull,
  outString,
];
