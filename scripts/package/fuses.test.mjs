import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fuseConfig, fuses, knownFuses } from './fuses.mjs';

const wireOf = (length) => Object.fromEntries(Array.from({ length }, (_, index) => [index, 48]));

describe('fuses', () => {
  it('are all decided', () => expect(Object.keys(fuses).sort()).toEqual(knownFuses().sort()));
  it('are all set on a wire that has them', () => {
    const config = fuseConfig(wireOf(knownFuses().length));
    for (const name of knownFuses()) expect(config[FuseV1Options[name]]).toBe(fuses[name]);
  });
  it('leave out what an older Electron does not have', () => {
    expect(Object.keys(fuseConfig(wireOf(8)))).not.toContain(String(FuseV1Options.WasmTrapHandlers));
  });
  it('without a decision stop the build', () => {
    const { RunAsNode: _left, ...rest } = fuses;
    expect(() => fuseConfig(wireOf(9), rest)).toThrow('RunAsNode');
  });
});
