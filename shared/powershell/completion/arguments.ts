import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { isSwitch, matchParameter } from '../parameters.ts';
import type { Command } from './cursor.ts';

/** What the next word of a command is for. */
export interface Argument {
  /** Parameters whose value it would be: one, or those that share a position in several sets. */
  readonly owners: readonly CmdletParameter[];
  /** Names of the parameters that are there already, in lower case. */
  readonly given: ReadonlySet<string>;
}

/** @param words the command's, its name first, without the word that is being typed */
export function argumentAt(words: Command, info: CmdletInfo): Argument {
  const given = new Set<string>();
  let open: CmdletParameter | null = null;
  let last: readonly CmdletParameter[] = [];
  let afterComma = false;
  let unnamed = 0;
  let end = -1;
  for (const word of words.slice(1)) {
    const { kind, value } = word.token;
    if (kind === 'parameter' && word.group === null) {
      const match = matchParameter(info, value);
      open = null;
      last = [];
      if ('found' in match) {
        given.add(match.found.name.toLowerCase());
        if (!isSwitch(match.found) || word.token.usedColon === true) open = match.found;
      }
    } else if (kind === 'comma') afterComma = true;
    else if (afterComma) afterComma = false;
    else if (open !== null) {
      last = [open];
      open = null;
    } else if (word.start !== end || last.length === 0) {
      last = atPosition(info, given, unnamed++);
    }
    end = word.end;
  }
  if (afterComma) return { owners: last, given };
  return { owners: open === null ? atPosition(info, given, unnamed) : [open], given };
}

/** The parameters that take the n-th argument without a name. */
function atPosition(info: CmdletInfo, given: ReadonlySet<string>, n: number): CmdletParameter[] {
  const free = info.parameters.filter((parameter) => !given.has(parameter.name.toLowerCase()));
  const positions = new Set<number>();
  for (const { sets } of free)
    for (const { position } of sets) if (position !== null) positions.add(position);
  const wanted = [...positions].sort((a, b) => a - b)[n];
  const found = free.filter(({ sets }) => sets.some(({ position }) => position === wanted));
  if (wanted !== undefined && found.length > 0) return found;
  return free.filter((parameter) => parameter.remaining === true);
}
