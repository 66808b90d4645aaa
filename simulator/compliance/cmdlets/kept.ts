import { isoSeconds } from '../../exchange/data/random.ts';
import type { TenantStore } from '../../exchange/data/tenant-store.ts';
import { cannotDo, objectNotFound } from '../../exchange/failure.ts';
import type { Bound } from '../../exchange/invoke/bound.ts';
import type { Schema } from '../../exchange/model/schema.ts';
import type { Props, Row } from '../../exchange/model/values.ts';
import type { PracticeTenant } from '../../types.ts';

/** A collection of policies, searches … of one organisation: seeded, then kept in memory. */
export interface Kept {
  /** Key in the store, and what "couldn't be found" calls one. */
  readonly name: string;
  readonly schema: Schema;
  readonly seed: (tenant: PracticeTenant) => Props[];
}

type KeptRow = ReturnType<TenantStore['smallRows']>[number];

/** Text of a property; empty for any other. */
export function textOf(row: Row, key: string): string {
  const value = row.props[key];
  return typeof value === 'string' ? value : '';
}

const isNamed = (row: Row, identity: string): boolean =>
  ['Name', 'Guid', 'DisplayName'].some((key) => textOf(row, key).toLowerCase() === identity.toLowerCase());

export function rowsOf(store: TenantStore, kept: Kept): KeptRow[] {
  return store.smallRows(kept.name, () => kept.seed(store.tenant));
}

/** All, or the one that Identity names; 404 where there is none. */
export function selected(store: TenantStore, kept: Kept, bound: Bound): readonly Row[] {
  const identity = bound.text('Identity');
  return identity === null ? rowsOf(store, kept) : [theOne(store, kept, identity)];
}

/** By name or id. Throws the 404 of what isn't there. */
export function theOne(store: TenantStore, kept: Kept, identity: string): KeptRow {
  const row = rowsOf(store, kept).find((one) => isNamed(one, identity));
  if (!row) throw objectNotFound(identity, kept.name);
  return row;
}

/** Throws where something of that name is there already. */
export function refuseTaken(store: TenantStore, kept: Kept, name: string): void {
  if (!rowsOf(store, kept).some((row) => isNamed(row, name))) return;
  throw cannotDo(
    'Microsoft.Exchange.Configuration.Tasks.ManagementObjectAlreadyExistsException',
    `The object "${name}" already exists. Choose another name.`,
    name,
  );
}

export function add(store: TenantStore, kept: Kept, name: string, props: Props): Row {
  const rows = rowsOf(store, kept);
  const now = isoSeconds(Date.now());
  const row = {
    seq: (rows.at(-1)?.seq ?? 0) + 1,
    props: {
      Identity: name,
      Name: name,
      Guid: store.newGuid(),
      ...props,
      WhenCreated: now,
      WhenChanged: now,
    },
  };
  rows.push(row);
  store.changed();
  return row;
}

export function change(store: TenantStore, row: KeptRow, props: Props): void {
  Object.assign(row.props, props, { WhenChanged: isoSeconds(Date.now()) });
  store.changed();
}

export function drop(store: TenantStore, kept: Kept, row: KeptRow): void {
  const rows = rowsOf(store, kept);
  rows.splice(rows.indexOf(row), 1);
  store.changed();
}
