import type { Interp } from './interp.ts';
import { toText } from '../convert/text.ts';
import { enumerable } from '../members/enumerate.ts';
import { numericDouble } from '../convert/numbers.ts';
import type { PsReference } from '../values/block.ts';
import { hasKind, type Value } from '../values/model.ts';
import { nativeProperty, nativeReference, type NativeProperty } from '../values/native.ts';

type Methods = ReadonlyMap<string, (args: readonly Value[]) => Value>;

function native(
  typeName: string,
  text: string,
  properties: readonly (readonly [string, Value])[],
  methods: Methods = new Map(),
): PsReference {
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: properties.map(([name, value]) => settable(name, value)),
    toText: () => text,
    methods,
  });
}

/** Scripts set titles and colours: they are kept, and change nothing here. */
function settable(name: string, first: Value): NativeProperty {
  let kept = first;
  return {
    ...nativeProperty(name, 'Object', () => kept),
    set: (value) => {
      kept = value;
    },
  };
}

const HOST = 'System.Management.Automation.Host.';

/** `$Host`, with what scripts ask a person by it. */
export function consoleHost({ host }: Pick<Interp, 'host'>, version: Value): PsReference {
  const size = native(`${HOST}Size`, `${String(host.width)},50`, [
    ['Width', host.width],
    ['Height', 50],
  ]);
  const raw = native(
    `${HOST}PSHostRawUserInterface`,
    'RawUI',
    [
      ['BufferSize', size],
      ['WindowSize', size],
      ['WindowTitle', 'Tenantdeck'],
      ['ForegroundColor', 'Gray'],
      ['BackgroundColor', 'Black'],
      ['KeyAvailable', false],
    ],
    new Map<string, (args: readonly Value[]) => Value>([
      ['readkey', () => key(host.readLine('Press a key, then Enter'))],
      ['flushinputbuffer', () => null],
    ]),
  );
  const say = (text: string): null => {
    host.write({ text, newline: true, color: '', background: '' });
    return null;
  };
  const ui = native(
    `${HOST}PSHostUserInterface`,
    'UI',
    [['RawUI', raw]],
    new Map<string, (args: readonly Value[]) => Value>([
      [
        'promptforchoice',
        ([caption = '', message = '', choices = null, otherwise = 0]) =>
          host.choose(
            toText(caption),
            toText(message),
            Array.from(enumerable(choices) ?? [choices], labelOf),
            numericDouble(otherwise) ?? 0,
          ),
      ],
      ['readline', () => host.readLine('')],
      ['readlineassecurestring', () => host.readSecret('')],
      ['writeline', (args) => say(toText(args.at(-1) ?? ''))],
      ['writewarningline', ([text = '']) => (host.warning(toText(text)), null)],
    ]),
  );
  return native('System.Management.Automation.Internal.Host.InternalHost', 'Host', [
    ['Name', 'ConsoleHost'],
    ['Version', version],
    ['UI', ui],
    ['CurrentCulture', host.culture.name],
    ['CurrentUICulture', host.culture.name],
    ['PrivateData', null],
  ]);
}

/** A text, or a ChoiceDescription. */
function labelOf(choice: Value): string {
  return hasKind(choice, 'reference') && choice.state instanceof Choice ? choice.state.label : toText(choice);
}

/** State of a ChoiceDescription. */
export class Choice {
  readonly label: string;
  help: string;

  constructor(label: string, help: string) {
    this.label = label;
    this.help = help;
  }

  toText(): string {
    return `${HOST}ChoiceDescription`;
  }
}

/** What was typed stands for the key; nothing is Enter. */
function key(typed: string): PsReference {
  const code = typed === '' ? 13 : typed.toUpperCase().charCodeAt(0);
  return native(`${HOST}KeyInfo`, `${String(code)},${typed.charAt(0)},0,True`, [
    ['VirtualKeyCode', code],
    ['Character', { kind: 'char', code: typed === '' ? 13 : typed.charCodeAt(0) }],
    ['KeyDown', true],
  ]);
}
