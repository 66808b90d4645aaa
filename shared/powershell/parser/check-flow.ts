import type { AstNode, JumpAst, TryAst } from '../ast.ts';

type Report = (id: string, start: number, end: number, argument?: string) => void;

/** For each node the one above it; a loop's or block's way out is found by going up. */
export type Parents = ReadonlyMap<AstNode, AstNode>;

/** break, continue and return may not leave a finally block. */
export function checkFinally(node: AstNode, parents: Parents, report: Report): void {
  const label = node.kind === 'BreakStatement' || node.kind === 'ContinueStatement' ? labelOf(node) : null;
  let below: AstNode = node;
  for (let at = parents.get(node); at !== undefined; below = at, at = parents.get(at)) {
    if (at.kind === 'ScriptBlock' || at.kind === 'TrapStatement') return;
    if (label !== null && isTarget(at, label)) return;
    if (at.kind === 'TryStatement' && at.finally === below) {
      report('ControlLeavingFinally', node.start, node.end);
      return;
    }
  }
}

/** '' where none is written, null where it is known only when it runs. */
function labelOf({ label }: JumpAst): string | null {
  if (label === null) return '';
  return label.kind === 'StringConstantExpression' ? label.value : null;
}

function isTarget(node: AstNode, label: string): boolean {
  switch (node.kind) {
    case 'ForStatement':
    case 'ForEachStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'DoUntilStatement':
    case 'SwitchStatement':
      return label === '' || (node.label ?? '').toLowerCase() === label.toLowerCase();
    default:
      return false;
  }
}

/** A catch-all stands last, and no later clause names what an earlier one already takes. */
export function checkCatches(node: TryAst, report: Report): void {
  for (const [index, clause] of node.catches.entries()) {
    for (const later of node.catches.slice(index + 1)) {
      if (clause.types.length === 0) {
        report('EmptyCatchNotLast', clause.end, clause.end);
        break;
      }
      for (const type of clause.types) {
        const taken = fullName(type.typeName.name);
        for (const other of later.types) {
          const name = fullName(other.typeName.name);
          if (isSame(taken, name)) report('ExceptionTypeAlreadyCaught', other.start, other.end, name);
        }
      }
    }
  }
}

const BASES: Readonly<Record<string, string>> = {
  'system.dividebyzeroexception': 'system.arithmeticexception',
  'system.overflowexception': 'system.arithmeticexception',
  'system.argumentnullexception': 'system.argumentexception',
  'system.argumentoutofrangeexception': 'system.argumentexception',
  'system.io.filenotfoundexception': 'system.io.ioexception',
  'system.io.directorynotfoundexception': 'system.io.ioexception',
  'system.io.pathtoolongexception': 'system.io.ioexception',
  'system.objectdisposedexception': 'system.invalidoperationexception',
  'system.management.automation.commandnotfoundexception': 'system.management.automation.runtimeexception',
  'system.management.automation.itemnotfoundexception': 'system.management.automation.runtimeexception',
  'system.management.automation.parameterbindingexception': 'system.management.automation.runtimeexception',
  'system.management.automation.methodinvocationexception': 'system.management.automation.runtimeexception',
  'system.management.automation.actionpreferencestopexception':
    'system.management.automation.runtimeexception',
};

/** A name without its namespace is one of System's. */
function fullName(written: string): string {
  return written.includes('.') ? written : `System.${written}`;
}

function isSame(taken: string, name: string): boolean {
  const wanted = taken.toLowerCase();
  let at: string | undefined = name.toLowerCase();
  if (wanted === 'system.exception') return at.endsWith('exception');
  for (; at !== undefined; at = BASES[at]) if (at === wanted) return true;
  return false;
}
