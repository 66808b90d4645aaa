import { expect, it } from 'vitest';
import { FolderNames } from './folder-names.ts';
import type { FileName } from '../../../shared/powershell/completion/world.ts';

const file = (path: string): FileName => ({ path, folder: false });

it('tells what is in the folder, and what was there while it is slow', async () => {
  const answers: ((names: FileName[]) => void)[] = [];
  let reads = 0;
  const names = new FolderNames(() => {
    reads++;
    return new Promise((resolve) => answers.push(resolve));
  });
  const first = names.get();
  answers.shift()?.([file('a.csv')]);
  expect(await first).toEqual([file('a.csv')]);

  // Nobody answers: what is known comes, and the folder is asked once only.
  expect(await names.get()).toEqual([file('a.csv')]);
  expect(await names.get()).toEqual([file('a.csv')]);
  expect(reads).toBe(2);
  answers.shift()?.([file('b.csv')]);
  expect(await names.get()).toEqual([file('b.csv')]);
});
