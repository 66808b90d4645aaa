import type {
  ExpressionAst,
  ScriptBlockAst,
  StatementAst,
  StatementBlockAst,
  NodeBase,
} from '../../../../../shared/powershell/ast.ts';
import type { CompiledBlock, Eval, Exec } from '../code.ts';
import type { Unit } from '../unit.ts';
import type { Frame } from '../frame.ts';
import type { Interp } from '../interp.ts';

/** What the parts of the compiler ask of each other. */
export interface Compiler {
  readonly interp: Interp;
  readonly unit: Unit;
  /** The block whose bodies are being compiled. */
  current: ScriptBlockAst | null;
  /** True while what stands in an expandable text is compiled: strict mode 1 lets unset variables be there. */
  inText: boolean;
  /** An expression's value; never NOTHING. */
  expression(ast: ExpressionAst): Eval;
  /** The same; NOTHING where PowerShell has AutomationNull. */
  raw(ast: ExpressionAst): Eval;
  statement(ast: StatementAst): Exec;
  /** A statement's output as one value: none (NOTHING), the object, or an array. */
  value(ast: StatementAst): Eval;
  /** A statement as a condition. */
  condition(ast: StatementAst): (frame: Frame) => boolean;
  block(ast: StatementBlockAst): Exec;
  scriptBlock(ast: ScriptBlockAst, isFilter?: boolean): CompiledBlock;
  /** What stands between the braces or on the lines of a node. */
  text(node: NodeBase): string;
}
