import type { ScriptAst } from '../ast.ts';
import type { Token } from '../lexer/tokens.ts';
import { LineMap, type ParseError } from '../problems.ts';
import { checkMeaning } from './checks.ts';
import { errorText } from './messages.ts';
import { TooDeep, TooMany } from './parser-core.ts';
import { ScriptParser } from './script.ts';
import { withTrivia } from './trivia.ts';

export interface ParseResult {
  readonly ast: ScriptAst;
  /** Every token, blanks and comments included: their texts add up to the input. */
  readonly tokens: Token[];
  /** In the order in which PowerShell finds them. */
  readonly errors: ParseError[];
}

/**
 * Parses a whole script. Never throws: what can't be read is in `errors`, with PowerShell's ids and places, and the
 * tree holds all that could be (nothing, once there are a hundred errors).
 */
export function parseScript(text: string): ParseResult {
  const parser = new ScriptParser({ text, base: 0, offsets: null });
  const lines = new LineMap(text);
  let ast: ScriptAst;
  let tokens: Token[];
  try {
    ast = { ...parser.scriptRule(), source: text };
    checkMeaning(ast, parser.report);
    tokens = parser.lexer.tokens;
  } catch (error) {
    // RangeError: the stack was smaller than the depth limit reckons with.
    if (error instanceof TooDeep || error instanceof RangeError) {
      const at = error instanceof TooDeep ? error.at : 0;
      parser.errors.length = 0;
      parser.errors.push({ id: 'ScriptTooComplicated', start: at, end: at, argument: '' });
    } else if (!(error instanceof TooMany)) throw error;
    ast = emptyScript(text);
    tokens = [];
  }
  const errors = parser.errors.map(({ id, start, end, argument }) => ({
    id,
    ...errorText(id, argument),
    ...lines.place(start, end),
  }));
  return { ast, tokens: withTrivia(text, tokens), errors };
}

function emptyScript(source: string): ScriptAst {
  const body = { kind: 'StatementBlock', statements: [], traps: [], start: 0, end: source.length } as const;
  return { kind: 'ScriptBlock', param: null, body, blocks: [], source, start: 0, end: source.length };
}
