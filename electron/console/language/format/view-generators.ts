import { computed, named } from './expression.ts';
import { livingTypes } from './views.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Expression } from './expression.ts';
import type { Fields } from './fields.ts';
import type { Generator, Grouping } from './generator.ts';
import type { FormatOptions } from './options.ts';
import type { Entry, ShapeInfo } from './packets.ts';
import type { View, ViewField } from './view-model.ts';

interface Parts {
  readonly rt: Runtime;
  readonly fields: Fields;
  readonly options: FormatOptions;
  readonly grouping: Grouping | null;
}

export function fieldExpression(field: ViewField, label: string, rt: Runtime): Expression {
  return typeof field === 'string' ? named(field, rt) : computed(label, (value) => field(value, rt));
}

/** Lays objects out by a view of their type. */
export class ViewGenerator implements Generator {
  readonly autosize: boolean;
  readonly grouping: Grouping | null;
  readonly #view: View;
  readonly #types: ReadonlySet<string>;
  readonly #parts: Parts;
  readonly #expressions: readonly Expression[];

  constructor(view: View, parts: Parts) {
    this.#view = view;
    this.#parts = parts;
    this.#types = new Set(view.types);
    this.autosize = parts.options.autosize ?? (view.kind === 'table' && view.autosize === true);
    this.grouping = parts.grouping;
    this.#expressions = fieldsOf(view).map(({ field, label }) =>
      fieldExpression(field, label ?? '', parts.rt),
    );
  }

  appliesTo(typeNames: readonly string[]): boolean {
    return livingTypes(typeNames).some((name) => this.#types.has(name));
  }

  shape(): ShapeInfo {
    const view = this.#view;
    const { options } = this.#parts;
    if (view.kind === 'list') return { kind: 'list' };
    if (view.kind === 'complex') return { kind: 'complex' };
    if (view.kind === 'wide') return { kind: 'wide', columns: options.wideColumns ?? 0 };
    return {
      kind: 'table',
      columns: view.columns.map(({ field, label, width, alignment }) => ({
        label: label ?? (typeof field === 'string' ? field : ''),
        width: width ?? 0,
        alignment: alignment ?? null,
      })),
      hideHeader: options.hideHeaders ?? false,
    };
  }

  entry(value: Value): Entry {
    const view = this.#view;
    const { fields, options, rt } = this.#parts;
    const texts = this.#expressions.map((expression, at) =>
      fields.text(
        value,
        expression,
        (view.kind === 'table' ? view.columns[at]?.format : undefined) ?? null,
        false,
      ),
    );
    switch (view.kind) {
      case 'table':
        return { kind: 'row', cells: texts, alignments: null, multiLine: options.wrap ?? view.wrap ?? false };
      case 'list':
        return {
          kind: 'list',
          fields: view.lines.map(({ field, label }, at) => ({
            label: label ?? (typeof field === 'string' ? field : ''),
            text: texts[at] ?? '',
          })),
        };
      case 'wide':
        return { kind: 'wide', text: texts[0] ?? '' };
      case 'complex':
        return { kind: 'complex', tokens: view.tokens(value, rt) };
    }
  }
}

function fieldsOf(view: View): readonly { readonly field: ViewField; readonly label?: string }[] {
  switch (view.kind) {
    case 'table':
      return view.columns;
    case 'list':
      return view.lines;
    case 'wide':
      return [{ field: view.field }];
    case 'complex':
      return [];
  }
}
