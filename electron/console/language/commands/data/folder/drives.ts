import { toText } from '../../../convert/text.ts';
import type { Runtime } from '../../../interpreter/runtime.ts';
import type { Value } from '../../../values/model.ts';
import { PsObject } from '../../../values/object.ts';
import { wildcard } from '../../../operators/wildcard.ts';
import { commandFailure, ITEM_NOT_FOUND, PS_NOT_SUPPORTED } from '../failures.ts';
import { certificateItems } from './certificate-drive.ts';
import type { DriveItem } from './drive-item.ts';
import type { DrivePath } from './paths.ts';

/** Things on a drive whose names match; wildcards count. */
export function driveItems({ drive, path }: DrivePath, rt: Runtime): readonly DriveItem[] {
  if (drive === 'cert') return certificateItems(path, rt);
  const all = everything(drive ?? '', rt);
  if (path === '' || path === '*') return all;
  if (/[*?[]/.test(path)) {
    const matches = wildcard(path, false);
    return all.filter((item) => matches(item.name));
  }
  return all.filter((item) => item.name.toLowerCase() === path.toLowerCase());
}

/** The one thing of that name, or the error that it isn't there. */
export function driveItem(place: DrivePath, rt: Runtime): readonly DriveItem[] {
  const found = driveItems(place, rt);
  if (found.length > 0 || /[*?[]/.test(place.path)) return found;
  const shown = place.drive === 'cert' ? `Cert:\\${place.path}` : place.path;
  throw commandFailure(
    ITEM_NOT_FOUND,
    'PathNotFound',
    `Cannot find path '${shown}' because it does not exist.`,
    'ObjectNotFound',
    shown,
  );
}

function environmentItem(name: string, value: Value): DriveItem {
  const made = PsObject.from(
    [
      ['Name', name],
      ['Value', value],
    ],
    ['System.Collections.DictionaryEntry', 'System.Object'],
  );
  return { name, content: value, object: () => made };
}

/** What the command for such things gives for a name. */
function ask(command: string, name: string, rt: Runtime): Value {
  return rt.run(command, new Map<string, Value>([['Name', name]]))[0] ?? null;
}

function everything(drive: string, rt: Runtime): DriveItem[] {
  if (drive === 'env') return rt.environment().map(({ name, value }) => environmentItem(name, value));
  if (drive === 'variable') {
    return rt.variables().map(({ name, value }) => ({
      name,
      content: value,
      object: () => ask('Get-Variable', name, rt),
    }));
  }
  const items: DriveItem[] = [];
  for (const command of rt.commands()) {
    const { name } = command;
    if (drive === 'alias' && command.type === 'Alias') {
      items.push({ name, content: command.definition, object: () => ask('Get-Alias', name, rt) });
    }
    if (drive === 'function' && (command.type === 'Function' || command.type === 'Filter')) {
      items.push({ name, content: command.block, object: () => ask('Get-Command', name, rt) });
    }
  }
  return items;
}

/** Set-Content, New-Item and Set-Item on a drive. */
export function setDriveItem({ drive, path }: DrivePath, value: Value, rt: Runtime): void {
  if (drive === 'variable') rt.setVariable(path, value);
  else if (drive === 'env') rt.setEnvironment(path, value === null ? '' : toText(value));
  else if (drive === 'alias') rt.setAlias({ name: path, definition: toText(value) });
  else throw notOnDrive(drive);
}

export function removeDriveItem(place: DrivePath, rt: Runtime): void {
  for (const item of driveItem(place, rt)) {
    if (place.drive === 'variable') rt.removeVariable(item.name);
    else if (place.drive === 'function') rt.removeFunction(item.name);
    else if (place.drive === 'env') rt.setEnvironment(item.name, '');
    else throw notOnDrive(place.drive);
  }
}

export function notOnDrive(drive: string | null): Error {
  const instead =
    drive === 'cert'
      ? 'Import-PfxCertificate and New-SelfSignedCertificate put certificates there, Remove-Item takes them away.'
      : 'Use the command for it, such as Set-Variable, Set-Alias or a function definition.';
  return commandFailure(
    PS_NOT_SUPPORTED,
    'NotSupported',
    `The console does not change the drive '${drive ?? ''}:' this way. ${instead}`,
    'NotImplemented',
  );
}
