import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

const HEIGHT = 28;

describe('Slots', () => {
  it('keeps the place of what stays and uses again what went', () => {
    const slots = new Slots();
    const before = slots.place(0, 5, -1, HEIGHT);
    const after = slots.place(2, 7, -1, HEIGHT);
    const slotOf = (placed: typeof before, block: number) =>
      placed.blocks.find((one) => one.block === block)?.slot;
    for (const block of [2, 3, 4]) expect(slotOf(after, block)).toBe(slotOf(before, block));
    expect(after.blocks.map((one) => one.slot).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(after.origin).toBe(before.origin);
  });

  it('moves no element on a jump to entirely other blocks, only the origin', () => {
    const slots = new Slots();
    slots.place(0, 5, 0, HEIGHT);
    const first = slots.place(1000, 1005, 0, HEIGHT);
    const second = slots.place(70_000, 70_005, 0, HEIGHT);
    const places = (placed: typeof first) => placed.blocks.map(({ slot, y }) => [slot, y]);
    expect(second.origin).toBe(70_000 * HEIGHT);
    expect(places(second).slice(0, 5)).toEqual(places(first).slice(0, 5));
  });

  it('keeps the block with the focus in its place, out of sight', () => {
    const slots = new Slots();
    const before = slots.place(0, 5, 3, HEIGHT);
    const away = slots.place(900_000, 900_005, 3, HEIGHT);
    const kept = away.blocks.find((one) => one.block === 3);
    expect(kept?.slot).toBe(before.blocks.find((one) => one.block === 3)?.slot);
    expect(kept?.y).toBeLessThan(-HEIGHT);
    expect(new Set(away.blocks.map((one) => one.slot)).size).toBe(6);
  });

  it('stays near its origin however far it is scrolled', () => {
    const slots = new Slots();
    const far: number[] = [];
    for (let first = 0; first < 200_000; first += 25)
      far.push(...slots.place(first, first + 30, -1, HEIGHT).blocks.map(({ y }) => Math.abs(y)));
    expect(far.every((y) => y < 2 ** 21)).toBe(true);
  });
});
