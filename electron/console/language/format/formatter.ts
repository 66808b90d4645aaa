import { PsErrorRecord, exception, Terminating } from '../values/errors.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import { FormatSession } from './session.ts';
import { GroupQueue } from './group-queue.ts';
import { PacketWriter } from './packet-writer.ts';
import { packetOf } from './packets.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Packet, ShapeInfo } from './packets.ts';
import type { Measured } from './group-queue.ts';

/** A table's widths are decided by what came within this time, as in PowerShell … */
const PATIENCE = 300;
/** … and by at most so many rows, so that a huge table doesn't fill the memory. */
const MOST_HELD = 50_000;

export interface FormatterOptions {
  /** True: a table is measured as it comes (300 ms), so that its first rows show at once. */
  readonly streaming?: boolean;
}

/**
 * Turns objects into the lines that PowerShell shows for them. Lines may contain line breaks (a text with several).
 */
export class Formatter {
  readonly #rt: Runtime;
  readonly #streaming: boolean;
  readonly #writer: PacketWriter;
  #lines: string[] = [];
  #session: FormatSession | null = null;
  #queue: GroupQueue | null = null;
  #state: 'outside' | 'document' | 'group' = 'outside';
  /** The default formatter is writing: what it sends is in order by itself. */
  #inSession = false;

  /** @param width cells of a line; Infinity: only tables are cut, at the console's width. */
  constructor(rt: Runtime, width: number, options: FormatterOptions = {}) {
    this.#rt = rt;
    this.#streaming = options.streaming ?? false;
    this.#writer = new PacketWriter({
      width,
      tableWidth: width === Infinity ? rt.host.width : width,
      culture: rt.culture,
      write: (line) => {
        this.#lines.push(line);
      },
    });
  }

  /** Takes one object; gives the lines that are ready. */
  add(value: Value): string[] {
    const packet = packetOf(value);
    if (packet !== null) {
      this.#packet(packet);
    } else {
      this.#session ??= new FormatSession(this.#rt, DEFAULT_OPTIONS, (made) => {
        this.#packet(made);
      });
      this.#inSession = true;
      try {
        this.#session.add(value);
      } finally {
        this.#inSession = false;
      }
    }
    return this.#take();
  }

  /** Lines of the rows that wait for their table's widths: for showing them before a pause. */
  flush(): string[] {
    for (const packet of this.#queue?.release(this.#measured) ?? []) this.#writer.write(packet);
    return this.#take();
  }

  /** The last lines. The formatter can be used again. */
  finish(): string[] {
    this.#end();
    return this.#take();
  }

  readonly #measured = (widths: Measured | null): void => {
    this.#writer.hint = widths;
  };

  #end(): void {
    const session = this.#session;
    this.#session = null;
    session?.finish();
    for (const packet of this.#queue?.release(this.#measured) ?? []) this.#writer.write(packet);
  }

  #take(): string[] {
    const lines = this.#lines;
    if (lines.length === 0) return lines;
    this.#lines = [];
    return lines;
  }

  #packet(packet: Packet): void {
    switch (packet.kind) {
      case 'start':
        // Something else begins: what was shown until now is closed properly.
        if (this.#state === 'group' && !this.#inSession) {
          this.#end();
          if (this.#state === 'group') this.#close();
        }
        this.#expect('outside', packet);
        this.#state = 'document';
        this.#measureGroups(packet.shape, packet.autosize);
        break;
      case 'groupStart':
        this.#expect('document', packet);
        this.#state = 'group';
        break;
      case 'groupEnd':
        this.#expect('group', packet);
        this.#state = 'document';
        break;
      case 'end':
        this.#expect('document', packet);
        this.#state = 'outside';
        break;
      case 'entry':
        if (!packet.outOfBand) this.#expect('group', packet);
    }
    if (this.#queue === null) this.#writer.write(packet);
    else for (const ready of this.#queue.add(packet, this.#measured)) this.#writer.write(ready);
  }

  /** Packets of a Format command that were cut off (Select-Object -First). */
  #close(): void {
    this.#packet({ kind: 'groupEnd' });
    this.#packet({ kind: 'end' });
  }

  #measureGroups(shape: ShapeInfo, autosize: boolean): void {
    const open = shape.kind === 'table' && shape.columns.length > 0 && shape.columns[0]?.width === 0;
    if (!autosize && !open) return;
    this.#queue = new GroupQueue({
      milliseconds: this.#streaming && !autosize ? PATIENCE : Infinity,
      rows: MOST_HELD,
      now: () => this.#rt.host.now(),
    });
  }

  #expect(state: 'outside' | 'document' | 'group', packet: Packet): void {
    if (this.#state === state) return;
    const record = new PsErrorRecord(
      exception(
        'System.InvalidOperationException',
        'Operation is not valid due to the current state of the object.',
      ),
      'ConsoleLineOutputOutOfSequencePacket',
      'InvalidData',
    );
    const command =
      packet.kind === 'start'
        ? `format-${packet.shape.kind === 'complex' ? 'complex' : packet.shape.kind}`
        : 'format-*';
    record.details = `The object of type "${TYPE_NAMES[packet.kind]}" is not valid or not in the correct sequence. This is likely caused by a user-specified "${command}" command which is conflicting with the default formatting.`;
    throw new Terminating(record);
  }
}

const NAMESPACE = 'Microsoft.PowerShell.Commands.Internal.Format';
const TYPE_NAMES: Record<Packet['kind'], string> = {
  start: `${NAMESPACE}.FormatStartData`,
  groupStart: `${NAMESPACE}.GroupStartData`,
  entry: `${NAMESPACE}.FormatEntryData`,
  groupEnd: `${NAMESPACE}.GroupEndData`,
  end: `${NAMESPACE}.FormatEndData`,
};

/** The lines that `Out-String -Width n` gives, without their line ends. */
export function outLines(values: Iterable<Value>, rt: Runtime, width: number): string[] {
  const formatter = new Formatter(rt, width);
  const lines: string[] = [];
  for (const value of values) for (const line of formatter.add(value)) lines.push(line);
  for (const line of formatter.finish()) lines.push(line);
  return lines;
}

/** Exactly what `Out-String -Width n` gives. */
export function outString(values: Iterable<Value>, rt: Runtime, width: number): string {
  return outLines(values, rt, width)
    .map((line) => `${line}\n`)
    .join('');
}
