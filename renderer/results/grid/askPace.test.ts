import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AskPace, REST_MS } from './askPace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const pace = new AskPace(() => Date.now());
  const asked: number[] = [];
  return { pace, asked, view: (first: number) => pace.view(first, first + 30, () => asked.push(first)) };
}

describe('AskPace', () => {
  it('asks at once while rows pass, and after a single jump', () => {
    const { asked, view } = start();
    for (const first of [0, 4, 29, 500_000]) view(first);
    expect(asked).toEqual([0, 4, 29, 500_000]);
  });

  it('asks only for where a dragged scrollbar comes to rest', () => {
    const { asked, view } = start();
    for (let frame = 1; frame <= 30; frame += 1) {
      view(frame * 1600);
      vi.advanceTimersByTime(16);
    }
    expect(asked).toEqual([1600]);
    vi.advanceTimersByTime(REST_MS);
    expect(asked).toEqual([1600, 48_000]);
  });

  it('does not forget the view when small steps end the drag', () => {
    const { asked, view } = start();
    view(1600);
    view(3200);
    view(3203);
    vi.advanceTimersByTime(REST_MS);
    expect(asked).toEqual([1600, 3203]);
  });

  it('asks for nothing once stopped', () => {
    const { asked, view, pace } = start();
    view(1600);
    view(3200);
    pace.stop();
    vi.advanceTimersByTime(10 * REST_MS);
    expect(asked).toEqual([1600]);
  });
});
