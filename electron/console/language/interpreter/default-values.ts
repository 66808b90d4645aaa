import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { matchParameter } from '../../../../shared/powershell/parameters.ts';
import type { Argument } from '../binding/arguments.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import { wildcard } from '../operators/wildcard.ts';
import { PsHashtable } from '../values/collections.ts';
import type { PsBlock } from '../values/block.ts';
import type { Value } from '../values/model.ts';
import type { Interp } from './interp.ts';
import type { StageCall } from './stage-call.ts';

/** Adds what `$PSDefaultParameterValues` has for a command and wasn't given. */
export function withDefaults(interp: Interp, call: StageCall, info: CmdletInfo): StageCall {
  const table = interp.lookup(call.frame, 'PSDefaultParameterValues');
  if (!(table instanceof PsHashtable) || table.size === 0) return call;
  const disabled = table.get('Disabled');
  if (disabled !== undefined && truth(disabled)) return call;
  const given = new Set<string>();
  for (const argument of call.args) {
    if (argument.type !== 'name') continue;
    const match = matchParameter(info, argument.name);
    if ('found' in match) given.add(match.found.name.toLowerCase());
  }
  const added: Argument[] = [];
  for (const [key, value] of table.entries()) {
    const text = toText(key);
    const colon = text.lastIndexOf(':');
    if (colon < 0) continue;
    const command = text.slice(0, colon).trim();
    const name = text.slice(colon + 1).trim();
    if (!wildcard(command)(info.name)) continue;
    const match = matchParameter(info, name);
    if (!('found' in match) || given.has(match.found.name.toLowerCase())) continue;
    given.add(match.found.name.toLowerCase());
    const { start, end } = call.node;
    added.push({
      type: 'name',
      name: match.found.name,
      typed: `-${match.found.name}`,
      value: settled(interp, value, match.found.type),
      splatted: true,
      start,
      end,
    });
  }
  return added.length === 0 ? call : { ...call, args: [...call.args, ...added] };
}

/** A block is run for its value, unless the parameter takes blocks. */
function settled(interp: Interp, value: Value, type: string): Value {
  const block = asBlock(value);
  if (block === null || type === 'ScriptBlock') return value;
  const output = interp.runtime.invoke(block, { newScope: true });
  return output.length === 1 ? (output[0] as Value) : output;
}

function asBlock(value: Value): PsBlock | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return value.kind === 'scriptBlock' ? value : null;
}
