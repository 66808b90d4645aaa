import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Alignment, Token } from './packets.ts';

/** A property by name, or what is worked out of the object. */
export type ViewField = string | ((value: Value, rt: Runtime) => Value);

export interface ViewColumn {
  readonly field: ViewField;
  /** Heading where it isn't the property's name. */
  readonly label?: string;
  readonly width?: number;
  readonly alignment?: Alignment;
  readonly format?: string;
}

export interface ViewLine {
  readonly field: ViewField;
  readonly label?: string;
}

/** Objects with the same value come under one heading. */
export interface ViewGroup {
  readonly by: ViewField;
  /** Heading; "   Label: value" where it isn't told. */
  readonly heading?: (value: Value, rt: Runtime) => readonly Token[];
  readonly label?: string;
}

interface ViewBase {
  readonly name: string;
  readonly types: readonly string[];
  readonly group?: ViewGroup;
}

export interface TableView extends ViewBase {
  readonly kind: 'table';
  readonly columns: readonly ViewColumn[];
  readonly autosize?: boolean;
  readonly wrap?: boolean;
}

export interface ListView extends ViewBase {
  readonly kind: 'list';
  readonly lines: readonly ViewLine[];
}

export interface WideView extends ViewBase {
  readonly kind: 'wide';
  readonly field: ViewField;
  readonly format?: (value: Value) => string | null;
}

export interface ComplexView extends ViewBase {
  readonly kind: 'complex';
  readonly tokens: (value: Value, rt: Runtime) => readonly Token[];
  /** Shown wherever it comes, without ending a table around it. */
  readonly outOfBand?: boolean;
}

export type View = TableView | ListView | WideView | ComplexView;
export type ShapeName = View['kind'];
