import type { NodeBase } from '../../../../shared/powershell/ast.ts';
import type { BuiltIn } from '../commands/builtin.ts';
import { refusal } from '../commands/refused.ts';
import { openConnections, serviceCmdlet, type ServiceCmdlet } from '../commands/session/connection-state.ts';
import type { PsBlock } from '../values/block.ts';
import type { Terminating } from '../values/errors.ts';
import { failure } from '../values/errors.ts';
import { BlockCode } from './code.ts';
import { locate } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';

/** What a command's name stands for. */
export type Resolved =
  | { readonly kind: 'block'; readonly block: PsBlock; readonly name: string; readonly typed: string }
  | { readonly kind: 'builtIn'; readonly builtIn: BuiltIn; readonly typed: string }
  | ({ readonly kind: 'service'; readonly typed: string } & ServiceCmdlet);

/** Looks a name up: alias, function, built-in command, cmdlet of the connection, script file, Get-NAME. */
export function resolveCommand(interp: Interp, frame: Frame, typed: string, node: NodeBase): Resolved {
  const found = lookUp(interp, frame, typed, typed, 0);
  if (found !== null) return found;
  const refused = refusal(typed);
  if (refused !== undefined) throw refusedCommand(frame, typed, refused, node);
  const file = scriptFile(interp, typed);
  if (file !== null) return file;
  if (!/[-\\/.]/.test(typed) && typed !== '') {
    const withGet = lookUp(interp, frame, `get-${typed}`, typed, 0);
    if (withGet !== null) return withGet;
  }
  throw notFound(frame, behindAliases(frame, typed), node, isConnected(interp));
}

/** What an alias stands for in the end, though there may be no such command. */
function behindAliases(frame: Frame, typed: string): string {
  let name = typed;
  for (let step = 0; step < 10; step++) {
    const alias = frame.scope.findAlias(name.toLowerCase());
    if (alias === undefined) return name;
    name = alias.definition;
  }
  return name;
}

/** Aliases of PowerShell's that only Windows has: elsewhere the names are free, so that a function goes first. */
const ONLY_WINDOWS = new Set(
  (
    'ac asnp cat clear compare cp cpp curl diff epsn gcim gwmi ise iwmi kill lp ls man mount mv ps rm rmdir sasv ' +
    'sleep sort spsv start tee wget write ogv shcm stz gin trcm'
  ).split(' '),
);

/** An alias goes before a function of the same name. */
function isFirstAlias(builtIn: BuiltIn | undefined, lower: string): boolean {
  return builtIn !== undefined && builtIn.info.name.toLowerCase() !== lower && !ONLY_WINDOWS.has(lower);
}

export function lookUp(
  interp: Interp,
  frame: Frame,
  name: string,
  typed: string,
  depth: number,
): Resolved | null {
  const lower = name.toLowerCase();
  const alias = frame.scope.findAlias(lower);
  if (alias !== undefined && depth < 10) {
    const behind = lookUp(interp, frame, alias.definition, typed, depth + 1);
    if (behind !== null) return behind;
  }
  const own = isFirstAlias(interp.builtIns.get(lower), lower) ? undefined : frame.scope.findFunction(lower);
  if (own !== undefined) return { kind: 'block', block: own.block, name: own.name, typed };
  const builtIn = interp.builtIns.get(lower);
  if (builtIn !== undefined) return { kind: 'builtIn', builtIn, typed };
  const service = serviceCmdlet(interp.runtime, lower);
  if (service !== undefined) return { kind: 'service', ...service, typed };
  const dot = lower.lastIndexOf('\\');
  // Microsoft.PowerShell.Utility\Select-Object
  if (dot > 0 && /^[a-z0-9.]+$/.test(lower.slice(0, dot))) {
    return lookUp(interp, frame, name.slice(dot + 1), typed, depth + 1);
  }
  return null;
}

/** A script of the working folder, as a block. */
function scriptFile(interp: Interp, typed: string): Resolved | null {
  if (!/\.ps1$/i.test(typed)) return null;
  const { files } = interp.host;
  const entry = files.root === null ? null : files.stat(typed);
  if (entry === null || entry.folder) return null;
  const text = new TextDecoder('utf-8').decode(files.read(typed));
  const compiled = interp.compile(text);
  const block: PsBlock = { kind: 'scriptBlock', ast: compiled.ast, text, closure: new BlockCode(compiled) };
  return { kind: 'block', block, name: typed, typed };
}

function isConnected(interp: Interp): boolean {
  return interp.host.connection !== undefined || openConnections(interp.runtime).length > 0;
}

function notFound(frame: Frame, typed: string, node: NodeBase, connected: boolean): Terminating {
  const isCmdlet = !connected && /^[a-z]+-[a-z]/i.test(typed);
  const thrown = failure(
    'CommandNotFoundException',
    `The term '${typed}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n` +
      'Check the spelling of the name, or if a path was included, verify that the path is correct and try again.' +
      (isCmdlet ? '\nYou must call Connect-ExchangeOnline before calling any other cmdlet.' : ''),
    {
      type: 'System.Management.Automation.CommandNotFoundException',
      category: 'ObjectNotFound',
      target: typed,
      more: { CommandName: typed },
    },
  );
  locate(thrown.record, frame.unit, node);
  return thrown;
}

/** A command that exists in PowerShell but not here: nothing else of the script runs. */
function refusedCommand(
  frame: Frame,
  typed: string,
  refused: { readonly message: string; readonly hint: string },
  node: NodeBase,
): Terminating {
  const thrown = failure('CommandNotAvailable', `${refused.message} ${refused.hint}`.trim(), {
    type: 'System.Management.Automation.CommandNotFoundException',
    category: 'NotImplemented',
    target: typed,
    more: { CommandName: typed },
  });
  locate(thrown.record, frame.unit, node);
  return thrown;
}
