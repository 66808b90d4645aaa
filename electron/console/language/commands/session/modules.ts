import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { commandError } from '../data/failures.ts';
import { INSTALLERS, type KnownModule, knownModules, moduleAdvice } from './known-modules.ts';

const DEFAULT_VERSION = '3.7.2';

export function modulesOf({ host }: Pick<Runtime, 'host'>): readonly KnownModule[] {
  return knownModules(host.connection?.moduleVersion ?? DEFAULT_VERSION);
}

function version(text: string): Value {
  const [major = 0, minor = 0, build = -1, revision = -1] = text.split('.').map(Number);
  return { kind: 'version', parts: [major, minor, build, revision], text };
}

function namesOf(context: Context): string[] {
  return (context.bound.list('Name') ?? []).map((name) => toText(name));
}

/** A module's file has its name. */
const bareName = (name: string): string => name.replace(/^.*[\\/](.*)\.(psd1|psm1|dll)$/i, '$1');

function isKnown(name: string, modules: readonly KnownModule[]): boolean {
  const lower = bareName(name).toLowerCase();
  return modules.some((module) => module.name.toLowerCase() === lower) || INSTALLERS.has(lower);
}

/** Where it would be; nothing is there, and Import-Module takes it by that name. */
const folderOf = ({ name, version }: KnownModule): string => `/Modules/${name}/${version}`;

/** PSModuleInfo's properties that scripts look at. */
export function moduleObject(module: KnownModule): PsObject {
  return PsObject.from(
    [
      ['ModuleType', module.type],
      ['Version', version(module.version)],
      ['PreRelease', null],
      ['Name', module.name],
      ['Path', `${folderOf(module)}/${module.name}.psd1`],
      ['ModuleBase', folderOf(module)],
      ['Description', module.description],
      ['ExportedCommands', null],
    ],
    ['System.Management.Automation.PSModuleInfo', 'System.Object'],
  );
}

/** PSRepositoryItemInfo's, of Get-InstalledModule. */
function installedObject(module: KnownModule): PsObject {
  return PsObject.from(
    [
      ['Version', module.version],
      ['Name', module.name],
      ['Repository', 'PSGallery'],
      ['Description', module.description],
    ],
    [
      'Microsoft.PowerShell.Commands.PSRepositoryItemInfo',
      'System.Management.Automation.PSCustomObject',
      'System.Object',
    ],
  );
}

const common = (mandatory: boolean) =>
  parameter('Name', 'String[]', { position: 0, mandatory, pipeline: true, byName: true });

export const importModule: BuiltIn = {
  info: declare('Import-Module', [
    common(true),
    parameter('Global', 'SwitchParameter'),
    parameter('Prefix', 'String'),
    parameter('Function', 'String[]'),
    parameter('Cmdlet', 'String[]'),
    parameter('Variable', 'String[]'),
    parameter('Alias', 'String[]'),
    parameter('Force', 'SwitchParameter'),
    parameter('SkipEditionCheck', 'SwitchParameter'),
    parameter('PassThru', 'SwitchParameter'),
    parameter('AsCustomObject', 'SwitchParameter'),
    parameter('MinimumVersion', 'String', { aliases: ['Version'] }),
    parameter('MaximumVersion', 'String'),
    parameter('RequiredVersion', 'String'),
    parameter('ArgumentList', 'Object[]', { aliases: ['Args'] }),
    parameter('DisableNameChecking', 'SwitchParameter'),
    parameter('NoClobber', 'SwitchParameter', { aliases: ['NoOverwrite'] }),
    parameter('Scope', 'String', { values: ['Local', 'Global'] }),
    parameter('UseWindowsPowerShell', 'SwitchParameter', { aliases: ['UseWinPS'] }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ImportModuleCommand',
  aliases: ['ipmo'],
  synopsis: 'Loads a module. The console has its modules loaded already.',
  start(context) {
    return {
      process() {
        const modules = modulesOf(context.runtime);
        for (const name of namesOf(context)) {
          if (!isKnown(name, modules)) {
            context.error(
              commandError(
                'System.IO.FileNotFoundException',
                'Modules_ModuleNotFound',
                `The specified module '${name}' was not loaded because no valid module file was found in any module directory. ${moduleAdvice(name)}`,
                'ResourceUnavailable',
                name,
              ),
            );
            continue;
          }
          if (!context.bound.on('PassThru')) continue;
          const module = modules.find((known) => known.name.toLowerCase() === bareName(name).toLowerCase());
          if (module !== undefined) context.write(moduleObject(module));
        }
      },
    };
  },
};

export const removeModule: BuiltIn = {
  info: declare('Remove-Module', [common(true), parameter('Force', 'SwitchParameter')], {
    supportsShouldProcess: true,
  }),
  typeName: 'Microsoft.PowerShell.Commands.RemoveModuleCommand',
  aliases: ['rmo'],
  synopsis: 'Unloads a module. The console keeps its modules.',
  start: () => ({}),
};

export const getModule: BuiltIn = {
  info: declare('Get-Module', [
    common(false),
    parameter('FullyQualifiedName', 'Object[]'),
    parameter('All', 'SwitchParameter'),
    parameter('ListAvailable', 'SwitchParameter'),
    parameter('PSEdition', 'String'),
    parameter('SkipEditionCheck', 'SwitchParameter'),
    parameter('Refresh', 'SwitchParameter'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.GetModuleCommand',
  aliases: ['gmo'],
  synopsis: 'Lists modules.',
  start(context) {
    return {
      process() {
        const names = context.bound.has('Name') ? namesOf(context) : ['*'];
        for (const name of names) {
          const matches = wildcard(name, false);
          for (const module of modulesOf(context.runtime))
            if (matches(module.name)) context.write(moduleObject(module));
        }
      },
    };
  },
};

const installing = [
  common(true),
  parameter('MinimumVersion', 'String'),
  parameter('MaximumVersion', 'String'),
  parameter('RequiredVersion', 'String'),
  parameter('Repository', 'String[]'),
  parameter('Credential', 'Object'),
  parameter('Scope', 'String', { values: ['CurrentUser', 'AllUsers'] }),
  parameter('Proxy', 'Uri'),
  parameter('ProxyCredential', 'Object'),
  parameter('AllowClobber', 'SwitchParameter'),
  parameter('SkipPublisherCheck', 'SwitchParameter'),
  parameter('Force', 'SwitchParameter'),
  parameter('AllowPrerelease', 'SwitchParameter'),
  parameter('AcceptLicense', 'SwitchParameter'),
  parameter('PassThru', 'SwitchParameter'),
  parameter('AllVersions', 'SwitchParameter'),
];
/** Of the PSResource commands. */
const resource = [
  common(true),
  parameter('Version', 'String'),
  parameter('Prerelease', 'SwitchParameter'),
  parameter('Repository', 'String[]'),
  parameter('Credential', 'Object'),
  parameter('Scope', 'String', { values: ['CurrentUser', 'AllUsers'] }),
  parameter('TemporaryPath', 'String'),
  parameter('TrustRepository', 'SwitchParameter'),
  parameter('Reinstall', 'SwitchParameter'),
  parameter('Quiet', 'SwitchParameter'),
  parameter('AcceptLicense', 'SwitchParameter'),
  parameter('NoClobber', 'SwitchParameter'),
  parameter('SkipDependencyCheck', 'SwitchParameter'),
  parameter('AuthenticodeCheck', 'SwitchParameter'),
  parameter('Force', 'SwitchParameter'),
  parameter('PassThru', 'SwitchParameter'),
];

/** Nothing is installed: what is on offer is there, the rest is refused by name. */
function installer(
  name: string,
  synopsis: string,
  aliases: readonly string[],
  parameters: typeof installing = installing,
): BuiltIn {
  return {
    info: declare(name, parameters, { supportsShouldProcess: true }),
    typeName: name,
    aliases,
    synopsis,
    start(context) {
      return {
        process() {
          const modules = modulesOf(context.runtime);
          for (const wanted of namesOf(context)) {
            if (isKnown(wanted, modules)) {
              context.verbose(`The module '${wanted}' is part of the console: nothing to do.`);
              continue;
            }
            context.error(
              commandError(
                'System.Management.Automation.PSNotSupportedException',
                'ModuleNotOnOffer',
                `The module '${wanted}' is not on offer in the console. ${moduleAdvice(wanted)}`,
                'NotImplemented',
                wanted,
              ),
            );
          }
        },
      };
    },
  };
}

const INSTALLS = 'Installs a module. The console has what it needs.';
const UPDATES = 'Updates a module. The console is updated as a whole.';
const REMOVES = 'Removes a module. The console keeps its own.';

export const installers: readonly BuiltIn[] = [
  installer('Install-Module', INSTALLS, ['inmo']),
  installer('Update-Module', UPDATES, ['upmo']),
  installer('Uninstall-Module', REMOVES, []),
  installer('Install-PSResource', INSTALLS, ['isres'], resource),
  installer('Update-PSResource', UPDATES, ['udres'], resource),
  installer('Uninstall-PSResource', REMOVES, ['usres'], resource),
];

const versions = [
  common(false),
  parameter('MinimumVersion', 'String'),
  parameter('RequiredVersion', 'String', { aliases: ['Version'] }),
  parameter('MaximumVersion', 'String'),
  parameter('AllVersions', 'SwitchParameter'),
  parameter('AllowPrerelease', 'SwitchParameter'),
  parameter('Scope', 'String', { values: ['CurrentUser', 'AllUsers'] }),
];

const listing = (name: string, aliases: readonly string[]): BuiltIn => ({
  info: declare(name, versions),
  typeName: name,
  aliases,
  synopsis: 'Lists installed modules.',
  start(context) {
    return {
      process() {
        const names = context.bound.has('Name') ? namesOf(context) : ['*'];
        const installed = modulesOf(context.runtime).filter(
          ({ name }) => !name.startsWith('Microsoft.PowerShell.'),
        );
        for (const name of names) {
          const matches = wildcard(name, false);
          const found = installed.filter((module) => matches(module.name));
          for (const module of found) context.write(installedObject(module));
          if (found.length > 0 || hasWildcards(name)) continue;
          context.error(
            commandError(
              'System.Exception',
              'NoMatchFound',
              `No match was found for the specified search criteria and module names '${name}'.`,
              'ObjectNotFound',
              name,
            ),
          );
        }
      },
    };
  },
});

export const installedLists: readonly BuiltIn[] = [
  listing('Get-InstalledModule', []),
  listing('Get-PSResource', []),
  listing('Get-InstalledPSResource', []),
];
