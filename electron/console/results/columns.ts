import type { Column } from '../../../shared/model/console.ts';
import { cellText, flagOf, shortSize, kindOf, type Cell, type CellKind } from './cells.ts';

/** Widest text that a column is made for, in characters. */
const WIDEST = 200;

/** Characters of the longest size as the grid shows it: `1,023.9 GB`. */
const SIZE = 10;

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
    if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'object') return 8;
    if (value === null) return 8;
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
    return this.#seen === 0;
  }

  get widest(): number {
    return Math.min(this.#widest, WIDEST);
  }

  text(row: number): string {
    return cellText(this.values[row], this.kind);
  }

  /** As a grid shows it: a size without its bytes, which details, copies and exports have. */
  shown(row: number): string {
    return this.kind === 'size' ? shortSize(this.text(row)) : this.text(row);
  }
}

/** What is shown at first where the person has chosen nothing yet: of each line the first that has values. */
const TELLING = [
  ['DisplayName', 'Name', 'Identity'],
  ['PrimarySmtpAddress', 'DomainName'],
  ['User', 'Trustee', 'RoleAssigneeName'],
  ['Role'],
  ['AccessRights', 'PermissionList'],
  ['RecipientTypeDetails', 'DomainType', 'GroupType', 'RecipientType'],
  ['UserPrincipalName'],
  ['ItemCount'],
  ['TotalItemSize', 'FolderSize'],
  ['LastLogonTime'],
  ['Default'],
  ['ManagedBy'],
  ['Department'],
  ['City'],
  ['ProhibitSendQuota'],
  ['ArchiveStatus'],
  ['WhenCreated'],
] as const;

const MOST_SHOWN = 8;
const FEWEST_SHOWN = 5;

/** Says the same again as what is shown already. */
const REPEATING =
  /^(Identity|Id|Name|Alias|Guid|.*(Guid|ObjectId|OrganizationId|DistinguishedName|ExchangeVersion))$/;

/** Columns as the grid is told of them: in the order of the answer, with those that are shown at first. */
export function describeColumns(columns: readonly ResultColumn[]): Column[] {
  const filled = columns.filter((column) => !column.isEmpty);
  const names = new Set(filled.map((column) => column.name));
  const shown = new Set<string>();
  for (const alternatives of TELLING) {
    const found = alternatives.find((name) => names.has(name));
    if (found !== undefined && shown.size < MOST_SHOWN) shown.add(found);
  }
  for (const { name, kind } of filled) {
    if (shown.size >= FEWEST_SHOWN) break;
    if (kind !== 'object' && kind !== 'list' && !REPEATING.test(name)) shown.add(name);
  }
  if (shown.size === 0) columns.slice(0, MOST_SHOWN).forEach((column) => shown.add(column.name));
  return columns.map((column) => ({
    name: column.name,
    kind: column.kind,
    widest: column.kind === 'size' ? Math.max(column.name.length, SIZE) : column.widest,
    initial: shown.has(column.name),
  }));
}
