import { describe, expect, test } from 'vitest';
import { settingsPatchSchema, uiStatePatchSchema } from '../../shared/model/settings.ts';
import { fail } from '../../shared/model/failure.ts';
import type { JsonStore } from './json-store.ts';
import { createSettings, createUiState } from './settings.ts';

function memoryStore(initial: unknown): JsonStore & { content: unknown; full: boolean } {
  const store = {
    path: 'settings.json',
    damaged: null,
    content: initial,
    full: false,
    read: () => store.content,
    write(data: unknown) {
      if (store.full) throw fail('disk-full', 'There is no space left.', 'Free some space.');
      store.content = data;
    },
  };
  return store;
}

describe('settings', () => {
  test('a patch holds what was given and no defaults, so that it resets nothing else', () => {
    expect(settingsPatchSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
    expect(uiStatePatchSchema.parse({ screen: 'console' })).toEqual({ screen: 'console' });
  });

  test('a bad value falls back to its default and the others stay', () => {
    const settings = createSettings(memoryStore({ theme: 'purple', density: 'comfortable', nonsense: 1 }));
    expect(settings.get().theme).toBe('system');
    expect(settings.get().density).toBe('comfortable');
    expect(settings.get()).not.toHaveProperty('nonsense');
  });

  test('a full disk leaves the settings as they were', () => {
    const store = memoryStore({});
    const settings = createSettings(store);
    store.full = true;
    expect(() => settings.update({ theme: 'dark' })).toThrow('no space');
    expect(settings.get().theme).toBe('system');
  });

  test('listeners hear both what is and what was', () => {
    const settings = createSettings(memoryStore({}));
    const heard: string[] = [];
    const stop = settings.onChange((now, before) => heard.push(`${before.theme}>${now.theme}`));
    settings.update({ theme: 'dark' });
    stop();
    settings.update({ theme: 'light' });
    expect(heard).toEqual(['system>dark']);
  });

  test('a file that is a list or a text is as good as none', () => {
    expect(createSettings(memoryStore([1, 2])).get().theme).toBe('system');
    expect(createSettings(memoryStore('x')).get().theme).toBe('system');
  });
});

test('the screen somebody was on is remembered', () => {
  const store = memoryStore({});
  createUiState(store).write({ screen: 'activity' });
  expect(createUiState(store).read().screen).toBe('activity');
});
