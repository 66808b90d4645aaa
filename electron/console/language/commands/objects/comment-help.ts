import type { CmdletHelp } from '../../../../../shared/model/cmdlet-help.ts';

/** Help that a function's author wrote into a comment at its beginning or end; null: there is none. */
export function commentHelp(name: string, body: string): CmdletHelp | null {
  const inside = body
    .trim()
    .replace(/^\{([^]*)\}$/u, '$1')
    .trim();
  const block = /^<#([^]*?)#>/u.exec(inside)?.[1] ?? /<#((?:(?!#>)[^])*)#>$/u.exec(inside)?.[1];
  const lines = /^(?:[ \t]*#(?!requires)[^\n]*\n?)+/iu.exec(inside)?.[0].replaceAll(/^[ \t]*#/gmu, '');
  const sections = sectionsOf(block ?? lines ?? '');
  if (sections.length === 0) return null;
  const all = (keyword: string) => sections.filter((one) => one.keyword === keyword);
  const text = (keyword: string) => paragraphsOf(all(keyword)[0]?.text ?? '');
  return {
    name,
    synopsis: text('SYNOPSIS').join(' '),
    description: text('DESCRIPTION'),
    parameters: all('PARAMETER').map((one) => ({
      name: one.argument,
      type: '',
      text: paragraphsOf(one.text),
      defaultValue: '',
      wildcards: null,
    })),
    inputs: typed(text('INPUTS')),
    outputs: typed(text('OUTPUTS')),
    notes: text('NOTES'),
    examples: all('EXAMPLE').map((one) => {
      const [code = '', ...rest] = one.text.trim().split('\n');
      return { title: '', before: [], code: code.trim(), remarks: paragraphsOf(rest.join('\n')) };
    }),
    links: all('LINK').map((one) => ({ text: '', address: one.text.trim() })),
  };
}

const KEYWORDS =
  /^\.(SYNOPSIS|DESCRIPTION|PARAMETER|EXAMPLE|INPUTS|OUTPUTS|NOTES|LINK|COMPONENT|ROLE|FUNCTIONALITY)\b[ \t]*(\S*)[ \t]*$/iu;

interface Section {
  readonly keyword: string;
  readonly argument: string;
  text: string;
}

function sectionsOf(comment: string): Section[] {
  const found: Section[] = [];
  for (const line of comment.split(/\r?\n/u)) {
    const [, keyword, argument = ''] = KEYWORDS.exec(line.trim()) ?? [];
    const last = found.at(-1);
    if (keyword !== undefined) found.push({ keyword: keyword.toUpperCase(), argument, text: '' });
    else if (last !== undefined) last.text += `${line.trim()}\n`;
  }
  return found;
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n[ \t]*\n/u)
    .map((one) => one.trim().replaceAll(/\s*\n\s*/gu, ' '))
    .filter((one) => one !== '');

const typed = (text: readonly string[]): CmdletHelp['inputs'] => text.map((type) => ({ type, text: [] }));
