import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { allSets } from '../parameters.ts';
import { quote } from '../printer.ts';
import { fitting } from './offer.ts';
import type { PropertySource } from './properties.ts';
import { shortTypeName, valuesOfType } from './type-values.ts';
import type { CompletionItem, CompletionWorld, Named } from './world.ts';

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
/** Parameters that name people, mailboxes and groups. */
const IDENTITIES =
  /^(identity|mailbox|user|users|members?|trustee|owner|manager|managedby|moderatedby|delegates?|userprincipalname|primarysmtpaddress|windowsemailaddress|externaldirectoryobjectid|recipients?|sender|from|sentto|forwardto|redirectto|forwardingaddress|forwardingsmtpaddress|grantsendonbehalfto|(accept|reject)messages\w+|bypassmoderation\w+|(sender|recipient|source|target|user)(address|mailbox))$/i;
/** Parameters that take a variable's name without its dollar sign. */
const VARIABLES = new Set([
  'errorvariable',
  'warningvariable',
  'informationvariable',
  'outvariable',
  'pipelinevariable',
]);
/** True: it takes names of properties, and calculated ones where its command does. */
export function takesProperties({ name }: CmdletParameter): boolean {
  return PROPERTIES.has(name.toLowerCase());
}

/** "String, required": as the command is used unless another of its sets is chosen. */
export function parameterDetail({ type, sets }: CmdletParameter, { defaultSet }: CmdletInfo): string {
  const isRequired = sets.some(
    ({ set, mandatory }) => mandatory && (set === allSets || set === defaultSet || defaultSet === null),
  );
  const shown = type === 'SwitchParameter' ? 'Switch' : shortTypeName(type);
  return isRequired ? `${shown}, required` : shown;
}

/** What is typed of a value: its text without quotes, and where that stands. */
export interface TypedValue {
  readonly text: string;
  readonly quote: '' | "'" | '"';
  /** True: the closing quote is there already. */
  readonly closed: boolean;
}

/** The values that a parameter accepts and that are known; empty: it takes anything. */
export function acceptedValues(parameter: CmdletParameter): readonly string[] {
  return parameter.values ?? valuesOfType(parameter.type);
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
  if (accepted.length > 0) return plain(accepted, 'value', typed);
  const name = parameter.name.toLowerCase();
  if (PROPERTIES.has(name)) {
    const service = name === 'properties' ? world.propertiesOfCommand(command) : [];
    return plain(service.length > 0 ? service : properties.ofPipeline(), 'property', typed);
  }
  if (IDENTITIES.test(name) && !isData(command)) return identities(typed, world);
  if (PATHS.has(name)) return fileItems(typed, world);
  if (VARIABLES.has(name) || (name === 'name' && /-variable$/i.test(command))) {
    return named(world.variables(), 'variable', typed);
  }
  if (name === 'name' && /^get-(command|help|alias)$/i.test(command)) {
    return fitting(world.commands(), typed.text, ({ name: each }) => each).map((each) => ({
      label: each.name,
      kind: each.kind,
      detail: each.detail,
      insert: written(each.name, typed),
    }));
  }
  return [];
}

function isData(command: string): boolean {
  return /-(object|csv|json|content|item)$/i.test(command);
}

/** By address or by the name that is shown; the label holds both, so that an editor finds it by either. */
function identities(typed: TypedValue, world: CompletionWorld): CompletionItem[] {
  const labelled = Array.from(world.identities(), ({ name, detail }) => ({
    name,
    label: detail === '' || detail === name ? name : `${name} (${detail})`,
  }));
  return fitting(labelled, typed.text, ({ label }) => label).map(({ name, label }) => ({
    label,
    kind: 'value',
    detail: '',
    insert: written(name, typed),
  }));
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
    return [
      { label: shown, kind: 'file' as const, detail: folder ? 'folder' : '', insert: written(shown, typed) },
    ];
  });
}

function plain(names: readonly string[], kind: CompletionItem['kind'], typed: TypedValue): CompletionItem[] {
  return named(
    names.map((name) => ({ name, detail: '' })),
    kind,
    typed,
  );
}

function named(names: Iterable<Named>, kind: CompletionItem['kind'], typed: TypedValue): CompletionItem[] {
  return fitting(names, typed.text, ({ name }) => name).map(({ name, detail }) => ({
    label: name,
    kind,
    detail,
    insert: written(name, typed),
  }));
}

/** As it is put behind the opening quote, or quoted where it must be. */
function written(value: string, typed: TypedValue): string {
  if (typed.quote === '') return value.startsWith('$') || isBare(value) ? value : quote(value);
  const inside =
    typed.quote === "'"
      ? value.replaceAll("'", "''")
      : value.replace(/[`"$]/g, (character) => `\`${character}`);
  return `${inside}${typed.quote}`;
}

/** True: it stands for itself as a command's argument. */
function isBare(value: string): boolean {
  return /^[\p{L}_*./\\][\p{L}\p{N}_*./\\@:+-]*$/u.test(value);
}
