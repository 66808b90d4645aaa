import { z } from 'zod';
import { readAuthorityUri, readConnectionUri } from '../../../shared/endpoints.ts';
import {
  carriedConnectionSchema,
  CONNECTION_FILE_FORMAT,
  CONNECTION_FILE_VERSION,
  type CarriedConnection,
} from '../../../shared/model/connection-file.ts';
import type { ConnectionProfile, DamagedRecord } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';

/** More connections than anybody has. */
const MOST = 5000;

const headSchema = z.object({
  format: z.literal(CONNECTION_FILE_FORMAT),
  version: z.int(),
  connections: z.array(z.unknown()),
});

/** The text of an export. */
export function writeConnectionFile(profiles: readonly ConnectionProfile[], at: string): string {
  const file = {
    format: CONNECTION_FILE_FORMAT,
    version: CONNECTION_FILE_VERSION,
    exportedAt: at,
    connections: profiles.map(carried),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads an export, record by record. Throws FailureError invalid-input where it is none. */
export function readConnectionFile(text: string): { good: CarriedConnection[]; damaged: DamagedRecord[] } {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw notOurs('It is not JSON.');
  }
  const head = headSchema.safeParse(data);
  if (!head.success) throw notOurs('It is not an export of connections.');
  if (head.data.version > CONNECTION_FILE_VERSION) {
    throw fail(
      'invalid-input',
      'The file was written by a newer version of Tenantdeck, so nothing was imported.',
      'Update Tenantdeck, or export the file again from an older version.',
    );
  }
  if (head.data.connections.length > MOST) throw notOurs(`It holds more than ${String(MOST)} connections.`);
  const good: CarriedConnection[] = [];
  const damaged: DamagedRecord[] = [];
  head.data.connections.forEach((record, position) => {
    const read = carriedConnectionSchema.safeParse(record);
    if (read.success) good.push(agreedToNothing(read.data));
    else damaged.push({ label: labelOf(record, position), reason: reasonOf(read.error), keptIn: null });
  });
  return { good, damaged };
}

/** By the schema's fields alone: whatever else a profile may hold one day stays here until it is named there. */
function carried(profile: ConnectionProfile): CarriedConnection {
  return agreedToNothing(carriedConnectionSchema.parse(profile));
}

/**
 * A host outside the table of environments is agreed to by the person at each computer: a file from somebody else must
 * not be able to have tokens sent there, nor a run log written to a folder or share of its choice. Addresses lose all but
 * host and organisation.
 */
function agreedToNothing(connection: CarriedConnection): CarriedConnection {
  const { options } = connection;
  return {
    ...connection,
    options: {
      ...options,
      confirmedHosts: [],
      runLog: options.runLog === null ? null : { ...options.runLog, folder: null },
      connectionUri: addressOnly(options.connectionUri, readConnectionUri),
      authorityUri: addressOnly(options.authorityUri, readAuthorityUri),
    },
  };
}

function addressOnly(text: string | null, read: (text: string) => object): string | null {
  if (text === null || 'problem' in read(text)) return null;
  return text.replace(/[?#].*$/s, '');
}

function notOurs(reason: string): Error {
  return fail(
    'invalid-input',
    `The file can’t be imported. ${reason}`,
    'Choose a file that Tenantdeck exported.',
  );
}

function labelOf(record: unknown, position: number): string {
  const named = z.object({ name: z.string().min(1) }).safeParse(record);
  return named.success ? named.data.name.slice(0, 120) : `Connection ${String(position + 1)}`;
}

/** Where it is wrong; never what stands there. */
function reasonOf(error: z.ZodError): string {
  const path = error.issues[0]?.path.join('.') ?? '';
  if (path === 'cloudId') return 'Its environment is not one that this version knows.';
  return path === '' ? 'It does not have the expected form.' : `Its ${path} is not of the expected form.`;
}
