import type { Column } from '../../../shared/model/console.ts';
import { cellText, flagOf, kindOf, SEEN, type Cell, type CellKind } from './cells.ts';

/** Widest text that a column is made for, in characters. */
const WIDEST = 200;

/** Rows whose numbers, lists and objects are measured for the width; strings are all measured. */
const MEASURED_ROWS = 500;

/** One property over all rows. */
export class ResultColumn {
  readonly name: string;
  /** By row; undefined where the object lacked it. */
  readonly values: Cell[] = [];
  /** .NET name of `@data.type`, as far as the answer told. */
  typeName: string | null = null;
  /** Numbers are bytes (real-client.md 6.4). */
  readonly bytes: boolean;
  #seen = 0;
  #widest: number;

  constructor(name: string, rowsBefore: number, bytes: boolean) {
    this.name = name;
    this.bytes = bytes;
    this.#widest = name.length;
    if (rowsBefore > 0) this.values = new Array<Cell>(rowsBefore).fill(undefined);
  }

  /** Adds the value of the next row; answers its rough memory in bytes. */
  push(value: Cell): number {
    this.values.push(value);
    if (typeof value === 'string') {
      if (value.length === 0) return 8;
      this.#seen |= flagOf(value);
      if (value.length > this.#widest) this.#widest = value.length;
      return 32 + value.length;
    }
    if (value === null || value === undefined) return 8;
    this.#seen |= flagOf(value);
    if (this.values.length <= MEASURED_ROWS) {
      this.#widest = Math.max(this.#widest, cellText(value, this.kind).length);
    }
    return typeof value === 'object' ? 64 + 40 * Object.keys(value).length : 8;
  }

  /** Fills up to `rows` where objects lacked it. */
  pad(rows: number): void {
    while (this.values.length < rows) this.values.push(undefined);
  }

  get kind(): CellKind {
    const kind = kindOf(this.#seen);
    return kind === 'number' && this.bytes ? 'size' : kind;
  }

  get isEmpty(): boolean {
    return (this.#seen & ~SEEN.unlimited) === 0 && (this.#seen & SEEN.unlimited) === 0;
  }

  get widest(): number {
    return Math.min(this.#widest, WIDEST);
  }

  text(row: number): string {
    return cellText(this.values[row], this.kind);
  }
}

/** What is shown at first where the person has chosen nothing yet, by how telling it is. */
const TELLING = [
  'DisplayName',
  'Name',
  'PrimarySmtpAddress',
  'UserPrincipalName',
  'DomainName',
  'Identity',
  'RecipientTypeDetails',
  'TotalItemSize',
  'ItemCount',
  'LastLogonTime',
  'User',
  'Trustee',
  'AccessRights',
  'DomainType',
  'Default',
  'Role',
  'RoleAssigneeName',
  'Department',
  'City',
  'ManagedBy',
  'GroupType',
  'ProhibitSendQuota',
  'ArchiveStatus',
  'WhenCreated',
];

const SHOWN_AT_FIRST = 8;

/** Columns as the grid is told of them: in the order of the answer, with those that are shown at first. */
export function describeColumns(columns: readonly ResultColumn[]): Column[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const shown = new Set<string>();
  for (const name of TELLING) {
    const column = byName.get(name);
    if (column !== undefined && !column.isEmpty && shown.size < SHOWN_AT_FIRST) shown.add(name);
  }
  for (const column of columns) {
    if (shown.size >= Math.min(SHOWN_AT_FIRST, 6)) break;
    if (!column.isEmpty && column.kind !== 'object' && column.kind !== 'list') shown.add(column.name);
  }
  if (shown.size === 0) columns.slice(0, SHOWN_AT_FIRST).forEach((column) => shown.add(column.name));
  return columns.map((column) => ({
    name: column.name,
    kind: column.kind,
    widest: column.widest,
    initial: shown.has(column.name),
  }));
}
