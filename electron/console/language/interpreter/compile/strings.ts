import type { ExpandableStringAst } from '../../../../../shared/powershell/ast.ts';
import { toText, toTextOfs } from '../../convert/text.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Frame } from '../frame.ts';
import type { Compiler } from './context.ts';

/** `"… $x …"` */
export function expandable(c: Compiler, ast: ExpandableStringAst): Eval {
  const { interp } = c;
  const ofs = interp.names.get('ofs');
  const around = c.inText;
  c.inText = true;
  const parts = ast.parts.map((part) => (typeof part === 'string' ? part : c.raw(part)));
  c.inText = around;
  const text = (value: Value, f: Frame): string => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    if (value === null || value === NOTHING) return '';
    if (typeof value === 'object' && (Array.isArray(value) || value.kind === 'list')) {
      const separator = f.scope.find(ofs)?.value;
      if (separator !== undefined && separator !== null) return toTextOfs(value, toText(separator));
    }
    return toText(value);
  };
  return (f) => {
    let result = '';
    for (const part of parts) {
      result += typeof part === 'string' ? part : text(part(f), f);
    }
    return result;
  };
}
