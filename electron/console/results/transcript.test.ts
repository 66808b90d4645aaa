import { expect, it } from 'vitest';
import { Transcript } from './transcript.ts';

const linesOf = (transcript: Transcript) => transcript.slice(0, transcript.total).lines;

it('fills a place that was kept, whatever was written since', () => {
  const transcript = new Transcript();
  transcript.add('output', 'before');
  transcript.keepPlace('welcome');
  transcript.add('output', 'after\nand after');
  expect(transcript.fillPlace('welcome', 'host', 'Hello\r\nthere')).toBe(true);
  expect(linesOf(transcript)).toEqual(['before', 'Hello', 'there', 'after', 'and after']);
  expect(transcript.slice(0, 3).kinds).toEqual(['output', 'host', 'host']);
  expect(transcript.fillPlace('welcome', 'host', 'again')).toBe(false);
});

it.each([
  ['first', ['one', 'two']],
  ['last', ['two', 'one']],
])('keeps the order of places side by side, the %s filled first', (_, order) => {
  const transcript = new Transcript();
  transcript.keepPlace('one');
  transcript.keepPlace('two');
  transcript.add('output', 'end');
  for (const id of order) transcript.fillPlace(id, 'host', `${id}\n${id}`);
  expect(linesOf(transcript)).toEqual(['one', 'one', 'two', 'two', 'end']);
});

it('ends the line that Write-Host -NoNewline left open, and leaves what follows on its own line', () => {
  const transcript = new Transcript();
  transcript.write('host', 'Connecting', false);
  transcript.keepPlace('welcome');
  transcript.fillPlace('welcome', 'host', 'Hello');
  transcript.write('host', 'done', true);
  expect(linesOf(transcript)).toEqual(['Connecting', 'Hello', 'done']);
});

it('loses its places when it is cleared', () => {
  const transcript = new Transcript();
  transcript.keepPlace('welcome');
  transcript.clear();
  expect(transcript.fillPlace('welcome', 'host', 'Hello')).toBe(false);
  expect(transcript.total).toBe(0);
});

it('keeps a place among a million lines of which the oldest go', () => {
  const transcript = new Transcript();
  transcript.keepPlace('gone');
  transcript.add('output', Array.from({ length: 500_000 }, () => 'old').join('\n'));
  transcript.keepPlace('kept');
  transcript.add('output', Array.from({ length: 700_000 }, () => 'new').join('\n'));
  expect(transcript.fillPlace('gone', 'host', 'Hello')).toBe(false);
  expect(transcript.fillPlace('kept', 'host', 'Hello')).toBe(true);
  const at = linesOf(transcript).indexOf('Hello');
  expect(transcript.slice(at - 1, at + 2).lines).toEqual(['old', 'Hello', 'new']);
});

it('tells what came since, whatever came to a place before or behind that', () => {
  const transcript = new Transcript();
  transcript.keepPlace('welcome');
  transcript.add('output', 'early');
  const since = transcript.written;
  transcript.keepPlace('second');
  transcript.add('output', 'late');
  transcript.fillPlace('welcome', 'host', 'Hello\nthere');
  expect(transcript.since(since)).toEqual(['late']);
  transcript.fillPlace('second', 'host', 'Hello again');
  expect(transcript.since(since)).toEqual(['Hello again', 'late']);
  const now = transcript.written;
  transcript.add('output', 'last');
  expect(transcript.since(now)).toEqual(['last']);
  expect(linesOf(transcript)).toEqual(['Hello', 'there', 'early', 'Hello again', 'late', 'last']);
});
