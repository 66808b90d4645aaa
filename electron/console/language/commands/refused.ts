import { FAMILIES, GROUPS } from './refused-groups.ts';

/** Why a known command isn't on offer, and what to do instead. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const byName = new Map<string, Refusal>();
for (const { reason, hint, names } of GROUPS) {
  for (const name of names) byName.set(name.toLowerCase(), wording(name, reason, hint));
}

function wording(name: string, reason: string, hint: string): Refusal {
  return { message: `The command '${name}' is not on offer here: ${reason}.`, hint };
}

/**
 * Looks a name up that is none of the console's commands (any case, aliases too).
 * @returns undefined: not a known command at all.
 */
export function refusal(name: string): Refusal | undefined {
  const bare = name.includes('\\') ? name.slice(name.lastIndexOf('\\') + 1) : name;
  const known = byName.get(bare.toLowerCase());
  if (known !== undefined) return known;
  const family = FAMILIES.find(({ pattern }) => pattern.test(bare));
  return family === undefined ? undefined : wording(bare, family.reason, family.hint);
}
