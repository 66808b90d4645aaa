import { addCast } from '../../convert/convert.ts';
import { castFailure, noConversion, shown } from '../../convert/cast-errors.ts';
import { addressText, parseAddress } from '../../dotnet/ip-address.ts';
import { isArray } from '../../values/model.ts';
import { argument, given, net, reference, text } from '../args.ts';
import { byteArray, bytesOf } from '../bytes.ts';
import { defineReference } from '../define.ts';
import { enumFrom, long } from '../helpers.ts';
import { stateOf } from '../../values/state-of.ts';
import type { ComparableState } from '../../values/comparable.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

const TYPE = 'System.Net.IPAddress';

/** State of an IPAddress: 4 or 16 bytes. Addresses are only written down here, never called. */
class AddressState implements ComparableState {
  readonly bytes: readonly number[];

  constructor(bytes: readonly number[]) {
    this.bytes = bytes;
  }

  toText(): string {
    return addressText(this.bytes);
  }

  compareWith(other: unknown): number | null {
    return other instanceof AddressState && other.toText() === this.toText() ? 0 : null;
  }

  get isSix(): boolean {
    return this.bytes.length === 16;
  }
}

function make(bytes: readonly number[]): PsReference {
  return { kind: 'reference', typeName: TYPE, state: new AddressState(bytes) };
}

function parse(written: string): PsReference {
  const bytes = parseAddress(written);
  if (bytes === null) throw net('System.FormatException', 'An invalid IP address was specified.');
  return make(bytes);
}

/** Whether the first 16 bits, masked, are these. */
function starts(self: AddressState, first: number, mask: number): boolean {
  const group = (self.bytes[0] ?? 0) * 256 + (self.bytes[1] ?? 0);
  return self.isSix && (group & mask) === first;
}

function isMapped(self: AddressState): boolean {
  return self.isSix && self.toText().startsWith('::ffff:') && self.toText().includes('.');
}

defineReference<AddressState>(TYPE)
  .property('AddressFamily', 'System.Net.Sockets.AddressFamily', (self) =>
    enumFrom('System.Net.Sockets.AddressFamily', self.isSix ? 23 : 2),
  )
  .property('ScopeId', 'long', (self) => (self.isSix ? long(0n) : null))
  .property('IsIPv6Multicast', 'bool', (self) => starts(self, 0xff00, 0xff00))
  .property('IsIPv6LinkLocal', 'bool', (self) => starts(self, 0xfe80, 0xffc0))
  .property('IsIPv6SiteLocal', 'bool', (self) => starts(self, 0xfec0, 0xffc0))
  .property('IsIPv6Teredo', 'bool', (self) => self.isSix && self.bytes.slice(0, 4).join() === '32,1,0,0')
  .property('IsIPv6UniqueLocal', 'bool', (self) => starts(self, 0xfc00, 0xfe00))
  .property('IsIPv4MappedToIPv6', 'bool', isMapped)
  .property('Address', 'long', (self) => {
    if (self.isSix) return null;
    const [a = 0, b = 0, c = 0, d = 0] = self.bytes;
    return long(BigInt(a + b * 256 + c * 65536 + d * 16777216));
  })
  .property('IPAddressToString', 'string', (self) => self.toText(), null, 'ScriptProperty')
  .method('byte[] GetAddressBytes()', (self) => byteArray(Uint8Array.from(self.bytes)))
  .method(
    'bool Equals(Object comparand)',
    (self, args) => self.compareWith(stateOf(args[0], AddressState)) === 0,
  )
  .method('ipaddress MapToIPv4()', (self) => make(self.bytes.slice(-4)))
  .method('ipaddress MapToIPv6()', (self) =>
    make(self.isSix ? self.bytes : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...self.bytes]),
  )
  .method('string ToString()', (self) => self.toText())
  .static('ipaddress Parse(string ipString)', (args) => parse(text(args, 0)))
  .static('bool TryParse(string ipString, ref ipaddress address)', (args) => {
    const bytes = parseAddress(text(args, 0));
    reference(args, 1).set(bytes === null ? null : make(bytes));
    return bytes !== null;
  })
  .static('bool IsLoopback(ipaddress address)', (args) => {
    const state = stateOf(args[0], AddressState);
    return state !== null && (state.isSix ? state.toText() === '::1' : state.bytes[0] === 127);
  })
  .staticProperty('Any', 'ipaddress', () => make([0, 0, 0, 0]))
  .staticProperty('Loopback', 'ipaddress', () => make([127, 0, 0, 1]))
  .staticProperty('Broadcast', 'ipaddress', () => make([255, 255, 255, 255]))
  .staticProperty('None', 'ipaddress', () => make([255, 255, 255, 255]))
  .staticProperty('IPv6Any', 'ipaddress', () => parse('::'))
  .staticProperty('IPv6Loopback', 'ipaddress', () => parse('::1'))
  .constructors('(byte[] address)|(long newAddress)', (args) => {
    const first = given(args, 0);
    if (isArray(first)) {
      const bytes = [...bytesOf(first)];
      if (bytes.length !== 4 && bytes.length !== 16) {
        throw argument('An invalid IP address was specified.', 'address');
      }
      return make(bytes);
    }
    return fromNumber(first);
  });

/** The first byte is the lowest of the number. */
function fromNumber(value: Value): PsReference {
  let rest =
    typeof value === 'number'
      ? BigInt(value)
      : value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'long'
        ? value.value
        : -1n;
  if (rest < 0n || rest > 0xffffffffn) {
    throw net(
      'System.ArgumentOutOfRangeException',
      "Specified argument was out of the range of valid values. (Parameter 'newAddress')",
    );
  }
  const bytes: number[] = [];
  for (let at = 0; at < 4; at++) {
    bytes.push(Number(rest & 255n));
    rest >>= 8n;
  }
  return make(bytes);
}

addCast(TYPE, (value) => {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') throw noConversion(value, TYPE);
  const bytes = parseAddress(value);
  if (bytes !== null) return make(bytes);
  throw castFailure(
    'InvalidCastParseTargetInvocation',
    `Cannot convert value "${shown(value)}" to type "${TYPE}". Error: "An invalid IP address was specified."`,
  );
});
