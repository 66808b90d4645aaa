import type { ScriptBlockAst } from '../../../../shared/powershell/ast.ts';
import type { Value } from './model.ts';

/** A script block as a value. What runs it keeps its compiled form and scope in `closure`. */
export interface PsBlock {
  readonly kind: 'scriptBlock';
  readonly ast: ScriptBlockAst;
  /** Text between the braces. */
  readonly text: string;
  /** The interpreter's own; nobody else looks inside. */
  readonly closure: unknown;
}

/** What `[ref]$x` gives. */
export interface PsVariableReference {
  readonly kind: 'ref';
  get(): Value;
  set(value: Value): void;
}

/**
 * Any other object of .NET or PowerShell that scripts meet (a match, a group, an enumerator, a file, an XML node):
 * `typeName` is its full .NET name, under which members/ knows its members; `state` is what those work on.
 */
export interface PsReference {
  readonly kind: 'reference';
  readonly typeName: string;
  readonly state: unknown;
}
