import type { Token } from './packets.ts';
import type { Wrap } from './wrap.ts';

/** Writes free layout: texts gather until a line break, each line indented by the frames around it. */
export function writeTokens(
  tokens: readonly Token[],
  screen: number,
  wrap: Wrap,
  write: (line: string) => void,
): void {
  let buffer = '';
  const flush = (indent: number): void => {
    const padding = ' '.repeat(indent);
    const room = screen - indent;
    for (const line of room > 0 ? wrap(buffer, room) : ['']) write(padding + line);
    buffer = '';
  };
  const walk = (items: readonly Token[], indent: number): void => {
    for (const token of items) {
      if (token.kind === 'text') buffer += token.text;
      else if (token.kind === 'newline') flush(indent);
      else walk(token.tokens, indent + token.indent);
    }
  };
  walk(tokens, 0);
  flush(0);
}
