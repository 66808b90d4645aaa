import { copyFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { profileSchema, type ConnectionProfile, type DamagedRecord } from '../../shared/model/connection.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';

/** A small JSON file that is written as a whole or not at all; electron-store behind an adapter in the app. */
export interface ProfileFile {
  /** Anything, or undefined where there is none yet. Throws when the file is not JSON. */
  read(): unknown;
  write(data: unknown): void;
  readonly path: string;
  /** Set where the file was no JSON any more and was put aside before it came here. */
  readonly damaged?: DamagedRecord | null;
}

const VERSION = 2;
const fileSchema = z.object({ version: z.literal(VERSION), connections: z.array(z.unknown()) });

/** From each older form to the next. Version 0 was a bare list without `folder`, 1 knew sign-in by the browser only. */
const MIGRATIONS: readonly ((data: unknown) => unknown)[] = [
  (data) => ({
    version: 1,
    connections: (Array.isArray(data) ? data : []).map((one: unknown) =>
      typeof one === 'object' && one !== null ? { folder: '', ...one } : one,
    ),
  }),
  (data) => {
    const older = z.object({ connections: z.array(z.unknown()) }).safeParse(data);
    // Not of that form: damaged, which the check of the newest form tells.
    if (!older.success) return data;
    const connections = older.data.connections.map((one) =>
      typeof one === 'object' && one !== null ? { signIn: BROWSER, options: NO_OPTIONS, ...one } : one,
    );
    return { version: 2, connections };
  },
];

export interface ProfileStore {
  list(): readonly ConnectionProfile[];
  find(id: string): ConnectionProfile | null;
  /** Replaces the profile with that id, or adds it at the end or at `index`. Throws FailureError disk-full, not-writable. */
  put(profile: ConnectionProfile, index?: number): void;
  /** Adds all at the end, or none where they can't be saved. Throws as `put`. */
  addAll(added: readonly ConnectionProfile[]): void;
  removeAll(ids: ReadonlySet<string>): void;
  /** Answers where it stood; -1 when it was not there. */
  remove(id: string): number;
  damaged(): readonly DamagedRecord[];
  dismissDamaged(): void;
}

/** The saved connections. What can't be read is kept in a file of its own, reported, and the rest loads. */
export function createProfileStore(file: ProfileFile, now: () => number = Date.now): ProfileStore {
  let damaged: DamagedRecord[] = [];
  let profiles = load();

  function save(next: ConnectionProfile[]): void {
    try {
      file.write({ version: VERSION, connections: next });
    } catch (cause) {
      throw notSaved(cause);
    }
    profiles = next;
  }

  function load(): ConnectionProfile[] {
    let data: unknown;
    if (file.damaged != null) damaged = [file.damaged];
    try {
      data = file.read();
    } catch {
      damaged = [wholeFile('It is not JSON.')];
      return startAnew();
    }
    if (data === undefined) {
      damaged = file.damaged ? [file.damaged] : [];
      return [];
    }
    const parsed = fileSchema.safeParse(migrated(data));
    if (!parsed.success) {
      damaged = [wholeFile(reasonOf(parsed.error))];
      return startAnew();
    }
    return loadRecords(parsed.data.connections);
  }

  function loadRecords(records: readonly unknown[]): ConnectionProfile[] {
    const good: ConnectionProfile[] = [];
    const bad: { record: unknown; label: string; reason: string }[] = [];
    const ids = new Set<string>();
    records.forEach((record, position) => {
      const profile = profileSchema.safeParse(record);
      if (profile.success && !ids.has(profile.data.id)) {
        ids.add(profile.data.id);
        good.push(profile.data);
      } else {
        const reason = profile.success ? 'Another connection has the same id.' : reasonOf(profile.error);
        bad.push({ record, label: labelOf(record, position), reason });
      }
    });
    if (bad.length > 0) {
      const keptIn = keep(
        JSON.stringify(
          bad.map((one) => one.record),
          null,
          2,
        ),
      );
      damaged = bad.map(({ label, reason }) => ({ label, reason, keptIn }));
      if (keptIn !== null) rewrite(good);
    }
    return good;
  }

  /** Leaves the file alone when it can't be written: the next start tells the same again. */
  function rewrite(good: ConnectionProfile[]): void {
    try {
      file.write({ version: VERSION, connections: good });
    } catch {
      // Reported already as damaged; the first change of the user says that nothing can be saved.
    }
  }

  function startAnew(): ConnectionProfile[] {
    if (damaged[0]?.keptIn !== null) rewrite([]);
    return [];
  }

  function wholeFile(reason: string): DamagedRecord {
    const keptIn = asidePath();
    try {
      copyFileSync(file.path, keptIn);
      return { label: 'The file with all connections', reason, keptIn };
    } catch {
      return { label: 'The file with all connections', reason, keptIn: null };
    }
  }

  function keep(text: string): string | null {
    const path = asidePath();
    try {
      writeFileSync(path, text, { mode: 0o600 });
      return path;
    } catch {
      return null;
    }
  }

  function asidePath(): string {
    return `${file.path}.damaged-${new Date(now()).toISOString().replaceAll(/[:.]/g, '-')}.json`;
  }

  return {
    list: () => profiles,
    find: (id) => profiles.find((profile) => profile.id === id) ?? null,
    put(profile, index) {
      const at = profiles.findIndex((one) => one.id === profile.id);
      if (at >= 0) save(profiles.map((one) => (one.id === profile.id ? profile : one)));
      else save(profiles.toSpliced(index ?? profiles.length, 0, profile));
    },
    addAll: (added) => save([...profiles, ...added]),
    removeAll: (ids) => save(profiles.filter((profile) => !ids.has(profile.id))),
    remove(id) {
      const at = profiles.findIndex((profile) => profile.id === id);
      if (at >= 0) save(profiles.toSpliced(at, 1));
      return at;
    },
    damaged: () => damaged,
    dismissDamaged() {
      damaged = [];
    },
  };
}

function migrated(data: unknown): unknown {
  const version = Array.isArray(data) ? 0 : z.object({ version: z.int() }).safeParse(data).data?.version;
  if (version === undefined) return data;
  return MIGRATIONS.slice(version).reduce((older, migrate) => migrate(older), data);
}

function labelOf(record: unknown, position: number): string {
  const named = z.object({ name: z.string().min(1) }).safeParse(record);
  return named.success ? named.data.name.slice(0, 120) : `Connection ${position + 1}`;
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'It does not have the expected form.';
  if (issue.path[0] === 'cloudId') return 'Its environment is not one that this version knows.';
  const where = issue.path.join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}

function notSaved(cause: unknown): FailureError {
  if (cause instanceof FailureError) return cause;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail(
      'disk-full',
      'The connection was not saved: the disk is full.',
      'Free some space, then try again.',
      {
        retryable: true,
        cause,
      },
    );
  }
  return fail(
    'not-writable',
    'The connection was not saved: the app’s data folder can’t be written to.',
    'Check the permissions of the folder named under Settings, then try again.',
    { retryable: true, cause },
  );
}
