import type { AccessClaims, ExchangeAccess } from '../../types.ts';
import type { TenantStore } from '../data/tenant-store.ts';
import type { Bound } from '../invoke/bound.ts';
import type { Schema } from '../model/schema.ts';
import type { Row } from '../model/values.ts';
import type { ServerCmdlet } from './definition.ts';

export interface CommandContext {
  readonly store: TenantStore;
  readonly claims: AccessClaims;
  readonly access: ExchangeAccess;
  /** Texts for `@adminapi.warnings`. */
  readonly warnings: string[];
}

/** Objects to answer with, in the order of `seq`. */
export interface Listing {
  readonly schema: Schema;
  readonly rows: readonly Row[];
}

/** A change that was checked and not yet made. */
interface Change {
  /** `@adminapi.confirmationmessage`. */
  readonly question: string;
  /** Null: the cmdlet answers nothing. */
  apply(): Listing | null;
}

interface Named {
  readonly info: ServerCmdlet;
  /** The least that an account must be granted. */
  readonly access: Exclude<ExchangeAccess, 'none'>;
}

interface ReadingCommand extends Named {
  read(context: CommandContext, bound: Bound): Listing;
}

interface ChangingCommand extends Named {
  plan(context: CommandContext, bound: Bound): Change;
}

export type Command = ReadingCommand | ChangingCommand;

const RANK: Readonly<Record<ExchangeAccess, number>> = { none: 0, reader: 1, recipientAdmin: 2, admin: 3 };

export function mayRun(command: Command, access: ExchangeAccess): boolean {
  return RANK[access] >= RANK[command.access];
}

/** Rows that aren't kept anywhere, numbered as they stand. */
export function numbered(records: readonly Row['props'][]): Row[] {
  return records.map((props, n) => ({ seq: n + 1, props }));
}
