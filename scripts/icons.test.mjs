import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './lib/paths.mjs';

const asset = (name) => fs.readFileSync(path.join(root, 'assets', name));
const isPng = (bytes) => bytes.subarray(1, 4).toString('latin1') === 'PNG';

describe('icons', () => {
  it('icon.png is 1024 square', () => {
    const png = asset('icon.png');
    expect([isPng(png), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([true, 1024, 1024]);
  });
  it('icon.ico lists pictures from 16 to 256, each of the size it says', () => {
    const ico = asset('icon.ico');
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const offset = ico.readUInt32LE(at + 12);
      const png = ico.subarray(offset, offset + ico.readUInt32LE(at + 8));
      expect(isPng(png)).toBe(true);
      expect(png.readUInt32BE(16)).toBe(ico.readUInt8(at) || 256);
      return png.readUInt32BE(16);
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });
  it('icon.icns is whole and holds a 1024 picture', () => {
    const icns = asset('icon.icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      found[icns.toString('latin1', at, at + 4)] = icns.readUInt32BE(at + 8 + 16);
    }
    expect(found).toMatchObject({ icp4: 16, ic07: 128, ic09: 512, ic10: 1024 });
  });
});
