import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { hasWildcards } from '../../operators/wildcard.ts';
import { commandError } from '../data/failures.ts';

/*
 * Connections over REST are no remote sessions (real-client.md 2), so there are none: scripts of older days look for them
 * before they connect, and clear them away.
 */

export const getRemoteSessions: BuiltIn = {
  info: declare(
    'Get-PSSession',
    [
      parameter('ComputerName', 'String[]', { position: 0, sets: ['ComputerName'], aliases: ['Cn'] }),
      parameter('Name', 'String[]', { byName: true }),
      parameter('Id', 'Int32[]', { byName: true, sets: ['Id'] }),
      parameter('InstanceId', 'Guid[]', { sets: ['InstanceId'] }),
      parameter('ConfigurationName', 'String'),
      parameter('State', 'String', { values: ['All', 'Opened', 'Disconnected', 'Closed', 'Broken'] }),
    ],
    { defaultSet: 'Name' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetPSSessionCommand',
  aliases: ['gsn'],
  synopsis: 'Lists remote sessions. Connections over REST are none.',
  start: (context) => ({
    process() {
      for (const name of (context.bound.list('Name') ?? []).map((one) => toText(one))) {
        if (hasWildcards(name)) continue;
        context.error(
          commandError(
            'System.ArgumentException',
            'RemoteRunspaceNotAvailableForSpecifiedName',
            `The remote session with the name ${name} is not available.`,
            'InvalidArgument',
            name,
          ),
        );
      }
    },
  }),
};

export const removeRemoteSessions: BuiltIn = {
  info: declare(
    'Remove-PSSession',
    [
      parameter('Session', 'Object[]', {
        position: 0,
        mandatory: true,
        pipeline: true,
        byName: true,
        sets: ['Session'],
      }),
      parameter('Id', 'Int32[]', { position: 0, mandatory: true, byName: true, sets: ['Id'] }),
      parameter('Name', 'String[]', { mandatory: true, byName: true, sets: ['Name'] }),
      parameter('InstanceId', 'Guid[]', { mandatory: true, byName: true, sets: ['InstanceId'] }),
      parameter('ComputerName', 'String[]', {
        mandatory: true,
        byName: true,
        sets: ['ComputerName'],
        aliases: ['Cn'],
      }),
    ],
    { defaultSet: 'Id', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.RemovePSSessionCommand',
  aliases: ['rsn'],
  synopsis: 'Closes remote sessions, of which there are none.',
  start: () => ({}),
};
