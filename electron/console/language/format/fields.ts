import { Terminating } from '../values/errors.ts';
import { cellText, formattedText } from './cell-text.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Expression } from './expression.ts';

const ERROR_MARK = '#ERR';
const FORMAT_ERROR_MARK = '#FMTERR';

/** What -ShowError and -DisplayError ask for. */
export interface ErrorPolicy {
  readonly marks: boolean;
  /** null: nobody asked for messages. */
  readonly report: ((message: string, record: PsErrorRecord, target: Value) => void) | null;
}

/** Texts of cells and list values. */
export class Fields {
  readonly #rt: Runtime;
  readonly #limit: number;
  readonly #policy: ErrorPolicy;

  constructor(rt: Runtime, limit: number, policy: ErrorPolicy) {
    this.#rt = rt;
    this.#limit = limit;
    this.#policy = policy;
  }

  text(target: Value, expression: Expression, format: string | null, table: boolean): string {
    const read = expression.evaluate(target);
    if (read === null) return '';
    if (read.error !== null) {
      this.#policy.report?.(`Failed to evaluate expression "${expression.text}".`, read.error, target);
      return this.#policy.marks ? ERROR_MARK : '';
    }
    if (format !== null) {
      try {
        return formattedText(read.value, format, this.#rt);
      } catch (thrown) {
        if (!(thrown instanceof Terminating)) throw thrown;
        if (this.#policy.marks) {
          this.#policy.report?.(
            `Failed to format property "${expression.text}" with format "${format}".`,
            thrown.record,
            target,
          );
          return FORMAT_ERROR_MARK;
        }
      }
    }
    return cellText(read.value, this.#rt, this.#limit, table);
  }
}
