import { goesRight } from './scalars.ts';
import { listColumns, ownColumns, tableColumns } from './columns.ts';
import { complexTokens } from './complex-objects.ts';
import { displayProperty } from './display-name.ts';
import { typeNamesOf } from '../members/types.ts';
import { named } from './expression.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { ActiveColumn, Column } from './columns.ts';
import type { Fields } from './fields.ts';
import type { Generator, Grouping } from './generator.ts';
import type { FormatOptions } from './options.ts';
import type { Entry, ShapeInfo, TableColumn } from './packets.ts';

/** A table of an object without a view shows so many of its properties. */
const MOST_COLUMNS = 10;

interface Parts {
  readonly rt: Runtime;
  readonly fields: Fields;
  readonly options: FormatOptions;
  readonly grouping: Grouping | null;
  readonly limit: number;
}

abstract class PropertyGenerator {
  readonly autosize: boolean;
  readonly grouping: Grouping | null;
  protected readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
    this.autosize = parts.options.autosize ?? false;
    this.grouping = parts.grouping;
  }

  appliesTo(): boolean {
    return true;
  }
}

/** A table of the first object's properties, or of those that were asked for. */
export class PropertyTable extends PropertyGenerator implements Generator {
  readonly #columns: readonly ActiveColumn[];

  constructor(parts: Parts, first: Value) {
    super(parts);
    const asked = parts.options.columns;
    if (asked.length > 0) {
      this.#columns = tableColumns(asked, first);
    } else {
      const { columns, usual } = ownColumns(first, parts.rt);
      this.#columns = usual ? columns : columns.slice(0, MOST_COLUMNS);
    }
  }

  shape(first: Value): ShapeInfo {
    const columns = this.#columns.map(({ expression, origin }): TableColumn => {
      const read = origin?.alignment == null ? expression.evaluate(first) : null;
      return {
        label: origin?.label ?? expression.text,
        width: origin?.width ?? 0,
        alignment:
          origin?.alignment ??
          (read !== null && read.error === null && goesRight(read.value) ? 'right' : 'left'),
      };
    });
    return { kind: 'table', columns, hideHeader: this.parts.options.hideHeaders ?? false };
  }

  entry(value: Value): Entry {
    const cells = this.#columns.map(({ expression, origin }) =>
      this.parts.fields.text(value, expression, origin?.format ?? null, true),
    );
    return { kind: 'row', cells, alignments: null, multiLine: this.parts.options.wrap ?? false };
  }
}

/** A list of each object's own properties, or of those that were asked for. */
export class PropertyList extends PropertyGenerator implements Generator {
  shape(): ShapeInfo {
    return { kind: 'list' };
  }

  entry(value: Value): Entry {
    const asked = this.parts.options.columns;
    const columns = asked.length > 0 ? listColumns(asked, value) : ownColumns(value, this.parts.rt).columns;
    return {
      kind: 'list',
      fields: columns.map(({ expression, origin }) => ({
        label: origin?.label ?? expression.text,
        text: this.parts.fields.text(value, expression, origin?.format ?? null, false),
      })),
    };
  }
}

/** One property of each object, side by side. */
export class PropertyWide extends PropertyGenerator implements Generator {
  shape(): ShapeInfo {
    return { kind: 'wide', columns: this.parts.options.wideColumns ?? 0 };
  }

  entry(value: Value): Entry {
    const { rt, fields, options } = this.parts;
    const asked: Column | undefined = options.columns[0];
    if (asked !== undefined) {
      const expression = asked.expression.resolve(value)[0];
      return {
        kind: 'wide',
        text: expression === undefined ? '' : fields.text(value, expression, asked.format, false),
      };
    }
    const known = displayProperty(value, typeNamesOf(value), rt);
    const expression =
      known === undefined ? ownColumns(value, rt).columns[0]?.expression : named(known.name, rt);
    return {
      kind: 'wide',
      text: expression === undefined ? '' : fields.text(value, expression, null, false),
    };
  }
}

/** Each object as a tree of its properties. */
export class PropertyTree extends PropertyGenerator implements Generator {
  shape(): ShapeInfo {
    return { kind: 'complex' };
  }

  entry(value: Value): Entry {
    const { rt, options, limit } = this.parts;
    return {
      kind: 'complex',
      tokens: complexTokens(value, options.columns, { rt, limit, depth: options.depth ?? 5 }),
    };
  }
}
