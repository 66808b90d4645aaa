import { describe, expect, it } from 'vitest';
import { parseArguments, parts } from './arguments.mjs';

describe('parseArguments', () => {
  it('takes every part where none is named', () => {
    expect(parseArguments([])).toEqual({ parts, filters: [] });
  });
  it('takes named parts once, in the order given', () => {
    expect(parseArguments(['unit', 'lint', 'unit'])).toEqual({ parts: ['unit', 'lint'], filters: [] });
  });
  it('narrows unit and e2e by the words after them', () => {
    expect(parseArguments(['e2e', '--', 'main-job'])).toEqual({ parts: ['e2e'], filters: ['main-job'] });
  });
  it.each([[['nonsense']], [['lint', 'word']], [['unit', '--watch']]])('refuses %j by name', (given) => {
    const answer = parseArguments(given);
    expect(answer.error).toContain(given.at(-1));
    expect(answer.error).toContain('lint, unit, e2e, package');
  });
});
