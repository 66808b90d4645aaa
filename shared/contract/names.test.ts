import { expect, test } from 'vitest';
import { events } from './events.ts';
import { contract } from './index.ts';
import { eventNames, methodNames } from './names.ts';

test('the preload knows every method of the contract and no other', () => {
  for (const [domain, methods] of Object.entries(contract)) {
    expect([...methodNames[domain as keyof typeof methodNames]].sort()).toEqual(Object.keys(methods).sort());
  }
  expect(Object.keys(methodNames).sort()).toEqual(Object.keys(contract).sort());
});

test('the preload knows every event of the contract and no other', () => {
  expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
});
