import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { powerShell } from '@codemirror/legacy-modes/mode/powershell';
import { tokens } from '@fluentui/react-components';
import { tags } from '@lezer/highlight';
import type { StreamParser } from '@codemirror/language';
import type { Extension } from '@codemirror/state';

const CMDLET = /^[a-z]+-[a-z][\w-]*$/iu;
const PARAMETER = /^-[a-z]\w*/iu;
const OPERATOR =
  /^-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)|and|or|not|xor|band|bor|bnot|bxor|shl|shr|is|isnot|as|join|f)$/iu;

type State = { tokenize: unknown };
const base = powerShell as StreamParser<State>;
const plain = base.startState?.(2).tokenize;

/** The PowerShell mode, taught the names of Exchange's cmdlets and of parameters by their form. */
const parser: StreamParser<State> = {
  ...base,
  name: 'powershell',
  token(stream, state) {
    if (
      state.tokenize === plain &&
      (stream.pos === 0 || /[\s({|;]/u.test(stream.string.charAt(stream.pos - 1)))
    ) {
      const dashed = stream.match(PARAMETER, false);
      if (dashed && dashed !== true && !OPERATOR.test(dashed[0])) {
        stream.match(PARAMETER);
        return 'parameter';
      }
    }
    const kind = base.token(stream, state);
    const text = stream.current();
    if (kind === 'variable' || kind === 'builtin') {
      if (text.startsWith('$')) return 'variable';
      return CMDLET.test(text) ? 'cmdlet' : null;
    }
    return kind;
  },
  tokenTable: {
    cmdlet: tags.function(tags.name),
    parameter: tags.attributeName,
    variable: tags.variableName,
  },
};

const colours = HighlightStyle.define([
  { tag: tags.function(tags.name), color: tokens.colorBrandForeground1 },
  { tag: tags.attributeName, color: tokens.colorNeutralForeground2 },
  { tag: tags.string, color: tokens.colorPaletteDarkOrangeForeground2 },
  { tag: tags.variableName, color: tokens.colorPaletteBerryForeground1 },
  { tag: tags.number, color: tokens.colorPaletteGreenForeground1 },
  { tag: [tags.operator, tags.keyword], color: tokens.colorPalettePurpleForeground2 },
  { tag: tags.comment, color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
]);

export const powershellLanguage = StreamLanguage.define(parser);

/** PowerShell with Fluent's colours, which follow the theme by themselves. */
export const powershell: Extension = [powershellLanguage, syntaxHighlighting(colours)];
