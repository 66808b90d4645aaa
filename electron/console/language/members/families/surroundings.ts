import { failure } from '../../values/errors.ts';
import { hasKind } from '../../values/model.ts';
import { compositeFormat } from '../../dotnet/composite.ts';
import { given, int } from '../args.ts';
import { define, defineReference } from '../define.ts';
import { encoding } from './encoding.ts';
import { asText, itemsOf, long } from '../helpers.ts';
import { timeSpan } from '../ticks.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

/*
 * What scripts commonly do with the process around them, as far as it means something here: measuring time, waiting,
 * writing to the console. Collecting garbage and choosing a TLS version are taken and do nothing.
 */

/** State of a System.Diagnostics.Stopwatch; milliseconds. */
class Watch {
  started: number | null = null;
  before = 0;

  elapsed(rt: Runtime): number {
    return this.before + (this.started === null ? 0 : rt.host.now() - this.started);
  }

  toText(): string {
    return 'System.Diagnostics.Stopwatch';
  }
}

function watch(running: boolean, rt: Runtime): PsReference {
  const state = new Watch();
  if (running) state.started = rt.host.now();
  return { kind: 'reference', typeName: 'System.Diagnostics.Stopwatch', state };
}

function span(milliseconds: number): Value {
  return timeSpan(BigInt(Math.round(milliseconds * 10_000)));
}

defineReference<Watch>('System.Diagnostics.Stopwatch')
  .property('IsRunning', 'bool', (self) => self.started !== null)
  .property('Elapsed', 'timespan', (self, rt) => span(self.elapsed(rt)))
  .property('ElapsedMilliseconds', 'long', (self, rt) => long(BigInt(Math.trunc(self.elapsed(rt)))))
  .property('ElapsedTicks', 'long', (self, rt) => long(BigInt(Math.round(self.elapsed(rt) * 10_000))))
  .action('Start()', (self, _, rt) => {
    self.started ??= rt.host.now();
  })
  .action('Stop()', (self, _, rt) => {
    self.before = self.elapsed(rt);
    self.started = null;
  })
  .action('Reset()', (self) => {
    self.before = 0;
    self.started = null;
  })
  .action('Restart()', (self, _, rt) => {
    self.before = 0;
    self.started = rt.host.now();
  })
  .static('System.Diagnostics.Stopwatch StartNew()', (_, rt) => watch(true, rt))
  .staticProperty('Frequency', 'long', () => long(10_000_000n))
  .constructors('()', (_, rt) => watch(false, rt));

define<null>('System.GC')
  .staticAction('Collect()|(int generation)', () => undefined)
  .staticAction('WaitForPendingFinalizers()', () => undefined)
  .static('long GetTotalMemory(bool forceFullCollection)', () => long(0n));

define<null>('System.Threading.Thread').staticAction(
  'Sleep(int millisecondsTimeout)|(timespan timeout)',
  (args, rt) => {
    const time = given(args, 0);
    const isSpan = hasKind(time, 'timeSpan');
    rt.host.sleep(isSpan ? Number(time.ticks / 10_000n) : int(args, 0));
  },
);

function written(args: readonly Value[], rt: Runtime): string {
  const first = given(args, 0);
  const rest = given(args, 1);
  return rest === null || typeof first !== 'string'
    ? asText(first, rt)
    : compositeFormat(first, itemsOf(rest), rt.culture);
}

/** What `[Console]::Out` and `[Console]::Error` give: both write to the console. */
const WRITER: PsReference = { kind: 'reference', typeName: 'System.IO.TextWriter', state: null };

defineReference<null>('System.IO.TextWriter')
  .action('WriteLine()|(Object value)|(string format, params Object[] arg)', (_, args, rt) => {
    rt.host.write({ text: written(args, rt), newline: true, color: '', background: '' });
  })
  .action('Write(Object value)|(string format, params Object[] arg)', (_, args, rt) => {
    rt.host.write({ text: written(args, rt), newline: false, color: '', background: '' });
  })
  .action('Flush()', () => undefined);

define<null>('System.Console')
  .staticAction('WriteLine()|(Object value)|(string format, params Object[] arg)', (args, rt) => {
    rt.host.write({ text: written(args, rt), newline: true, color: '', background: '' });
  })
  .staticAction('Write(Object value)|(string format, params Object[] arg)', (args, rt) => {
    rt.host.write({ text: written(args, rt), newline: false, color: '', background: '' });
  })
  .static('string ReadLine()', (_, rt) => rt.host.readLine(''))
  .staticAction('Clear()', (_, rt) => {
    rt.host.clear();
  })
  .staticProperty('Out', 'System.IO.TextWriter', () => WRITER)
  .staticProperty('Error', 'System.IO.TextWriter', () => WRITER)
  .staticProperty('OutputEncoding', 'System.Text.Encoding', () => encoding('utf-8', false))
  .staticProperty('InputEncoding', 'System.Text.Encoding', () => encoding('utf-8', false))
  .staticProperty('Title', 'string', () => '')
  .staticProperty('WindowWidth', 'int', (rt) => rt.host.width)
  .staticProperty('BufferWidth', 'int', (rt) => rt.host.width)
  .static('Object ReadKey()|(bool intercept)', () => {
    throw failure('NotSupported', 'Single keys cannot be read in this console. Read-Host asks for a line.', {
      category: 'NotImplemented',
    });
  })
  .staticAction('Beep()|(int frequency, int duration)', () => undefined);

define<null>('System.Net.ServicePointManager').staticProperty(
  'SecurityProtocol',
  'System.Net.SecurityProtocolType',
  () => ({
    kind: 'enum',
    typeName: 'System.Net.SecurityProtocolType',
    name: 'SystemDefault',
    value: 0,
  }),
);
