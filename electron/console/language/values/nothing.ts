import type { PsReference } from './block.ts';

/**
 * What a method without a result gives (PowerShell's AutomationNull): a pipeline writes nothing for it, a variable gets
 * null. Compared by identity.
 */
export const NOTHING: PsReference = {
  kind: 'reference',
  typeName: 'System.Management.Automation.Internal.AutomationNull',
  state: null,
};
