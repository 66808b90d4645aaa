import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CmdletInfo, CmdletParameter } from '../../shared/model/cmdlet.ts';
import { allSets } from '../../shared/powershell/parameters.ts';

const COUNT = 941;

interface PublishedCmdlet {
  readonly name: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type?: string;
    readonly switch?: boolean;
    readonly required?: boolean;
    readonly position?: number;
    readonly aliases?: readonly string[];
    readonly values?: readonly string[];
  }[];
}

/** 941 cmdlets: those of Microsoft's documentation where they are at hand, else as many made up alike. */
export function cmdlets(): { readonly source: string; readonly list: readonly CmdletInfo[] } {
  const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'cmdlets.json');
  if (!existsSync(file)) return { source: 'generated', list: generated() };
  const published = JSON.parse(readFileSync(file, 'utf8')) as readonly PublishedCmdlet[];
  return {
    source: 'published',
    list: published.map(({ name, parameters }) =>
      cmdlet(
        name,
        parameters.map((one) => ({
          ...parameter(one.name, one.switch === true ? 'SwitchParameter' : (one.type ?? 'Object')),
          aliases: one.aliases ?? [],
          sets: [set(one.position ?? null, one.required === true)],
          ...(one.values !== undefined && one.values.length > 0 && { values: one.values }),
        })),
      ),
    ),
  };
}

function generated(): CmdletInfo[] {
  const verbs = ['Get', 'Set', 'New', 'Remove', 'Enable', 'Disable', 'Add'];
  const made = Array.from({ length: COUNT - 2 }, (_, at) =>
    cmdlet(
      `${verbs[at % verbs.length] ?? 'Get'}-Thing${String(at)}`,
      Array.from({ length: 17 }, (__, each) => parameter(`Parameter${String(each)}`, 'String')),
    ),
  );
  const wide = Array.from({ length: 132 }, (_, at) => parameter(`Setting${String(at)}`, 'Boolean'));
  const identity = { ...parameter('Identity', 'String'), sets: [set(0, false)] };
  return [...made, cmdlet('Get-Mailbox', [identity]), cmdlet('Set-Mailbox', [identity, ...wide])];
}

function cmdlet(name: string, parameters: readonly CmdletParameter[]): CmdletInfo {
  return {
    name,
    defaultSet: null,
    supportsShouldProcess: !name.startsWith('Get-'),
    confirmImpact: 'Medium',
    batching: false,
    encrypted: [],
    parameters,
  };
}

function parameter(name: string, type: string): CmdletParameter {
  return { name, type, aliases: [], sets: [set(null, false)] };
}

function set(position: number | null, mandatory: boolean): CmdletParameter['sets'][number] {
  return { set: allSets, mandatory, position, pipeline: false, byName: false };
}
