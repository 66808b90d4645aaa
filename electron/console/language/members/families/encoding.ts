import { argument, characters, given, int, text } from '../args.ts';
import { byteArray, bytesOf } from '../bytes.ts';
import { defineReference } from '../define.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

type Kind = 'utf-8' | 'utf-16' | 'utf-16BE' | 'utf-32' | 'us-ascii' | 'iso-8859-1';

/** State of a System.Text.Encoding. */
interface EncodingState {
  readonly kind: Kind;
  readonly bom: boolean;
}

const TYPES: Readonly<Record<Kind, string>> = {
  'utf-8': 'System.Text.UTF8Encoding',
  'utf-16': 'System.Text.UnicodeEncoding',
  'utf-16BE': 'System.Text.UnicodeEncoding',
  'utf-32': 'System.Text.Encoding',
  'us-ascii': 'System.Text.ASCIIEncoding',
  'iso-8859-1': 'System.Text.Encoding',
};

const NAMES: Readonly<Record<Kind, string>> = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16': 'Unicode',
  'utf-16BE': 'Unicode (Big-Endian)',
  'utf-32': 'Unicode (UTF-32)',
  'us-ascii': 'US-ASCII',
  'iso-8859-1': 'Western European (ISO)',
};

const PAGES: Readonly<Record<Kind, number>> = {
  'utf-8': 65001,
  'utf-16': 1200,
  'utf-16BE': 1201,
  'utf-32': 12000,
  'us-ascii': 20127,
  'iso-8859-1': 28591,
};

export function encoding(kind: Kind, bom = true): PsReference {
  const state: EncodingState = { kind, bom };
  return { kind: 'reference', typeName: TYPES[kind], state };
}

export function encode(kind: Kind, value: string): Uint8Array {
  switch (kind) {
    case 'utf-8':
      return new TextEncoder().encode(value);
    case 'utf-16':
      return new Uint8Array(Buffer.from(value, 'utf16le'));
    case 'utf-16BE':
      return new Uint8Array(Buffer.from(value, 'utf16le').swap16());
    case 'utf-32': {
      const points = Array.from(value, (c) => c.codePointAt(0) ?? 0);
      const view = new DataView(new ArrayBuffer(points.length * 4));
      for (const [at, point] of points.entries()) view.setUint32(at * 4, point, true);
      return new Uint8Array(view.buffer);
    }
    default: {
      const limit = kind === 'us-ascii' ? 0x80 : 0x100;
      return Uint8Array.from(
        Array.from(value, (c) => (c.charCodeAt(0) < limit && c.length === 1 ? c.charCodeAt(0) : 63)),
      );
    }
  }
}

export function decode(kind: Kind, bytes: Uint8Array): string {
  switch (kind) {
    case 'utf-8':
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    case 'utf-16':
      return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
    case 'utf-16BE':
      return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(bytes);
    case 'utf-32': {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let result = '';
      for (let at = 0; at + 4 <= bytes.byteLength; at += 4)
        result += String.fromCodePoint(Math.min(view.getUint32(at, true), 0x10ffff));
      return result;
    }
    default:
      return Array.from(bytes, (byte) =>
        kind === 'us-ascii' && byte > 0x7f ? '\ufffd' : String.fromCharCode(byte),
      ).join('');
  }
}

function preamble(self: EncodingState): Uint8Array {
  if (!self.bom) return new Uint8Array();
  const marks: Partial<Record<Kind, number[]>> = {
    'utf-8': [0xef, 0xbb, 0xbf],
    'utf-16': [0xff, 0xfe],
    'utf-16BE': [0xfe, 0xff],
    'utf-32': [0xff, 0xfe, 0, 0],
  };
  return Uint8Array.from(marks[self.kind] ?? []);
}

const WEB: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    'utf-8': 'utf-8',
    utf8: 'utf-8',
    'utf-16': 'utf-16',
    unicode: 'utf-16',
    'utf-16le': 'utf-16',
    'utf-16be': 'utf-16BE',
    unicodefffe: 'utf-16BE',
    'utf-32': 'utf-32',
    ascii: 'us-ascii',
    'us-ascii': 'us-ascii',
    'iso-8859-1': 'iso-8859-1',
    latin1: 'iso-8859-1',
  }),
);

function byName(value: Value): PsReference {
  const kind =
    typeof value === 'number'
      ? (Object.entries(PAGES).find(([, page]) => page === value)?.[0] as Kind | undefined)
      : WEB.get(text([value], 0).toLowerCase());
  if (kind === undefined) {
    throw argument(
      `'${typeof value === 'number' ? String(value) : text([value], 0)}' is not a supported encoding name here. Supported: utf-8, utf-16, utf-16BE, utf-32, us-ascii, iso-8859-1.`,
      'name',
    );
  }
  return encoding(kind);
}

function part(args: readonly Value[]): Uint8Array {
  const bytes = bytesOf(given(args, 0));
  return args.length > 1 ? bytes.slice(int(args, 1), int(args, 1) + int(args, 2)) : bytes;
}

defineReference<EncodingState>('System.Text.Encoding')
  .property('BodyName', 'string', (self) => self.kind)
  .property('EncodingName', 'string', (self) => NAMES[self.kind])
  .property('HeaderName', 'string', (self) => self.kind)
  .property('WebName', 'string', (self) => self.kind)
  .property('CodePage', 'int', (self) => PAGES[self.kind])
  .property('IsSingleByte', 'bool', (self) => PAGES[self.kind] > 20000 && self.kind !== 'utf-8')
  .method('byte[] GetBytes(string s)|(char[] chars)', (self, args) =>
    byteArray(encode(self.kind, characters(args[0]))),
  )
  .method('string GetString(byte[] bytes)|(byte[] bytes, int index, int count)', (self, args) =>
    decode(self.kind, part(args)),
  )
  .method('char[] GetChars(byte[] bytes)', (self, args) =>
    Object.assign(
      Array.from(decode(self.kind, part(args)).split(''), (c): Value => ({
        kind: 'char',
        code: c.charCodeAt(0),
      })),
      { elementType: 'Char' },
    ),
  )
  .method('int GetByteCount(string s)', (self, args) => encode(self.kind, text(args, 0)).length)
  .method('int GetCharCount(byte[] bytes)', (self, args) => decode(self.kind, part(args)).length)
  .method('byte[] GetPreamble()', (self) => byteArray(preamble(self)))
  .staticProperty('UTF8', 'System.Text.Encoding', () => encoding('utf-8'))
  .staticProperty('Unicode', 'System.Text.Encoding', () => encoding('utf-16'))
  .staticProperty('BigEndianUnicode', 'System.Text.Encoding', () => encoding('utf-16BE'))
  .staticProperty('UTF32', 'System.Text.Encoding', () => encoding('utf-32'))
  .staticProperty('ASCII', 'System.Text.Encoding', () => encoding('us-ascii'))
  .staticProperty('Latin1', 'System.Text.Encoding', () => encoding('iso-8859-1'))
  .staticProperty('Default', 'System.Text.Encoding', () => encoding('utf-8', false))
  .static('System.Text.Encoding GetEncoding(int codepage)|(string name)', (args) => byName(given(args, 0)));

defineReference<EncodingState>('System.Text.UTF8Encoding').constructors(
  '()|(bool encoderShouldEmitUTF8Identifier)|(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes)',
  (args) => encoding('utf-8', args[0] === true),
);
defineReference<EncodingState>('System.Text.UnicodeEncoding').constructors(
  '()|(bool bigEndian, bool byteOrderMark)',
  (args) => encoding(args[0] === true ? 'utf-16BE' : 'utf-16', args[1] !== false),
);
defineReference<EncodingState>('System.Text.ASCIIEncoding').constructors('()', () => encoding('us-ascii'));

/** What an encoding argument stands for; UTF-8 where none is given. */
export function encodingKindOf(value: Value | undefined): Kind {
  const isOne =
    value !== undefined &&
    value !== null &&
    typeof value === 'object' &&
    'state' in value &&
    'typeName' in value &&
    Object.values(TYPES).includes(value.typeName);
  return isOne ? (value.state as EncodingState).kind : 'utf-8';
}
