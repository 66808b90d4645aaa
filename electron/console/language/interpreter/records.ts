import type { HostText } from '../host.ts';
import type { PsReference } from '../values/block.ts';
import { enumNamed } from '../members/enum-names.ts';
import { nativeProperty, nativeReference } from '../values/native.ts';
import type { Value } from '../values/model.ts';

/** A WarningRecord, VerboseRecord or DebugRecord: what `3>&1` and -WarningVariable give. */
export function informationalRecord(kind: 'Warning' | 'Verbose' | 'Debug', text: string): PsReference {
  const typeName = `System.Management.Automation.${kind}Record`;
  return nativeReference({
    typeNames: [typeName, 'System.Management.Automation.InformationalRecord', 'System.Object'],
    properties: [nativeProperty('Message', 'String', () => text)],
    toText: () => text,
  });
}

/** What goes through the information stream. */
export interface InformationItem {
  readonly text: string;
  /** What it was made of. */
  readonly data: Value;
  readonly tags: readonly string[];
  /** Set for Write-Host. */
  readonly host: HostText | null;
}

/** The MessageData of what Write-Host wrote. */
function hostMessage(host: HostText): PsReference {
  const typeName = 'System.Management.Automation.HostInformationMessage';
  const colour = (name: string): Value => (name === '' ? null : enumNamed('System.ConsoleColor', name));
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('Message', 'String', () => host.text),
      nativeProperty('NoNewLine', 'Nullable`1', () => !host.newline),
      nativeProperty('ForegroundColor', 'Nullable`1', () => colour(host.color)),
      nativeProperty('BackgroundColor', 'Nullable`1', () => colour(host.background)),
    ],
    toText: () => host.text,
  });
}

/** An InformationRecord: what `6>&1` and -InformationVariable give. */
export function informationRecord(item: InformationItem): PsReference {
  const typeName = 'System.Management.Automation.InformationRecord';
  const tags: Value[] = [...item.tags];
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('MessageData', 'Object', () =>
        item.host === null ? item.data : hostMessage(item.host),
      ),
      nativeProperty('Source', 'String', () => (item.host === null ? 'Write-Information' : 'Write-Host')),
      nativeProperty('Tags', 'List`1', () => tags),
    ],
    toText: () => item.text,
  });
}
