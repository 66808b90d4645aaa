import { failure } from '../../values/errors.ts';
import { PsList } from '../../values/collections.ts';
import { NOTHING } from '../../values/nothing.ts';
import { isArray } from '../../values/model.ts';
import { given, text } from '../args.ts';
import { define } from '../define.ts';
import { single } from '../object-members.ts';
import type { PsBlock, PsVariableReference } from '../../values/block.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';

function refused(what: string): never {
  throw failure(
    'NotSupported',
    `${what} of a script block isn't available in this console. Its text is in ToString().`,
    { category: 'NotImplemented' },
  );
}

function invoke(self: PsBlock, args: readonly Value[], rt: Runtime): Value[] {
  const list = given(args, 0);
  return rt.invoke(self, { args: isArray(list) ? list : [], newScope: true });
}

define<PsBlock>('System.Management.Automation.ScriptBlock')
  .property('Attributes', 'Object', () => [])
  .property('File', 'string', () => null)
  .property('IsFilter', 'bool', () => false)
  .property('IsConfiguration', 'bool', () => false)
  .property('Module', 'Object', () => null)
  .property('DebuggerHidden', 'bool', () => false)
  .property('Id', 'guid', () => ({ kind: 'guid', text: '00000000-0000-0000-0000-000000000000' }))
  .property('StartPosition', 'Object', () => null)
  .hidden('Ast', 'Object', () => refused('The syntax tree'))
  .method(
    'Object Invoke(params Object[] args)',
    (self, args, rt) =>
      new PsList('System.Collections.ObjectModel.Collection', 'PSObject', invoke(self, args, rt)),
  )
  .method('Object InvokeReturnAsIs(params Object[] args)', (self, args, rt) => {
    const output = invoke(self, args, rt);
    return output.length === 0 ? NOTHING : single(output);
  })
  .method(
    'Object InvokeWithContext(Object functionsToDefine, Object variablesToDefine, params Object[] args)',
    () => refused('InvokeWithContext'),
  )
  .method('scriptblock GetNewClosure()', (self, _, rt) => {
    if (rt.closeOver === undefined) refused('GetNewClosure');
    return rt.closeOver(self);
  })
  .method('Object GetSteppablePipeline()', () => refused('GetSteppablePipeline'))
  .method('Object GetPowerShell()', () => refused('GetPowerShell'))
  .action('CheckRestrictedLanguage()', () => undefined)
  .method('string ToString()', (self) => self.text)
  .static('scriptblock Create(string script)', (args, rt) => rt.createBlock(text(args, 0)))
  .staticProperty('EmptyScriptBlock', 'scriptblock', (rt) => rt.createBlock(''));

define<PsVariableReference>('System.Management.Automation.PSReference')
  .property(
    'Value',
    'Object',
    (self) => self.get(),
    (self, value) => {
      self.set(value);
    },
  )
  .constructors('(Object value)', (args) => {
    let held = given(args, 0);
    return {
      kind: 'ref',
      get: () => held,
      set: (value) => {
        held = value;
      },
    };
  });
