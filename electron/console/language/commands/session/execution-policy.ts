import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { PsObject } from '../../values/object.ts';
import { enumValue, type PsEnum } from '../../values/simple.ts';
import { enumArgument } from '../data/failures.ts';

const POLICY = 'Microsoft.PowerShell.ExecutionPolicy';
const SCOPE = 'Microsoft.PowerShell.ExecutionPolicyScope';
const POLICIES = ['Unrestricted', 'RemoteSigned', 'AllSigned', 'Restricted', 'Bypass', 'Undefined'];
const SCOPES = ['Process', 'CurrentUser', 'LocalMachine', 'UserPolicy', 'MachinePolicy'];

/** What scripts set, per scope; the console runs what people give it either way. */
const chosen = new WeakMap<Runtime, Map<string, PsEnum>>();

function policies(rt: Runtime): Map<string, PsEnum> {
  let known = chosen.get(rt);
  if (known === undefined) {
    known = new Map();
    chosen.set(rt, known);
  }
  return known;
}

function named(name: string): PsEnum {
  return enumValue(POLICY, name, POLICIES.indexOf(name));
}

const scope = (position: number) => parameter('Scope', SCOPE, { position, byName: true });

export const setExecutionPolicy: BuiltIn = {
  info: declare(
    'Set-ExecutionPolicy',
    [
      parameter('ExecutionPolicy', POLICY, { position: 0, mandatory: true, byName: true }),
      scope(1),
      parameter('Force', 'SwitchParameter'),
    ],
    { supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SetExecutionPolicyCommand',
  aliases: [],
  synopsis: 'Understood, and without effect: the console runs what is in its editor.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const policy = enumArgument('ExecutionPolicy', bound.get('ExecutionPolicy'), POLICY, POLICIES);
        const where = enumArgument('Scope', bound.get('Scope'), SCOPE, SCOPES)?.name ?? 'LocalMachine';
        if (policy !== undefined) policies(runtime).set(where, policy);
      },
    };
  },
};

export const getExecutionPolicy: BuiltIn = {
  info: declare('Get-ExecutionPolicy', [scope(0), parameter('List', 'SwitchParameter')]),
  typeName: 'Microsoft.PowerShell.Commands.GetExecutionPolicyCommand',
  aliases: [],
  synopsis: 'Gives the execution policy, as scripts expect it.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const known = policies(runtime);
        if (bound.on('List')) {
          for (const name of [...SCOPES]
            .reverse()
            .slice(0, 2)
            .concat('Process', 'CurrentUser', 'LocalMachine')) {
            context.write(
              PsObject.from([
                ['Scope', enumValue(SCOPE, name, SCOPES.indexOf(name))],
                ['ExecutionPolicy', known.get(name) ?? named('Undefined')],
              ]),
            );
          }
          return;
        }
        const where = enumArgument('Scope', bound.get('Scope'), SCOPE, SCOPES)?.name;
        if (where !== undefined) {
          context.write(known.get(where) ?? named('Undefined'));
          return;
        }
        const first = SCOPES.map((name) => known.get(name)).find(
          (policy) => policy !== undefined && policy.name !== 'Undefined',
        );
        context.write(first ?? named('RemoteSigned'));
      },
    };
  },
};
