import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { toText } from '../../convert/text.ts';
import { PsObject } from '../../values/object.ts';

/*
 * Where modules would come from. Nothing is installed here and no gallery is asked: scripts that look before they connect go
 * on, as they do where everything is set up.
 */

const GALLERY = { name: 'PSGallery', source: 'https://www.powershellgallery.com/api/v2' };

const gallery = (): PsObject =>
  PsObject.from(
    [
      ['Name', GALLERY.name],
      ['InstallationPolicy', 'Trusted'],
      ['SourceLocation', GALLERY.source],
    ],
    [
      'Microsoft.PowerShell.Commands.PSRepository',
      'System.Management.Automation.PSCustomObject',
      'System.Object',
    ],
  );

export const getRepository: BuiltIn = {
  info: declare('Get-PSRepository', [
    parameter('Name', 'String[]', { position: 0, pipeline: true, byName: true }),
  ]),
  typeName: 'Get-PSRepository',
  aliases: [],
  synopsis: 'Tells where modules would come from.',
  start: (context) => ({
    process() {
      const names = (context.bound.list('Name') ?? ['*']).map((name) => wildcard(toText(name), false));
      if (names.some((matches) => matches(GALLERY.name))) context.write(gallery());
    },
  }),
};

export const setRepository: BuiltIn = {
  info: declare('Set-PSRepository', [
    parameter('Name', 'String', { position: 0, mandatory: true }),
    parameter('SourceLocation', 'Uri', { position: 1 }),
    parameter('PublishLocation', 'Uri'),
    parameter('InstallationPolicy', 'String', { values: ['Trusted', 'Untrusted'] }),
    parameter('PackageManagementProvider', 'String'),
  ]),
  typeName: 'Set-PSRepository',
  aliases: [],
  synopsis: 'Changes where modules would come from. The console needs none.',
  start: () => ({}),
};

export const installProvider: BuiltIn = {
  info: declare(
    'Install-PackageProvider',
    [
      parameter('Name', 'String[]', { position: 0, mandatory: true, pipeline: true, byName: true }),
      parameter('MinimumVersion', 'String'),
      parameter('MaximumVersion', 'String'),
      parameter('RequiredVersion', 'String'),
      parameter('Source', 'String[]'),
      parameter('Scope', 'String', { values: ['CurrentUser', 'AllUsers'] }),
      parameter('Force', 'SwitchParameter'),
      parameter('ForceBootstrap', 'SwitchParameter'),
      parameter('AllVersions', 'SwitchParameter'),
    ],
    { supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackageProvider',
  aliases: [],
  synopsis: 'Installs what installs modules. The console needs none.',
  start: () => ({}),
};
