import type { CompletionItem, CompletionWorld } from './world.ts';

const IN_TEXT = /(?<!`)[$@]\{?(?:(?:script|global|local|private|using):)?([A-Za-z_]\w*)(?![\w:])/gi;

/** Variables of the text (but not at `start`, where the cursor is) and of the session. */
function* names(text: string, start: number, world: CompletionWorld): Generator<[string, string]> {
  for (const match of text.matchAll(IN_TEXT)) {
    const [, name] = match;
    if (name !== undefined && match.index !== start) yield [name, ''];
  }
  for (const { name, detail } of world.variables()) yield [name, detail];
}

/** @param written what is typed, with its dollar sign: "$", "${na", "$script:co" */
export function variableItems(
  written: string,
  text: string,
  start: number,
  world: CompletionWorld,
): CompletionItem[] {
  const braces = written.startsWith('${');
  const scope = /^\$\{?(?:script|global|local|private|using):/i.exec(written)?.[0] ?? (braces ? '${' : '$');
  return items(scope, written.slice(scope.length), names(text, start, world), braces ? '}' : '');
}

/** Variables that can be splatted; which of a text's hold a hashtable isn't asked. */
export function splatItems(
  written: string,
  text: string,
  start: number,
  world: CompletionWorld,
): CompletionItem[] {
  return items('@', written.slice(1), names(text, start, world), '').filter(
    ({ detail }) => detail === '' || /hashtable|dictionary/i.test(detail),
  );
}

function items(
  lead: string,
  begun: string,
  found: Iterable<[string, string]>,
  closing: string,
): CompletionItem[] {
  const lower = begun.toLowerCase();
  const kept = new Map<string, CompletionItem>();
  for (const [name, detail] of found) {
    const key = name.toLowerCase();
    if (!key.startsWith(lower)) continue;
    const label = `${lead}${name}${closing}`;
    const before = kept.get(key);
    if (before === undefined || before.detail === '')
      kept.set(key, {
        label: before?.label ?? label,
        kind: 'variable',
        detail,
        insert: before?.insert ?? label,
      });
  }
  return [...kept.values()];
}
