import { mergeClasses } from '@fluentui/react-components';
import type { useGridStyles } from './gridStyles.ts';

export type RowLook = { readonly chosen: boolean; readonly current: boolean; readonly pending: boolean };
export type CellLook = {
  readonly end: boolean;
  readonly faint: boolean;
  readonly strong: boolean;
  readonly focused: boolean;
};

/** Class names of rows and cells by their state. Each combination is merged once: a frame asks for hundreds. */
export class RowLooks {
  readonly #styles: ReturnType<typeof useGridStyles>;
  readonly highContrast: boolean;
  readonly #rows: string[] = [];
  readonly #cells: string[] = [];

  constructor(styles: ReturnType<typeof useGridStyles>, highContrast: boolean) {
    this.#styles = styles;
    this.highContrast = highContrast;
  }

  row(look: RowLook): string {
    const styles = this.#styles;
    const { chosen, current, pending } = look;
    const key = Number(chosen) + 2 * Number(current) + 4 * Number(pending);
    return (this.#rows[key] ??= mergeClasses(
      styles.row,
      this.highContrast ? styles.rowHighContrast : styles.rowHover,
      chosen && styles.chosen,
      chosen && this.highContrast && styles.chosenHighContrast,
      current && styles.current,
      pending && styles.pending,
    ));
  }

  cell(look: CellLook): string {
    const styles = this.#styles;
    const { end, faint, strong, focused } = look;
    const key = Number(end) + 2 * Number(faint) + 4 * Number(strong) + 8 * Number(focused);
    return (this.#cells[key] ??= mergeClasses(
      styles.cell,
      end && styles.end,
      faint && styles.faint,
      strong && styles.strong,
      focused && styles.focused,
    ));
  }
}
