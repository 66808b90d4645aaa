import { fitting } from './offer.ts';
import { operatorItems } from './operators.ts';
import type { CompletionItem } from './world.ts';

/** Parameters whose text is a filter of the service: `Alias -like 'a*' -and Department -eq 'Sales'`. */
const FILTERS = new Set(['filter', 'recipientfilter', 'recipientpreviewfilter', 'contentfilter']);

export function isFilter(parameter: string): boolean {
  return FILTERS.has(parameter.toLowerCase());
}

/**
 * What can follow in a filter.
 * @param written the filter so far
 * @returns items, and how many characters of the end they are put in place of
 */
export function filterItems(
  written: string,
  properties: readonly string[],
): { readonly items: readonly CompletionItem[]; readonly replaced: number } {
  const operator = /(?:^|[\s'"])(-\w*)$/.exec(written)?.[1];
  if (operator !== undefined) {
    return { items: operatorItems(operator, 'filter'), replaced: operator.length };
  }
  const name = /(?:^\s*|\(\s*|\s-(?:and|or|not)\s+\(*\s*)(\w*)$/i.exec(written)?.[1];
  if (name === undefined) return { items: [], replaced: 0 };
  const items = fitting(properties, name, (each) => each).map((label): CompletionItem => ({
    label,
    kind: 'property',
    detail: '',
    insert: label,
  }));
  return { items, replaced: name.length };
}
