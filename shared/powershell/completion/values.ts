import type { CmdletParameter } from '../../model/cmdlet.ts';
import { quote } from '../printer.ts';
import type { PropertySource } from './properties.ts';
import type { CompletionItem, CompletionWorld } from './world.ts';

/** Parameters that take names of properties. */
const PROPERTIES = new Set([
  'property',
  'properties',
  'excludeproperty',
  'expandproperty',
  'groupby',
  'membername',
]);
/** Parameters that take a file or folder. */
const PATHS = new Set(['path', 'literalpath', 'filepath', 'destination', 'childpath', 'outfile']);
/** Parameters that name an object of the service. */
const IDENTITIES = new Set([
  'identity',
  'mailbox',
  'user',
  'member',
  'members',
  'trustee',
  'userprincipalname',
  'primarysmtpaddress',
  'externaldirectoryobjectid',
]);
/** Parameters that take a variable's name without its dollar sign. */
const VARIABLES = new Set([
  'errorvariable',
  'warningvariable',
  'informationvariable',
  'outvariable',
  'pipelinevariable',
]);
const PREFERENCES = ['Continue', 'SilentlyContinue', 'Stop', 'Ignore', 'Inquire'];

/** What is typed of a value: its text without quotes, and where that stands. */
export interface TypedValue {
  readonly text: string;
  readonly quote: '' | "'" | '"';
  /** True: the closing quote is there already. */
  readonly closed: boolean;
}

/** The values that a parameter accepts and that are known; empty: it takes anything. */
export function acceptedValues(parameter: CmdletParameter): readonly string[] {
  if (parameter.values !== undefined) return parameter.values;
  if (parameter.type === 'Boolean' || parameter.type === 'SwitchParameter') return ['$true', '$false'];
  return parameter.type === 'ActionPreference' ? PREFERENCES : [];
}

/** What can be given to a parameter. */
export function valueItems(
  parameter: CmdletParameter,
  command: string,
  typed: TypedValue,
  world: CompletionWorld,
  properties: PropertySource,
): CompletionItem[] {
  const accepted = acceptedValues(parameter);
  if (accepted.length > 0) return items(accepted, 'value', typed);
  const name = parameter.name.toLowerCase();
  if (PROPERTIES.has(name)) {
    const service = name === 'properties' ? world.propertiesOfCommand(command) : [];
    return items(service.length > 0 ? service : properties.ofPipeline(), 'property', typed);
  }
  if (IDENTITIES.has(name) && !isData(command)) {
    return named(world.identities(), 'value', typed);
  }
  if (PATHS.has(name)) return fileItems(typed, world);
  if (VARIABLES.has(name) || (name === 'name' && /-variable$/i.test(command))) {
    return named(world.variables(), 'variable', typed);
  }
  if (name === 'name' && /^get-(command|help|alias)$/i.test(command)) {
    return Array.from(world.commands()).flatMap(({ name: each, kind, detail }) => fitting(each, typed, kind, detail));
  }
  return [];
}

function isData(command: string): boolean {
  return /-(object|csv|json|content|item)$/i.test(command);
}

/** Files of the working folder at the level that the typed path names. */
export function fileItems(typed: TypedValue, world: CompletionWorld): CompletionItem[] {
  const lead = /^\.[\\/]/.exec(typed.text)?.[0] ?? '';
  const plain = typed.text.slice(lead.length).replaceAll('\\', '/');
  const within = plain.slice(0, plain.lastIndexOf('/') + 1);
  return world.files.flatMap(({ path, folder }) => {
    const isHere = path.startsWith(within) && !path.slice(within.length).includes('/');
    if (!isHere) return [];
    const shown = `${lead}${path}${folder ? '/' : ''}`;
    const same = shown.replaceAll('\\', '/').toLowerCase();
    if (!same.startsWith(typed.text.replaceAll('\\', '/').toLowerCase())) return [];
    return [{ label: shown, kind: 'file' as const, detail: folder ? 'folder' : '', insert: written(shown, typed) }];
  });
}

function items(names: readonly string[], kind: CompletionItem['kind'], typed: TypedValue): CompletionItem[] {
  return names.flatMap((name) => fitting(name, typed, kind, ''));
}

function named(
  names: Iterable<{ readonly name: string; readonly detail: string }>,
  kind: CompletionItem['kind'],
  typed: TypedValue,
): CompletionItem[] {
  return Array.from(names).flatMap(({ name, detail }) => fitting(name, typed, kind, detail));
}

function fitting(
  name: string,
  typed: TypedValue,
  kind: CompletionItem['kind'],
  detail: string,
): CompletionItem[] {
  if (!name.toLowerCase().startsWith(typed.text.toLowerCase())) return [];
  return [{ label: name, kind, detail, insert: written(name, typed) }];
}

/** As it is put behind the opening quote, or quoted where it must be. */
function written(value: string, typed: TypedValue): string {
  if (typed.quote === '') return value.startsWith('$') || isBare(value) ? value : quote(value);
  const inside =
    typed.quote === "'" ? value.replaceAll("'", "''") : value.replace(/[`"$]/g, (character) => `\`${character}`);
  return `${inside}${typed.quote}`;
}

/** True: it stands for itself as a command's argument. */
function isBare(value: string): boolean {
  return /^[\p{L}_*./\\][\p{L}\p{N}_*./\\@:+-]*$/u.test(value);
}
