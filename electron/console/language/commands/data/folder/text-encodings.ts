import { toText } from '../../../convert/text.ts';
import type { Value } from '../../../values/model.ts';
import { commandFailure } from '../failures.ts';

/** How text becomes bytes. Names are PowerShell's. */
export type EncodingName =
  | 'ascii'
  | 'ansi'
  | 'bigendianunicode'
  | 'bigendianutf32'
  | 'oem'
  | 'unicode'
  | 'utf7'
  | 'utf8'
  | 'utf8BOM'
  | 'utf8NoBOM'
  | 'utf32'
  | 'latin1';

const NAMES: readonly EncodingName[] = [
  'ascii',
  'ansi',
  'bigendianunicode',
  'bigendianutf32',
  'oem',
  'unicode',
  'utf7',
  'utf8',
  'utf8BOM',
  'utf8NoBOM',
  'utf32',
];

/** By .NET's own name or code page. */
const OTHER: Readonly<Record<string, EncodingName>> = {
  string: 'unicode',
  default: 'utf8NoBOM',
  'us-ascii': 'ascii',
  'utf-8': 'utf8BOM',
  'utf-16': 'unicode',
  'utf-16le': 'unicode',
  'utf-16be': 'bigendianunicode',
  'utf-32': 'utf32',
  'iso-8859-1': 'latin1',
  latin1: 'latin1',
  'windows-1252': 'ansi',
  '65001': 'utf8BOM',
  '1200': 'unicode',
  '1201': 'bigendianunicode',
  '20127': 'ascii',
  '28591': 'latin1',
  '1252': 'ansi',
};

/** The value of an -Encoding parameter. Throws what PowerShell does for a name that is none. */
export function encodingArgument(value: Value | undefined): EncodingName | undefined {
  if (value === undefined || value === null) return undefined;
  const text = toText(value);
  const lower = text.toLowerCase();
  const name = NAMES.find((known) => known.toLowerCase() === lower) ?? OTHER[lower];
  if (name !== undefined) return name;
  throw commandFailure(
    'System.Management.Automation.ParameterBindingArgumentTransformationException',
    'ParameterArgumentTransformationError',
    `Cannot process argument transformation on parameter 'Encoding'. '${text}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')`,
    'InvalidData',
    text,
  );
}

/** The bytes that go before the text of a new file. */
export function preamble(encoding: EncodingName): Uint8Array {
  switch (encoding) {
    case 'utf8BOM':
      return Uint8Array.of(0xef, 0xbb, 0xbf);
    case 'unicode':
      return Uint8Array.of(0xff, 0xfe);
    case 'bigendianunicode':
      return Uint8Array.of(0xfe, 0xff);
    case 'utf32':
      return Uint8Array.of(0xff, 0xfe, 0, 0);
    case 'bigendianutf32':
      return Uint8Array.of(0, 0, 0xfe, 0xff);
    default:
      return new Uint8Array(0);
  }
}

export function encode(text: string, encoding: EncodingName): Uint8Array {
  switch (encoding) {
    case 'ascii':
      return bytesOf(text, 0x7f);
    case 'ansi':
    case 'oem':
    case 'latin1':
      return bytesOf(text, 0xff);
    case 'unicode':
      return units(text, true);
    case 'bigendianunicode':
      return units(text, false);
    case 'utf32':
      return codePoints(text, true);
    case 'bigendianutf32':
      return codePoints(text, false);
    default:
      return new TextEncoder().encode(text);
  }
}

function bytesOf(text: string, limit: number): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes.push(code <= limit ? code : 0x3f);
  }
  return Uint8Array.from(bytes);
}

function units(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little);
  return new Uint8Array(view.buffer);
}

function codePoints(text: string, little: boolean): Uint8Array {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  for (const [at, point] of points.entries()) view.setUint32(at * 4, point, little);
  return new Uint8Array(view.buffer);
}

/** Text of bytes: a byte order mark decides, else `encoding`. */
export function decode(bytes: Uint8Array, encoding: EncodingName = 'utf8NoBOM'): string {
  const marked = markOf(bytes);
  if (marked !== null) return decodePlain(bytes.subarray(marked.length), marked.encoding);
  return decodePlain(bytes, encoding);
}

/** What the byte order mark says. */
export function markOf(bytes: Uint8Array): { encoding: EncodingName; length: number } | null {
  const starts = (...mark: number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { encoding: 'utf8BOM', length: 3 };
  if (starts(0xff, 0xfe, 0, 0)) return { encoding: 'utf32', length: 4 };
  if (starts(0, 0, 0xfe, 0xff)) return { encoding: 'bigendianutf32', length: 4 };
  if (starts(0xff, 0xfe)) return { encoding: 'unicode', length: 2 };
  if (starts(0xfe, 0xff)) return { encoding: 'bigendianunicode', length: 2 };
  return null;
}

function decodePlain(bytes: Uint8Array, encoding: EncodingName): string {
  switch (encoding) {
    case 'unicode':
      return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
    case 'bigendianunicode':
      return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(bytes);
    case 'utf32':
    case 'bigendianutf32': {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let text = '';
      for (let at = 0; at + 4 <= bytes.length; at += 4) {
        const point = view.getUint32(at, encoding === 'utf32');
        text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
      }
      return text;
    }
    case 'ascii':
      return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : '?')).join('');
    case 'ansi':
    case 'oem':
    case 'latin1':
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    default:
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
