import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { offsetAt, ticksOf, ticksOfUnix } from '../../dotnet/dates.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { cultureReference } from '../../members/provider.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { toText } from '../../convert/text.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import { NativeObject, nativeProperty, nativeReference } from '../../values/native.ts';
import { TICKS_PER_SECOND } from '../../values/time.ts';
import { commandError } from '../data/failures.ts';

function cultureCommand(name: 'Get-Culture' | 'Get-UICulture', typeName: string): BuiltIn {
  return {
    info: declare(
      name,
      name === 'Get-Culture'
        ? [
            parameter('Name', 'String[]', { sets: [{ set: 'Name', position: 0, pipeline: true }] }),
            parameter('NoUserOverrides', 'SwitchParameter'),
            parameter('ListAvailable', 'SwitchParameter', { sets: ['ListAvailable'] }),
          ]
        : [],
      { defaultSet: 'CurrentCulture' },
    ),
    typeName,
    aliases: [],
    synopsis: 'Gives the culture that numbers and dates are written by.',
    start(context) {
      return {
        process() {
          const { culture } = context.runtime;
          const names = context.bound.list('Name');
          for (const wanted of names ?? [culture.name]) {
            context.write(cultureReference({ name: toText(wanted), timeZone: culture.timeZone }));
          }
        },
      };
    },
  };
}

export const getCulture = cultureCommand('Get-Culture', 'Microsoft.PowerShell.Commands.GetCultureCommand');
export const getUICulture = cultureCommand(
  'Get-UICulture',
  'Microsoft.PowerShell.Commands.GetUICultureCommand',
);

/** Seconds ahead of UTC in January and in July of this year. */
function offsets(id: string, rt: Runtime): { standard: number; summer: boolean } {
  const year = new Date(rt.host.now()).getUTCFullYear();
  const at = (month: number): number => offsetAt(ticksOf(year, month, 1) ?? ticksOfUnix(0), id);
  const january = at(1);
  const july = at(7);
  return { standard: Math.min(january, july), summer: january !== july };
}

function zoneName(id: string, style: 'long', at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: style }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? id;
}

function timeZone(id: string, rt: Runtime): PsReference {
  const typeName = 'System.TimeZoneInfo';
  const { standard, summer } = offsets(id, rt);
  const minutes = Math.abs(standard) / 60;
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const sign = standard < 0 ? '-' : '+';
  const start = standard === 0 ? '(UTC)' : `(UTC${sign}${digits(minutes / 60)}:${digits(minutes % 60)})`;
  const long = id === 'UTC' ? 'Coordinated Universal Time' : zoneName(id, 'long', rt.host.now());
  const display = `${start} ${long}`;
  const span: Value = { kind: 'timeSpan', ticks: BigInt(standard) * TICKS_PER_SECOND };
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('Id', 'String', () => id),
      nativeProperty('HasIanaId', 'Boolean', () => true),
      nativeProperty('DisplayName', 'String', () => display),
      nativeProperty('StandardName', 'String', () => long),
      nativeProperty('DaylightName', 'String', () => long),
      nativeProperty('BaseUtcOffset', 'TimeSpan', () => span),
      nativeProperty('SupportsDaylightSavingTime', 'Boolean', () => summer),
    ],
    toText: () => display,
  });
}

export const getTimeZone: BuiltIn = {
  info: declare(
    'Get-TimeZone',
    [
      parameter('Id', 'String[]', {
        sets: [{ set: 'Id', mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
      parameter('ListAvailable', 'SwitchParameter', { sets: [{ set: 'ListAvailable', mandatory: true }] }),
      parameter('Name', 'String[]', { sets: [{ set: 'Name', position: 1, pipeline: true, byName: true }] }),
    ],
    { defaultSet: 'Name' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetTimeZoneCommand',
  aliases: ['gtz'],
  synopsis: 'Gives the time zone that local times are in.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const ids = bound.list('Id');
        const names = bound.list('Name');
        if (ids === undefined && names === undefined && !bound.on('ListAvailable')) {
          context.write(timeZone(runtime.culture.timeZone, runtime));
          return;
        }
        const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((id) => id !== 'UTC')];
        const zones = known.map((id) => ({ id, zone: timeZone(id, runtime) }));
        if (ids === undefined && names === undefined) {
          for (const { zone } of zones) context.write(zone);
          return;
        }
        for (const wanted of ids ?? names ?? []) {
          const text = toText(wanted);
          const matches = wildcard(ids === undefined ? text : text.replace(/[*?[]/g, '`$&'), false);
          const found = zones.filter(
            ({ id, zone }) => matches(id) || (ids === undefined && matches(nameOf(zone))),
          );
          for (const { zone } of found) context.write(zone);
          if (found.length > 0) continue;
          context.error(
            commandError(
              'System.TimeZoneNotFoundException',
              'TimeZoneNotFound',
              `The time zone '${text}' was not found on the local computer.`,
              'InvalidArgument',
              text,
            ),
          );
        }
      },
    };
  },
};

function nameOf(zone: PsReference): string {
  const name = zone.state instanceof NativeObject ? zone.state.property('StandardName')?.get() : null;
  return typeof name === 'string' ? name : '';
}

export const getHost: BuiltIn = {
  info: declare('Get-Host', []),
  typeName: 'Microsoft.PowerShell.Commands.GetHostCommand',
  aliases: [],
  synopsis: 'Tells what program runs the script.',
  start(context) {
    return {
      process() {
        const { culture } = context.runtime;
        const typeName = 'System.Management.Automation.Internal.Host.InternalHost';
        const version: Value = { kind: 'version', parts: [7, 6, -1, -1], text: '7.6' };
        const host = nativeReference({
          typeNames: [typeName, 'System.Management.Automation.Host.PSHost', 'System.Object'],
          properties: [
            nativeProperty('Name', 'String', () => 'Tenantdeck'),
            nativeProperty('Version', 'Version', () => version),
            nativeProperty('CurrentCulture', 'CultureInfo', () => cultureReference(culture)),
            nativeProperty('CurrentUICulture', 'CultureInfo', () => cultureReference(culture)),
            nativeProperty('IsRunspacePushed', 'Boolean', () => false),
          ],
          toText: () => typeName,
        });
        context.write(host);
      },
    };
  },
};
