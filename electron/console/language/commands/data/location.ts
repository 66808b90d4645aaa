import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { Terminating } from '../../values/errors.ts';
import type { PsReference } from '../../values/block.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { nativeProperty, nativeReference } from '../../values/native.ts';
import { commandFailure, ITEM_NOT_FOUND } from './failures.ts';
import { statEntry } from './folder/glob.ts';
import { drivePath, folderPath, fullPath, locationOf, setLocation as keepLocation } from './folder/paths.ts';
import { pathParameters, writtenPaths } from './folder/targets.ts';

const TYPE = 'System.Management.Automation.PathInfo';

/** A place as Get-Location gives it. */
export function pathInfo(relative: string, rt: Runtime): PsReference {
  const full = fullPath(relative, rt);
  return nativeReference({
    typeNames: [TYPE, 'System.Object'],
    properties: [
      nativeProperty('Drive', 'String', () => '/'),
      nativeProperty('Provider', 'String', () => 'Microsoft.PowerShell.Core\\FileSystem'),
      nativeProperty('ProviderPath', 'String', () => full),
      nativeProperty('Path', 'String', () => full),
    ],
    toText: () => full,
    methods: new Map([['tostring', () => full]]),
  });
}

const stacks = new WeakMap<Runtime, string[]>();

function stackOf(rt: Runtime): string[] {
  const known = stacks.get(rt);
  if (known !== undefined) return known;
  const made: string[] = [];
  stacks.set(rt, made);
  return made;
}

export const getLocation: BuiltIn = {
  info: declare('Get-Location', [
    parameter('PSProvider', 'String[]'),
    parameter('PSDrive', 'String[]'),
    parameter('Stack', 'SwitchParameter'),
    parameter('StackName', 'String[]'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.GetLocationCommand',
  aliases: ['gl', 'pwd'],
  synopsis: 'Gives the folder that paths start from.',
  start(context) {
    return {
      process() {
        context.write(pathInfo(locationOf(context.runtime), context.runtime));
      },
    };
  },
};

/** Goes to a folder of the working folder. */
function go(context: Context, written: string): void {
  const { runtime } = context;
  const place = drivePath(written);
  if (place.drive !== null) {
    throw commandFailure(
      'System.Management.Automation.PSNotSupportedException',
      'NotSupported',
      `The console stays in its working folder: it does not go to the drive '${place.drive}:'. Name things there in full, such as '${place.drive}:Name'.`,
      'NotImplemented',
      written,
    );
  }
  const path = folderPath(place.path, runtime);
  const entry = statEntry(path, runtime);
  if (entry?.folder !== true) {
    const full = fullPath(path, runtime);
    throw commandFailure(
      ITEM_NOT_FOUND,
      'PathNotFound',
      `Cannot find path '${full}' because it does not exist.`,
      'ObjectNotFound',
      full,
    );
  }
  move(context, path);
}

function move(context: Context, path: string): void {
  const { runtime } = context;
  keepLocation(runtime, path);
  const here = pathInfo(path, runtime);
  try {
    runtime.setVariable('PWD', here, 'Global');
  } catch (error) {
    // A script cannot change $PWD; Get-Location still tells.
    if (!(error instanceof Terminating)) throw error;
  }
  if (context.bound.on('PassThru')) context.write(here);
}

const goParameters = [
  ...pathParameters({ mandatory: false }),
  parameter('PassThru', 'SwitchParameter'),
  parameter('StackName', 'String'),
];

export const setLocation: BuiltIn = {
  info: declare('Set-Location', goParameters, { defaultSet: 'Path' }),
  typeName: 'Microsoft.PowerShell.Commands.SetLocationCommand',
  aliases: ['sl', 'cd', 'chdir'],
  synopsis: 'Goes to another folder inside the working folder.',
  start(context) {
    return {
      process() {
        const [first] = writtenPaths(context, '');
        if (first === undefined || first.text === '') move(context, '');
        else go(context, first.text);
      },
    };
  },
};

export const pushLocation: BuiltIn = {
  info: declare('Push-Location', goParameters, { defaultSet: 'Path' }),
  typeName: 'Microsoft.PowerShell.Commands.PushLocationCommand',
  aliases: ['pushd'],
  synopsis: 'Remembers the folder and goes to another.',
  start(context) {
    return {
      process() {
        const here = locationOf(context.runtime);
        const [first] = writtenPaths(context, '.');
        if (first !== undefined) go(context, first.text);
        stackOf(context.runtime).push(here);
      },
    };
  },
};

export const popLocation: BuiltIn = {
  info: declare('Pop-Location', [parameter('PassThru', 'SwitchParameter'), parameter('StackName', 'String')]),
  typeName: 'Microsoft.PowerShell.Commands.PopLocationCommand',
  aliases: ['popd'],
  synopsis: 'Goes back to the folder that was remembered last.',
  start(context) {
    return {
      process() {
        const last = stackOf(context.runtime).pop();
        if (last !== undefined) move(context, last);
      },
    };
  },
};
