import type { Column } from './columns.ts';
import type { ShapeName } from './view-model.ts';

/** What a Format command was asked for; the default formatter asks for nothing. */
export interface FormatOptions {
  /** null: as the first object has it. */
  readonly shape: ShapeName | null;
  /** Empty: not told. */
  readonly columns: readonly Column[];
  readonly groupBy?: Column;
  readonly viewName?: string;
  readonly autosize?: boolean;
  readonly hideHeaders?: boolean;
  readonly wrap?: boolean;
  /** Format-Wide's. */
  readonly wideColumns?: number;
  /** Format-Custom's. */
  readonly depth?: number;
  /** Lay out texts and errors, too, that are shown as they are else. */
  readonly force?: boolean;
  /** What becomes of a list: its elements (as it is where not told), itself, or both. */
  readonly expand?: 'EnumOnly' | 'CoreOnly' | 'Both';
  readonly showError?: boolean;
  readonly displayError?: boolean;
}

export const DEFAULT_OPTIONS: FormatOptions = { shape: null, columns: [] };
