import type { Value } from '../../language/values/model.ts';

/** What Format-Table and the like write: instructions for the text, no data for a grid. */
export function isFormatObject(value: Value): boolean {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    value.kind === 'reference' &&
    'typeName' in value &&
    typeof value.typeName === 'string' &&
    value.typeName.startsWith('Microsoft.PowerShell.Commands.Internal.Format.')
  );
}

/** False: text, a number, a date or the like, which a grid shows no better than text. */
export function hasProperties(value: Value): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return value.kind === 'object' ? value.base === null : value.kind === 'reference';
}
