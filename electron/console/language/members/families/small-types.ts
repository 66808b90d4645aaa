import { randomUUID } from 'node:crypto';
import { tryConvert } from '../../convert/convert.ts';
import { argument, given, int, net, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { isArray, hasKind } from '../../values/model.ts';
import type { PsGuid, PsMailAddress, PsVersion } from '../../values/simple.ts';
import type { Value } from '../../values/model.ts';

const NO_GUID = '00000000-0000-0000-0000-000000000000';
const INVARIANT = { name: '', timeZone: 'UTC' };

function guid(value: string): PsGuid {
  return { kind: 'guid', text: value.toLowerCase() };
}

function parseGuid(written: string): PsGuid | null {
  const bare = /^\s*[{(]?([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})[)}]?\s*$/i
    .exec(written)?.[1]
    ?.replace(/-/g, '');
  if (bare === undefined) return null;
  return guid(bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

function badGuid(written: string): Error {
  const message =
    written.replace(/[{}()]/g, '').trim().length === 36
      ? 'Guid should contain only hexadecimal characters.'
      : 'Unrecognized Guid format.';
  return net('System.FormatException', message);
}

define<PsGuid>('System.Guid')
  .hidden('Variant', 'int', () => 8)
  .hidden('Version', 'int', (self) => parseInt(self.text.charAt(14), 16))
  .property('Guid', 'string', (self) => self.text, null, 'ScriptProperty')
  .method('int CompareTo(Object value)', (self, args) => {
    const other = given(args, 0);
    const against = hasKind(other, 'guid') ? other.text : '';
    return self.text < against ? -1 : self.text > against ? 1 : 0;
  })
  .method('byte[] ToByteArray()', (self) => {
    const hex = self.text.replace(/-/g, '');
    const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    const bytes = order.map((at): Value => ({
      kind: 'byte',
      value: BigInt(`0x${hex.slice(at * 2, at * 2 + 2)}`),
    }));
    return Object.assign(bytes, { elementType: 'Byte' });
  })
  .method('string ToString()|(string format)|(string format, IFormatProvider provider)', (self, args) => {
    switch (text(args, 0, 'D').toUpperCase() || 'D') {
      case 'N':
        return self.text.replace(/-/g, '');
      case 'B':
        return `{${self.text}}`;
      case 'P':
        return `(${self.text})`;
      case 'D':
        return self.text;
      default:
        throw net(
          'System.FormatException',
          'Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".',
        );
    }
  })
  .staticProperty('Empty', 'guid', () => guid(NO_GUID))
  .static('guid NewGuid()', () => guid(randomUUID()))
  .static('guid Parse(string input)', (args) => {
    const found = parseGuid(text(args, 0));
    if (found === null) throw badGuid(text(args, 0));
    return found;
  })
  .static('bool TryParse(string input, ref guid result)', (args) => {
    const found = parseGuid(text(args, 0));
    reference(args, 1).set(found ?? guid(NO_GUID));
    return found !== null;
  })
  .constructors('()|(string g)', (args) => {
    if (args.length === 0) return guid(NO_GUID);
    const found = parseGuid(text(args, 0));
    if (found === null) throw badGuid(text(args, 0));
    return found;
  });

function version(parts: readonly number[]): PsVersion {
  for (const part of parts)
    if (part < 0)
      throw net(
        'System.ArgumentOutOfRangeException',
        "Version's parameters must be greater than or equal to zero. (Parameter 'version')",
      );
  const [major = 0, minor = 0, build = -1, revision = -1] = parts;
  return { kind: 'version', parts: [major, minor, build, revision], text: parts.join('.') };
}

function parseVersion(written: string): PsVersion {
  const parts = written.trim().split('.');
  if (parts.length < 2 || parts.length > 4)
    throw argument('Version string portion was too short or too long.', 'input');
  return version(
    parts.map((part) => {
      if (!/^\s*\+?\d+\s*$/.test(part))
        throw net('System.FormatException', `The input string '${part}' was not in a correct format.`);
      if (Number(part) > 2147483647)
        throw net('System.OverflowException', 'Value was either too large or too small for an Int32.');
      return Number(part);
    }),
  );
}

function order(left: PsVersion, right: Value): number {
  if (right === null || typeof right !== 'object' || isArray(right) || right.kind !== 'version') return 1;
  for (const [at, part] of left.parts.entries()) {
    const difference = part - (right.parts[at] ?? -1);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

define<PsVersion>('System.Version')
  .property('Major', 'int', (self) => self.parts[0])
  .property('Minor', 'int', (self) => self.parts[1])
  .property('Build', 'int', (self) => self.parts[2])
  .property('Revision', 'int', (self) => self.parts[3])
  .property('MajorRevision', 'int', (self) => (self.parts[3] < 0 ? -1 : self.parts[3] >> 16))
  .property('MinorRevision', 'int', (self) => (self.parts[3] < 0 ? -1 : self.parts[3] & 0xffff))
  .method('Object Clone()', (self) => self)
  .method('int CompareTo(Object version)', (self, args) => order(self, given(args, 0)))
  .method('bool Equals(Object obj)', (self, args) => order(self, given(args, 0)) === 0)
  .method('string ToString()|(int fieldCount)', (self, args) => {
    if (args.length === 0) return self.text;
    const count = int(args, 0);
    const known = self.parts.filter((part) => part >= 0).length;
    if (count < 0 || count > known)
      throw argument(`Argument must be between 0 and ${String(known)}.`, 'fieldCount');
    return self.parts.slice(0, count).join('.');
  })
  .static('version Parse(string input)', (args) => parseVersion(text(args, 0)))
  .static('bool TryParse(string input, ref version result)', (args) => {
    const answer = tryConvert(text(args, 0), 'System.Version', INVARIANT);
    reference(args, 1).set('value' in answer ? answer.value : null);
    return 'value' in answer;
  })
  .constructors(
    '()|(string version)|(int major, int minor)|(int major, int minor, int build)|(int major, int minor, int build, int revision)',
    (args) => {
      if (args.length === 0) return version([0, 0]);
      if (args.length === 1) return parseVersion(text(args, 0));
      return version(args.map((_, at) => int(args, at)));
    },
  );

function address(self: PsMailAddress): string {
  return `${self.user}@${self.host}`;
}

define<PsMailAddress>('System.Net.Mail.MailAddress')
  .property('DisplayName', 'string', (self) => self.displayName)
  .property('User', 'string', (self) => self.user)
  .property('Host', 'string', (self) => self.host)
  .property('Address', 'string', address)
  .method('bool Equals(Object value)', (self, args) => {
    const other = given(args, 0);
    return hasKind(other, 'mailAddress') && address(other).toLowerCase() === address(self).toLowerCase();
  })
  .method('string ToString()', (self) =>
    self.displayName === '' ? address(self) : `"${self.displayName}" <${address(self)}>`,
  )
  .static('bool TryCreate(string address, ref Object result)', (args) => {
    const answer = tryConvert(text(args, 0), 'System.Net.Mail.MailAddress', INVARIANT);
    reference(args, 1).set('value' in answer ? answer.value : null);
    return 'value' in answer;
  })
  .constructors('(string address)|(string address, string displayName)', (args) => {
    const plain = parseAddress(text(args, 0));
    return args.length === 1 ? plain : { ...plain, displayName: text(args, 1) };
  });

/** "Name <user@host>" or "user@host". */
function parseAddress(written: string): PsMailAddress {
  if (written === '') throw argument("The parameter 'address' cannot be an empty string.", 'address');
  const match = /^\s*(?:"?([^"<]*?)"?\s*<)?\s*([^\s<>@"(),:;[\]\\]+)@([^\s<>@"(),:;\\]+?)\s*>?\s*$/.exec(
    written,
  );
  if (
    match?.[2] === undefined ||
    match[3] === undefined ||
    match[3].startsWith('.') ||
    match[3].endsWith('.') ||
    match[2].startsWith('.') ||
    match[2].endsWith('.')
  ) {
    throw net(
      'System.FormatException',
      'The specified string is not in the form required for an e-mail address.',
    );
  }
  return { kind: 'mailAddress', displayName: match[1] ?? '', user: match[2], host: match[3] };
}
