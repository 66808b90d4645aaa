import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { iterateBody } from './event-body.ts';
import { toTransportError } from './transport-error.ts';

function start() {
  const source = new EventEmitter();
  const stop = new AbortController();
  const body = iterateBody(source, toTransportError, stop.signal);
  const read = (async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return chunks;
  })();
  read.catch(() => {});
  return { source, stop, read };
}

describe('a body that comes by events', () => {
  it('hands the same chunks on, in order, those before the loop began too', async () => {
    const { source, read } = start();
    const first = new Uint8Array([1]);
    const second = new Uint8Array([2]);
    source.emit('data', first);
    source.emit('data', second);
    setImmediate(() => source.emit('end'));
    const chunks = await read;
    expect(chunks[0]).toBe(first);
    expect(chunks[1]).toBe(second);
  });

  it('breaks with what broke it, after what had come', async () => {
    const { source, read } = start();
    source.emit('data', new Uint8Array([1]));
    source.emit('error', new Error('net::ERR_CONTENT_LENGTH_MISMATCH'));
    await expect(read).rejects.toMatchObject({ kind: 'broken', code: 'ERR_CONTENT_LENGTH_MISMATCH' });
  });

  it('ends when it is cancelled, though nothing more is told', async () => {
    const { source, stop, read } = start();
    source.emit('data', new Uint8Array([1]));
    stop.abort();
    await expect(read).rejects.toMatchObject({ kind: 'broken' });
  });
});
