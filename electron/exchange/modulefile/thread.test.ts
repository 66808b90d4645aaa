import { afterEach, expect, it } from 'vitest';
import { createFileThread, type FileThread } from './thread.ts';
import type { FileJob } from './types.ts';

const WORKER = new URL('./worker.ts', import.meta.url);
const help = (content: string): FileJob => ({
  kind: 'help',
  body: Uint8Array.from(
    Buffer.from(JSON.stringify({ value: [{ fileName: 'A-Help.xml', helpFileContent: content }] })),
  ),
  cacheFile: null,
  knownHash: null,
});

const threads: FileThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close();
});
function open(): FileThread {
  const thread = createFileThread(WORKER);
  threads.push(thread);
  return thread;
}

it('reads help whose one tag has a hundred thousand attributes like any other', async () => {
  const many = Array.from({ length: 100_000 }, (_, at) => `a${String(at)}=""`).join(' ');
  const answer = await open().ask(help(`<helpItems ${many}/>`), 20_000);
  expect(answer).toMatchObject({ ok: true, leftOut: [] });
});

it('is ended where it takes too long, and the next job finds another one', async () => {
  const thread = open();
  // No time at all: whatever it does is too long.
  const late = await thread.ask(help(`<a>${'<b/>'.repeat(300_000)}</a>`), 0);
  expect(late).toEqual({ ok: false, reason: 'reading it took too long' });
  expect(await thread.ask(help('<helpItems/>'))).toMatchObject({ ok: true });
});

it('says that it ended to everybody who waits', async () => {
  const thread = open();
  const jobs = [thread.ask(help('<helpItems/>')), thread.ask(help('<helpItems/>'))];
  await thread.close();
  for (const answer of await Promise.all(jobs))
    expect(answer).toEqual({ ok: false, reason: 'the reader ended' });
});
