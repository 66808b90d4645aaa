import { tokens } from '@fluentui/react-components';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { useMemo } from 'react';
import { powershellLanguage } from './editor/language.ts';
import type { ReactNode } from 'react';

/** Colour by what a piece of a command is; the same as the editor's. */
const kinds = tagHighlighter([
  { tag: tags.function(tags.name), class: tokens.colorBrandForeground1 },
  { tag: tags.attributeName, class: tokens.colorNeutralForeground2 },
  { tag: tags.string, class: tokens.colorPaletteDarkOrangeForeground2 },
  { tag: tags.variableName, class: tokens.colorPaletteBerryForeground1 },
  { tag: tags.number, class: tokens.colorPaletteGreenForeground1 },
  { tag: [tags.operator, tags.keyword], class: tokens.colorPalettePurpleForeground2 },
]);

/** A short word stays on one line: a parameter's name does not part from its dash. */
const unbroken = (word: string) => (word.length <= 48 ? { display: 'inline-block' } : {});

/** A command in the editor's colours, to read only. */
export function CommandText({ text }: { readonly text: string }) {
  const parts = useMemo(() => {
    const pieces: ReactNode[] = [];
    let from = 0;
    highlightTree(powershellLanguage.parser.parse(text), kinds, (start, end, colour) => {
      if (start > from) pieces.push(text.slice(from, start));
      pieces.push(
        <span
          key={start}
          style={{ color: colour, whiteSpace: 'pre-wrap', ...unbroken(text.slice(start, end)) }}
        >
          {text.slice(start, end)}
        </span>,
      );
      from = end;
    });
    return [...pieces, text.slice(from)];
  }, [text]);
  return <>{parts}</>;
}
