/** "a,b[c,d]" → ["a", "b[c,d]"]. */
export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '[') depth++;
    else if (c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** Type arguments of a closed generic type, full names. */
export function typeArguments(name: string): string[] {
  const at = name.indexOf('[');
  return at < 0 || name.endsWith('[]') ? [] : splitArguments(name.slice(at + 1, -1));
}
