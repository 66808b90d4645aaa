import { exception, PsErrorRecord, Terminating } from '../values/errors.ts';
import { propertiesOf } from '../members/properties.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import { typeNameOf, typeNamesOf } from '../members/types.ts';
import { elementsOf } from './enumerate.ts';
import { enumerationLimit } from './cell-text.ts';
import { Fields } from './fields.ts';
import { groupingBy } from './grouping.ts';
import { isScalar } from './scalars.ts';
import { ownColumns } from './columns.ts';
import { packetOf } from './packets.ts';
import { PropertyList, PropertyTable, PropertyTree, PropertyWide } from './property-generators.ts';
import { fieldExpression, ViewGenerator } from './view-generators.ts';
import { findOutOfBandView, findView, viewNames } from './views.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Generator, Grouping } from './generator.ts';
import type { FormatOptions } from './options.ts';
import type { Entry, Packet } from './packets.ts';
import type { ShapeName, View } from './view-model.ts';

/** An object with more properties than these is a list where nothing else is told. */
const MOST_FOR_TABLE = 4;

/** One run of a formatter: objects in, packets out. The first object that isn't plain text decides the shape. */
export class FormatSession {
  readonly #rt: Runtime;
  readonly #options: FormatOptions;
  readonly #emit: (packet: Packet) => void;
  readonly #limit: number;
  readonly #fields: Fields;
  #generator: Generator | null = null;
  #inGroup = false;
  /** What -ShowError has to say after the object at hand. */
  readonly #failures: PsErrorRecord[] = [];

  constructor(rt: Runtime, options: FormatOptions, emit: (packet: Packet) => void) {
    this.#rt = rt;
    this.#options = options;
    this.#emit = emit;
    this.#limit = enumerationLimit(rt);
    this.#fields = new Fields(rt, this.#limit, {
      marks: options.displayError ?? false,
      report:
        options.showError === true
          ? (message, { exception: cause }, target) => {
              const record = new PsErrorRecord(cause, 'PSPropertyExpressionError', 'InvalidArgument', target);
              record.details = message;
              this.#failures.push(record);
            }
          : null,
    });
  }

  add(value: Value): void {
    if (value === null) return;
    const elements = elementsOf(value);
    const expand = this.#options.expand ?? 'EnumOnly';
    if (elements === null || expand === 'CoreOnly') {
      this.#object(value);
      return;
    }
    if (expand === 'Both') this.#describe(value, [...elements].length);
    for (const item of elements) this.#object(item);
  }

  /** What -Expand Both says of a list before its elements. */
  #describe(value: Value, count: number): void {
    this.#comment('The following object supports IEnumerable:\n');
    this.#outOfBand(value, true);
    if (count === 0) this.#comment('The IEnumerable contains no objects.');
    else if (count === 1) this.#comment('The IEnumerable contains the following object:\n');
    else this.#comment(`The IEnumerable contains the following ${String(count)} objects:\n`);
  }

  finish(): void {
    if (this.#generator === null) return;
    if (this.#inGroup) this.#emit({ kind: 'groupEnd' });
    this.#emit({ kind: 'end' });
    this.#inGroup = false;
    this.#generator = null;
  }

  #object(item: Value): void {
    const value = item ?? '';
    const packet = packetOf(value);
    if (packet !== null) {
      this.#emit(packet);
      return;
    }
    const force = this.#options.force === true && this.#options.shape !== null;
    if (!force && this.#outOfBand(value, false)) return;
    const generator = (this.#generator ??= this.#begin(value));
    if (!force && !generator.appliesTo(typeNamesOf(value)) && this.#outOfBand(value, true)) return;
    const changed = generator.grouping?.update(value) ?? false;
    if (!this.#inGroup) {
      this.#startGroup(generator, value);
    } else if (changed) {
      this.#emit({ kind: 'groupEnd' });
      this.#startGroup(generator, value);
    }
    this.#emit({ kind: 'entry', entry: generator.entry(value), outOfBand: false });
    for (const record of this.#failures.splice(0)) this.#outOfBand(record, true);
  }

  #startGroup(generator: Generator, first: Value): void {
    this.#emit({ kind: 'groupStart', heading: generator.grouping?.heading(first) ?? null });
    this.#inGroup = true;
  }

  #begin(first: Value): Generator {
    const generator = this.#choose(first);
    this.#emit({ kind: 'start', shape: generator.shape(first), autosize: generator.autosize });
    return generator;
  }

  #choose(first: Value): Generator {
    const { shape, columns, viewName } = this.#options;
    const typeNames = typeNamesOf(first);
    if (shape !== null && columns.length > 0) return this.#byProperties(shape, first, this.#options);
    if (viewName !== undefined && shape !== null) {
      const view = findView(typeNames, shape, viewName);
      if (view === null) throw unknownView(viewName, shape, typeNameOf(first));
      return this.#byView(view);
    }
    const view = findView(typeNames, shape, null);
    if (view !== null) return this.#byView(view);
    if (shape !== null) return this.#byProperties(shape, first, this.#options);
    const count = ownColumns(first, this.#rt).columns.length;
    return this.#byProperties(count <= MOST_FOR_TABLE ? 'table' : 'list', first, DEFAULT_OPTIONS);
  }

  #byView(view: View): Generator {
    return new ViewGenerator(view, {
      rt: this.#rt,
      fields: this.#fields,
      options: this.#options,
      grouping: this.#askedGrouping() ?? this.#viewGrouping(view),
    });
  }

  #byProperties(shape: ShapeName, first: Value, options: FormatOptions): Generator {
    const parts = {
      rt: this.#rt,
      fields: this.#fields,
      options,
      grouping: this.#askedGrouping(),
      limit: this.#limit,
    };
    switch (shape) {
      case 'table':
        return new PropertyTable(parts, first);
      case 'list':
        return new PropertyList(parts);
      case 'wide':
        return new PropertyWide(parts);
      case 'complex':
        return new PropertyTree(parts);
    }
  }

  #askedGrouping(): Grouping | null {
    const asked = this.#options.groupBy;
    return asked === undefined
      ? null
      : groupingBy(asked.expression, asked.label, null, this.#rt, this.#limit);
  }

  #viewGrouping(view: View): Grouping | null {
    const { group } = view;
    if (group === undefined) return null;
    const expression = fieldExpression(group.by, group.label ?? '', this.#rt);
    return groupingBy(expression, group.label ?? null, group.heading ?? null, this.#rt, this.#limit);
  }

  /** Shows a value that stands outside tables and lists; false: it belongs into one. */
  #outOfBand(value: Value, asList: boolean): boolean {
    const entry = this.#outOfBandEntry(value, asList);
    if (entry === null) return false;
    this.#emit({ kind: 'entry', entry, outOfBand: true });
    return true;
  }

  #outOfBandEntry(value: Value, asList: boolean): Entry | null {
    if (typeof value === 'string') return { kind: 'raw', text: value };
    const rt = this.#rt;
    const view = findOutOfBandView(typeNamesOf(value));
    if (view !== null) return { kind: 'complex', tokens: view.tokens(value, rt) };
    if (isScalar(value) || isBare(value, rt)) return { kind: 'raw', text: toStringOf(value, rt.culture) };
    if (!asList) return null;
    const parts = { rt, fields: this.#fields, options: DEFAULT_OPTIONS, grouping: null, limit: this.#limit };
    return new PropertyList(parts).entry(value);
  }

  #comment(message: string): void {
    this.#emit({ kind: 'entry', entry: { kind: 'raw', text: message }, outOfBand: true });
  }
}

/** An object without properties is shown as its text. */
function isBare(value: Value, rt: Runtime): boolean {
  if (value !== null && typeof value === 'object' && 'shape' in value && value.shape.names.length > 0)
    return false;
  return propertiesOf(value, rt).length === 0;
}

function unknownView(name: string, shape: ShapeName, typeName: string): Terminating {
  const shapeName = { table: 'Table', list: 'List', wide: 'Wide', complex: 'Custom' }[shape];
  const known = viewNames(typeName, shape);
  const record = new PsErrorRecord(
    exception('System.Management.Automation.PipelineStoppedException', 'The pipeline has been stopped.'),
    'FormatViewNotFound',
    'ObjectNotFound',
    name,
  );
  record.details =
    known.length > 0
      ? `The view name ${name} cannot be found. Specify one of the following ${shapeName} views and try again: ${known.join(', ')}.`
      : `The view name ${name} cannot be found. No ${shapeName} view exists for ${typeName} objects.`;
  return new Terminating(record);
}
