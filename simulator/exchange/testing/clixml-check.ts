/** What a reader of CLIXML insists on: matching tags, one root, each RefId of an object once, references that lead somewhere. */
export function clixmlProblems(xml: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const objects = new Set<string>();
  const types = new Set<string>();
  let roots = 0;
  for (const match of xml.matchAll(/<(\/?)([A-Za-z0-9]+)([^>]*?)(\/?)>/g)) {
    const [, closing, name = '', attributes = '', empty] = match;
    if (closing) {
      if (open.pop() !== name) problems.push(`</${name}> closes something else`);
      continue;
    }
    if (open.length === 0) roots++;
    const ref = /RefId="(\d+)"/.exec(attributes)?.[1];
    if (name === 'Obj' && ref !== undefined) {
      if (objects.has(ref)) problems.push(`object ${ref} twice`);
      objects.add(ref);
    }
    if (name === 'TN' && ref !== undefined) types.add(ref);
    if (name === 'TNRef' && !types.has(ref ?? '')) problems.push(`type ${ref ?? ''} isn't known`);
    if (!empty) open.push(name);
  }
  if (open.length > 0) problems.push(`${open.join(' ')} not closed`);
  if (roots !== 1) problems.push(`${roots} roots`);
  if (/&(?!amp;|lt;|gt;|quot;)/.test(xml)) problems.push('a bare ampersand');
  return problems;
}
