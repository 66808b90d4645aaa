import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandAst } from '../../shared/powershell/ast.ts';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { allNodes } from '../../shared/powershell/walk.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'seed-scripts');

/** False: the scripts are kept beside the project and aren't there, so their tests are skipped. */
export const seedsArePresent = existsSync(join(FOLDER, 'README.md'));

/** A script of the seeds, with what the README beside them says of it. */
export interface Seed {
  readonly file: string;
  readonly text: string;
  /** PowerShell's parse errors; empty: it parses. */
  readonly errorIds: readonly string[];
  /** Commands, drives and types of other modules. */
  readonly elsewhere: readonly string[];
  readonly commands: readonly SeedCommand[];
}

interface SeedCommand {
  readonly name: string;
  /** Names of the parameters as written, each with its value where that is a plain text. */
  readonly parameters: ReadonlyMap<string, string>;
}

const ROW = /^\| `([^`]+\.ps1)` \| [^|]* \| [^|]* \| ([^|]*) \| ([^|]*) \|$/gmu;

export function readSeeds(): Seed[] {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const rows = new Map(
    [...readme.matchAll(ROW)].map(([, file = '', parses = '', other = '']) => [file, { parses, other }]),
  );
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ps1'))
    .sort()
    .map((file) => {
      const row = rows.get(file);
      if (row === undefined) throw new Error(`the README says nothing of ${file}`);
      const text = readFileSync(join(FOLDER, file), 'utf8');
      return {
        file,
        text,
        errorIds: row.parses.trim() === 'yes' ? [] : row.parses.trim().split(/, */u),
        elsewhere: [...row.other.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name),
        commands: commandsOf(text),
      };
    });
}

function commandsOf(text: string): SeedCommand[] {
  return [...allNodes(parseScript(text).ast)].flatMap((node) => {
    const first = node.kind === 'Command' ? node.elements[0] : undefined;
    if (node.kind !== 'Command' || first?.kind !== 'StringConstantExpression') return [];
    return [{ name: first.value, parameters: parametersOf(node) }];
  });
}

function parametersOf({ elements }: CommandAst): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  elements.forEach((element, index) => {
    if (element.kind !== 'CommandParameter') return;
    const value = element.argument ?? elements[index + 1];
    found.set(element.name, value?.kind === 'StringConstantExpression' ? value.value : '');
  });
  return found;
}

/** What becomes of a script here. */
export type Fate =
  /** PowerShell's parser refuses it. */
  | { readonly kind: 'unparsed' }
  /** It calls a module, drive or type that isn't on offer; the first of them. */
  | { readonly kind: 'elsewhere'; readonly name: string }
  /** It opens a remote session. */
  | { readonly kind: 'remoting' }
  /** It connects to Security & Compliance. */
  | { readonly kind: 'compliance' }
  /** It signs in in another way; the parameter that says so. */
  | { readonly kind: 'signIn'; readonly parameter: string }
  /** It connects to an environment that no longer exists. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'runs' };

/** Answered here, so that scripts which begin with them go on. */
const ANSWERED = new Set([
  ...['Install-Module', 'Update-Module', 'Get-InstalledModule'],
  ...['New-SelfSignedCertificate', 'Export-Certificate', 'Export-PfxCertificate', 'Cert:'],
]);

/** The parameters of Connect-ExchangeOnline that ask for another way to sign in than the browser, the telling ones first. */
const OTHER_WAYS = [
  ...['CertificateThumbprint', 'CertificateFilePath', 'Certificate', 'AppId', 'ManagedIdentity'],
  ...['Credential', 'InlineCredential', 'Device', 'AccessToken'],
];

/** By rules over its commands and the README's columns, never by what the console does with it. */
export function fateOf(seed: Seed): Fate {
  if (seed.errorIds.length > 0) return { kind: 'unparsed' };
  const name = seed.elsewhere.find((one) => !ANSWERED.has(one));
  if (name !== undefined) return { kind: 'elsewhere', name };
  if (seed.commands.some((command) => command.name === 'New-PSSession')) return { kind: 'remoting' };
  const connects = seed.commands.filter((command) => command.name.startsWith('Connect-'));
  if (connects.some((command) => command.name === 'Connect-IPPSSession')) return { kind: 'compliance' };
  for (const { parameters } of connects) {
    const lower = new Set([...parameters.keys()].map((one) => one.toLowerCase()));
    const parameter = OTHER_WAYS.find((way) => lower.has(way.toLowerCase()));
    if (parameter !== undefined) return { kind: 'signIn', parameter };
    if (parameters.get('ExchangeEnvironmentName') === 'O365GermanyCloud') return { kind: 'closed' };
  }
  return { kind: 'runs' };
}
