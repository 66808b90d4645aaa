import { NativeObject, nativeProperty } from '../values/native.ts';
import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';
import { stateOf } from '../values/state-of.ts';

export type Alignment = 'left' | 'center' | 'right';

export interface TableColumn {
  readonly label: string;
  /** 0: what its cells need. */
  readonly width: number;
  readonly alignment: Alignment | null;
}

/** A piece of free layout (Format-Custom, dates, group headings, errors). */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'newline' }
  | { readonly kind: 'frame'; readonly indent: number; readonly tokens: readonly Token[] };

export type ShapeInfo =
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly hideHeader: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'wide'; readonly columns: number }
  | { readonly kind: 'complex' };

export interface RowEntry {
  readonly kind: 'row';
  readonly cells: readonly string[];
  /** Overrides of the columns' own; null: none. */
  readonly alignments: readonly (Alignment | null)[] | null;
  readonly multiLine: boolean;
}

export interface ListField {
  readonly label: string;
  readonly text: string;
}

export interface ListEntry {
  readonly kind: 'list';
  readonly fields: readonly ListField[];
}

export type Entry =
  | RowEntry
  | ListEntry
  | { readonly kind: 'wide'; readonly text: string }
  | { readonly kind: 'complex'; readonly tokens: readonly Token[] }
  | { readonly kind: 'raw'; readonly text: string };

/** What the Format commands write and what an output command turns into lines. */
export type Packet =
  | { readonly kind: 'start'; readonly shape: ShapeInfo; readonly autosize: boolean }
  | { readonly kind: 'groupStart'; readonly heading: readonly Token[] | null }
  | { readonly kind: 'entry'; readonly entry: Entry; readonly outOfBand: boolean }
  | { readonly kind: 'groupEnd' }
  | { readonly kind: 'end' };

export function text(value: string): Token {
  return { kind: 'text', text: value };
}

export const NEWLINE: Token = { kind: 'newline' };

const NAMESPACE = 'Microsoft.PowerShell.Commands.Internal.Format';
const KINDS: Record<Packet['kind'], { type: string; classId: string; members: readonly string[] }> = {
  start: {
    type: 'FormatStartData',
    classId: '033ecb2bc07a4d43b5ef94ed5a35d280',
    members: ['pageHeaderEntry', 'pageFooterEntry', 'autosizeInfo', 'shapeInfo', 'groupingEntry'],
  },
  groupStart: {
    type: 'GroupStartData',
    classId: '9e210fe47d09416682b841769c78b8a3',
    members: ['shapeInfo', 'groupingEntry'],
  },
  entry: {
    type: 'FormatEntryData',
    classId: '27c87ef9bbda4f709f6b4002fa4af63c',
    members: ['formatEntryInfo', 'outOfBand', 'writeStream', 'isHelpObject'],
  },
  groupEnd: { type: 'GroupEndData', classId: '4ec4f0187cb04f4cb6973460dfe252df', members: ['groupingEntry'] },
  end: { type: 'FormatEndData', classId: 'cf522b78d86c486691226b40aa69e95c', members: ['groupingEntry'] },
};

/** A packet as the object that scripts see in a pipeline. */
class PacketObject extends NativeObject {
  readonly packet: Packet;

  constructor(packet: Packet) {
    const { type, classId, members } = KINDS[packet.kind];
    const typeName = `${NAMESPACE}.${type}`;
    const values: Record<string, Value> = {
      outOfBand: packet.kind === 'entry' && packet.outOfBand,
      writeStream: 'None',
      isHelpObject: false,
    };
    super({
      typeNames: [typeName, `${NAMESPACE}.FormatInfoData`, 'System.Object'],
      properties: [
        nativeProperty('ClassId2e4f51ef21dd47e99d3c952918aff9cd', 'string', () => classId),
        ...members.map((name) => nativeProperty(name, 'Object', () => values[name] ?? null)),
      ],
      toText: () => typeName,
    });
    this.packet = packet;
  }
}

export function packetObject(packet: Packet): PsReference {
  const state = new PacketObject(packet);
  return { kind: 'reference', typeName: state.typeNames[0] ?? '', state };
}

/** The packet that a value is; null: it is an object still to be laid out. */
export function packetOf(value: Value): Packet | null {
  return stateOf(value, PacketObject)?.packet ?? null;
}
