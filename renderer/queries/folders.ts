import type { z } from 'zod';
import type { queryViewSchema } from '../../shared/contract/queries.ts';

export type QueryView = z.infer<typeof queryViewSchema>;
export type QueryFolder = { readonly folder: string; readonly queries: readonly QueryView[] };

const order = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/** Queries by folder, both by name; those without a folder come first under "No folder". */
export function groupByFolder(queries: readonly QueryView[]): QueryFolder[] {
  const folders = new Map<string, QueryView[]>();
  for (const view of queries) {
    const list = folders.get(view.query.folder);
    if (list) list.push(view);
    else folders.set(view.query.folder, [view]);
  }
  return [...folders.entries()]
    .sort(([a], [b]) => order.compare(a, b))
    .map(([folder, inside]) => ({
      folder: folder === '' ? 'No folder' : folder,
      queries: inside.sort((a, b) => order.compare(a.query.name, b.query.name)),
    }));
}

/** Those whose name, description or folder holds every word. */
export function searchQueries(queries: readonly QueryView[], text: string): QueryView[] {
  const words = text.trim().toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return queries.filter(({ query, cmdlet }) => {
    const hay = `${query.name} ${query.description} ${query.folder} ${cmdlet ?? ''}`.toLocaleLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
