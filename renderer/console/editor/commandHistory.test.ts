import { describe, expect, it } from 'vitest';
import { CommandHistory } from './commandHistory.ts';

describe('CommandHistory', () => {
  it('goes back to older commands and forth to what was being written', () => {
    const history = new CommandHistory();
    history.load(['third', 'second', 'first']);
    expect(history.step(1, 'half wri')).toBe('third');
    expect(history.step(1, 'third')).toBe('second');
    expect(history.step(1, 'second')).toBe('first');
    expect(history.step(1, 'first')).toBeNull();
    expect(history.step(-1, 'first')).toBe('second');
    expect(history.step(-1, 'second')).toBe('third');
    expect(history.step(-1, 'third')).toBe('half wri');
    expect(history.step(-1, 'half wri')).toBeNull();
  });

  it('skips a command that already stands there', () => {
    const history = new CommandHistory();
    history.load(['same', 'other']);
    expect(history.step(1, 'same')).toBe('other');
  });

  it('starts anew after typing', () => {
    const history = new CommandHistory();
    history.load(['b', 'a']);
    history.step(1, '');
    history.leave();
    expect(history.step(1, 'typed')).toBe('b');
    expect(history.step(-1, 'b')).toBe('typed');
  });
});
