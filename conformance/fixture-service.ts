import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../electron/console/language/convert/text.ts';
import { declare, parameter } from '../electron/console/language/commands/declare.ts';
import type { Service, ServiceAnswer, ServiceCall } from '../electron/console/language/host.ts';
import { wildcard } from '../electron/console/language/operators/wildcard.ts';
import { exception, PsErrorRecord } from '../electron/console/language/values/errors.ts';
import { double, long, type Value } from '../electron/console/language/values/model.ts';
import { TICKS_PER_MILLISECOND, UNIX_EPOCH_TICKS } from '../electron/console/language/values/time.ts';
import { PsObject } from '../electron/console/language/values/object.ts';
import type { CmdletInfo } from '../shared/model/cmdlet.ts';

/** What -Identity is compared with. */
const KEYS = [
  'Identity',
  'Name',
  'Alias',
  'DisplayName',
  'UserPrincipalName',
  'PrimarySmtpAddress',
  'Group',
  'DomainName',
];

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function fromJson(value: unknown): Value {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? long(BigInt(value)) : double(value);
  if (typeof value === 'string') {
    return ISO.test(value) ? utcDate(value) : value;
  }
  if (Array.isArray(value)) return value.map(fromJson);
  return PsObject.from(
    Object.entries(value as Record<string, unknown>).map(([name, item]): [string, Value] => [
      name,
      fromJson(item),
    ]),
  );
}

/** ConvertFrom-Json reads a date with a Z as UTC. */
function utcDate(text: string): Value {
  const ticks = BigInt(Date.parse(text.endsWith('Z') ? text : `${text}Z`)) * TICKS_PER_MILLISECOND;
  return { kind: 'dateTime', ticks: UNIX_EPOCH_TICKS + ticks, zone: 'Utc' };
}

function info(name: string): CmdletInfo {
  return declare(name, [
    parameter('Identity', 'String', { position: 0, pipeline: true, byName: true }),
    parameter('ResultSize', 'Object'),
  ]);
}

/** The cmdlets of a folder of NAME.json files, as ../shared/oracle/README.md says they behave. */
export class FixtureService implements Service {
  readonly cmdlets: ReadonlyMap<string, CmdletInfo>;
  readonly #rows = new Map<string, readonly Value[]>();

  constructor(folder: string) {
    const cmdlets = new Map<string, CmdletInfo>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const name = file.slice(0, -'.json'.length);
      cmdlets.set(name.toLowerCase(), info(name));
      const text = readFileSync(join(folder, file), 'utf8');
      this.#rows.set(name.toLowerCase(), (JSON.parse(text) as unknown[]).map(fromJson));
    }
    this.cmdlets = cmdlets;
  }

  invoke({ cmdlet, parameters }: ServiceCall): ServiceAnswer {
    const all = this.#rows.get(cmdlet.name.toLowerCase()) ?? [];
    const identity = parameters.get('Identity');
    const size = parameters.get('ResultSize');
    let rows = all.map(copyOf);
    const errors: PsErrorRecord[] = [];
    if (identity !== undefined && identity !== null) {
      const text = toText(identity);
      const like = wildcard(text);
      rows = rows.filter((row) => KEYS.some((key) => matches(row, key, like)));
      if (rows.length === 0 && !/[*?[]/.test(text)) errors.push(notFound(text, cmdlet.name));
    }
    if (size !== undefined && size !== null && toText(size).toLowerCase() !== 'unlimited') {
      rows = rows.slice(0, Number(toText(size)));
    }
    return answer(rows, errors);
  }

  invokeMany(calls: readonly ServiceCall[]): readonly ServiceAnswer[] {
    return calls.map((call) => this.invoke(call));
  }

  propertyNames(cmdlet: string): readonly string[] {
    const first = this.#rows.get(cmdlet.toLowerCase())?.[0];
    return first instanceof PsObject ? first.shape.names : [];
  }
}

function matches(row: Value, key: string, like: (text: string) => boolean): boolean {
  const value = row instanceof PsObject ? row.get(key) : undefined;
  return value !== undefined && value !== null && like(toText(value));
}

/** Every call gives objects of its own, as a service would. */
function copyOf(row: Value): Value {
  if (!(row instanceof PsObject)) return row;
  return new PsObject(
    row.shape,
    row.values.map((value) => (Array.isArray(value) ? [...value] : value)),
    row.typeNames,
  );
}

function notFound(identity: string, cmdlet: string): PsErrorRecord {
  const message = `The operation couldn't be performed because object '${identity}' couldn't be found.`;
  return new PsErrorRecord(
    exception('System.Management.Automation.RuntimeException', message),
    'ManagementObjectNotFoundException',
    'ObjectNotFound',
    identity,
    cmdlet,
  );
}

function answer(rows: readonly Value[], errors: readonly PsErrorRecord[]): ServiceAnswer {
  let given = false;
  return {
    next() {
      if (given || rows.length === 0) return null;
      given = true;
      return rows;
    },
    ahead: () => undefined,
    stop: () => undefined,
    ready: true,
    confirmation: null,
    warnings: [],
    errors,
  };
}
