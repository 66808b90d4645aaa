import { cannotDo, badValue, objectAmbiguous, objectNotFound } from '../failure.ts';
import { compile, FilterProblem } from '../filters/expression.ts';
import { parseOpath } from '../filters/opath.ts';
import type { Recipient, RecipientClass } from '../data/recipient.ts';
import type { TenantStore } from '../data/tenant-store.ts';
import type { Bound } from '../invoke/bound.ts';
import type { Schema } from '../model/schema.ts';
import type { Row } from '../model/values.ts';
import { numbered } from './command.ts';

/** The one object a changing cmdlet means; 404 or "matches multiple entries". */
export function theOne(
  store: TenantStore,
  identity: string,
  what: string,
  recipientClass?: RecipientClass,
): Recipient {
  const found = store.find(identity, recipientClass).filter((recipient) => !recipient.softDeleted);
  const [one] = found;
  if (!one) throw objectNotFound(identity, what);
  if (found.length > 1) throw objectAmbiguous(identity, what);
  return one;
}

function opathTest(filter: string, schema: Schema): (row: Row) => boolean {
  try {
    return compile(parseOpath(filter, schema));
  } catch (problem) {
    if (!(problem instanceof FilterProblem)) throw problem;
    throw badValue(
      'Filter',
      `Cannot bind parameter 'Filter' to the target. Exception setting "Filter": "${problem.message}"`,
    );
  }
}

/** Ambiguous name resolution: the start of a name, alias or address, or of any word of the display name. */
export function anrTest(anr: string): (recipient: Recipient) => boolean {
  const wanted = anr.toLowerCase();
  return (recipient) =>
    ['Alias', 'Name', 'FirstName', 'LastName', 'PrimarySmtpAddress'].some((name) =>
      recipient.text(name).toLowerCase().startsWith(wanted),
    ) ||
    recipient
      .text('DisplayName')
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
}

function sorted(rows: readonly Row[], schema: Schema, by: string): Row[] {
  const def = schema.byName.get(by.toLowerCase());
  if (!def) throw badValue('SortBy', `"${by}" is not a recognized sortable property.`);
  const key = (row: Row): string => {
    const value = row.props[def.name];
    return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value ?? '');
  };
  return numbered(
    [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)).map((row) => row.props),
  );
}

interface Selection {
  readonly store: TenantStore;
  readonly bound: Bound;
  readonly schema: Schema;
  /** Shown in "couldn't be found". */
  readonly what: string;
  readonly recipientClass?: RecipientClass;
  readonly softDeleted?: boolean;
  readonly test?: (recipient: Recipient) => boolean;
}

/** What every recipient-like Get- cmdlet does with Identity, Anr, Filter, RecipientTypeDetails and SortBy. */
export function selectRecipients(selection: Selection): readonly Row[] {
  const { store, bound, schema, what } = selection;
  const tests: ((recipient: Recipient) => boolean)[] = [
    (recipient) => recipient.softDeleted === (selection.softDeleted ?? false),
  ];
  if (selection.recipientClass !== undefined)
    tests.push((recipient) => recipient.class === selection.recipientClass);
  if (selection.test) tests.push(selection.test);
  const anr = bound.text('Anr');
  if (anr !== null) {
    if (anr.length < 3)
      throw cannotDo(
        'Microsoft.Exchange.Configuration.Tasks.TaskArgumentException',
        'The value for Anr must have at least 3 characters.',
      );
    tests.push(anrTest(anr));
  }
  const details = bound.list('RecipientTypeDetails');
  if (details) tests.push((recipient) => details.includes(recipient.text('RecipientTypeDetails')));
  const types = bound.list('RecipientType');
  if (types) tests.push((recipient) => types.includes(recipient.text('RecipientType')));
  const filter = bound.text('Filter');
  if (filter !== null && filter !== '') tests.push(opathTest(filter, schema));
  const fits = (recipient: Recipient): boolean => tests.every((test) => test(recipient));

  const identity = bound.text('Identity');
  const pool = identity === null ? store.recipients : store.find(identity);
  const rows: readonly Row[] = pool.filter(fits);
  if (identity !== null && rows.length === 0) throw objectNotFound(identity, what);
  const sortBy = bound.text('SortBy');
  return sortBy === null ? rows : sorted(rows, schema, sortBy);
}
