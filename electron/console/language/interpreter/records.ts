import type { HostText } from '../host.ts';
import type { PsReference } from '../values/block.ts';
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
  readonly tags: readonly string[];
  /** Set for Write-Host. */
  readonly host: HostText | null;
}

/** An InformationRecord: what `6>&1` and -InformationVariable give. */
export function informationRecord(item: InformationItem): PsReference {
  const typeName = 'System.Management.Automation.InformationRecord';
  const tags: Value[] = [...item.tags];
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('MessageData', 'Object', () => item.text),
      nativeProperty('Source', 'String', () => (item.host === null ? 'Write-Information' : 'Write-Host')),
      nativeProperty('Tags', 'List`1', () => tags),
    ],
    toText: () => item.text,
  });
}
