import type { RedirectionAst } from '../../../../../shared/powershell/ast.ts';
import { toText } from '../../convert/text.ts';
import { failure } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import type { Frame } from '../frame.ts';
import { redirected, type Streams, type Out } from '../streams.ts';
import type { Compiler } from './context.ts';

export interface Redirected {
  readonly streams: Streams;
  readonly out: Out;
  /** Writes the files. */
  finish(): void;
}

/** Makes the streams of a command out of those around it. */
export type Redirect = (frame: Frame, out: Out, streams: Streams) => Redirected;

export const NO_REDIRECT: Redirect = (_, out, streams) => ({ streams, out, finish: () => undefined });

/** `2>&1`, `*> file`, `3> $null` … */
export function redirections(c: Compiler, list: readonly RedirectionAst[]): Redirect {
  if (list.length === 0) return NO_REDIRECT;
  const { interp } = c;
  const parts = list.map((ast) => ({
    ast,
    file: ast.file === null ? null : c.expression(ast.file),
  }));
  return (f, outer, around) => {
    let out = outer;
    let streams = around;
    const files: { path: string; append: boolean; items: Value[] }[] = [];
    // Files first: `> x 2>&1` sends errors to the file too.
    for (const { ast, file } of parts) {
      if (file === null) continue;
      const name = file(f);
      let to: Out | null = null;
      const path = name === null ? '' : toText(name);
      // Nothing and an empty name stand for $null.
      if (path !== '') {
        const entry = { path, append: ast.append, items: [] as Value[] };
        files.push(entry);
        to = (value) => {
          entry.items.push(value);
        };
      }
      if (ast.from === 1 || ast.from === 0) out = to ?? ((): void => undefined);
      if (ast.from !== 1) streams = redirected(streams, ast.from, to, interp.host);
    }
    for (const { ast } of parts) {
      if (ast.toStream === null) continue;
      if (ast.toStream !== 1) {
        throw failure('RedirectionNotSupported', `Stream ${String(ast.toStream)} can't be redirected to.`);
      }
      const into = out;
      streams = redirected(
        streams,
        ast.from,
        (value) => {
          into(value);
        },
        interp.host,
      );
    }
    return {
      streams,
      out,
      finish: () => {
        for (const { path, append, items } of files) {
          interp.runtime.run(
            'Out-File',
            new Map<string, Value>([
              ['FilePath', path],
              ['Append', append],
            ]),
            items,
          );
        }
      },
    };
  };
}
