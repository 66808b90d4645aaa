import { describe, expect, test } from 'vitest';
import { contract, type Handlers } from '../../shared/contract/index.ts';
import { fail } from '../../shared/model/failure.ts';
import { settingsSchema } from '../../shared/model/settings.ts';
import { dispatch } from './dispatch.ts';
import { isOwnSender } from './sender.ts';

const unexpected: unknown[] = [];
let given: unknown;

/** Handlers of two methods; the rest is not called here. */
const handlers = {
  settings: {
    get: () => Promise.resolve({ ...settingsSchema.parse({}), token: 'CANARY' }),
    update: (input: unknown) => {
      given = input;
      return Promise.resolve(settingsSchema.parse({}));
    },
  },
  connections: { remove: () => Promise.resolve() },
  activity: { list: () => Promise.resolve() },
  app: {
    copyText: () => {
      throw new Error('reading /home/somebody/secret failed: CANARY');
    },
    openLink: () => {
      const failure = fail('host-not-allowed', 'No.', 'Copy it.', { action: 'edit-connection' });
      Object.assign(failure.failure, { token: 'CANARY' });
      return Promise.reject(failure);
    },
    writeUiState: (input: unknown) => {
      given = input;
      return Promise.resolve();
    },
  },
} as unknown as Handlers;

const call = (domain: keyof Handlers, method: string, raw: unknown) =>
  dispatch(contract, handlers, domain, method, raw, (_channel, error) => unexpected.push(error));

describe('what crosses IPC', () => {
  test('an unexpected error crosses as a plain sentence, its text does not', async () => {
    const answer = await call('app', 'copyText', { text: 'x' });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('CANARY');
    expect(unexpected).toHaveLength(1);
  });

  test('a failure crosses with the members that its schema names and no other', async () => {
    const answer = await call('app', 'openLink', { url: 'https://learn.microsoft.com/' });
    expect(answer).toEqual({
      ok: false,
      failure: {
        code: 'host-not-allowed',
        message: 'No.',
        hint: 'Copy it.',
        correlationId: null,
        retryable: false,
        action: 'edit-connection',
      },
    });
    expect(answer).not.toHaveProperty('failure.token');
    expect(answer).not.toHaveProperty('failure.link');
  });

  test('an answer loses what its schema does not name', async () => {
    const answer = await call('settings', 'get', undefined);
    expect(answer.ok).toBe(true);
    expect(JSON.stringify(answer)).not.toContain('CANARY');
  });

  test.each([
    ['text for an object', 'settings', 'update', 'dark'],
    ['a value outside its list', 'settings', 'update', { theme: 'purple' }],
    ['no input where one is needed', 'app', 'copyText', undefined],
    ['an id that is none', 'connections', 'remove', { id: '../../x' }],
    ['a text past its bound', 'activity', 'list', { text: 'x'.repeat(300) }],
  ] as const)('malformed input is refused: %s', async (_name, domain, method, raw) => {
    expect(await call(domain, method, raw)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  test('a method that the contract does not have is refused, prototype members too', async () => {
    for (const method of ['constructor', '__proto__', 'toString', 'nothing'])
      expect(await call('settings', method, {})).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  test('prototype pollution through IPC: keys that reach a prototype are dropped', async () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"columns":{"__proto__":{"order":[],"hidden":[],"widths":{"__proto__":1}}}}',
    );
    await call('app', 'writeUiState', hostile);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(given)).toBe(Object.prototype);
    expect((given as { order?: unknown }).order).toBeUndefined();
    const columns = (given as { columns?: object }).columns ?? {};
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
    expect((columns as { order?: unknown }).order).toBeUndefined();
  });
});

describe('a foreign page calling IPC', () => {
  const frame = (url: string, parent: object | null = null) => ({ url, parent }) as never;
  test.each([
    ['another origin', { sender: { id: 1 }, senderFrame: frame('https://evil.example/') }],
    ['a file', { sender: { id: 1 }, senderFrame: frame('file:///index.html') }],
    [
      'a host that looks alike',
      { sender: { id: 1 }, senderFrame: frame('app://tenantdeck.evil/index.html') },
    ],
    ['a frame inside the page', { sender: { id: 1 }, senderFrame: frame('app://tenantdeck/index.html', {}) }],
    ['another window', { sender: { id: 2 }, senderFrame: frame('app://tenantdeck/index.html') }],
    ['a frame that is gone', { sender: { id: 1 }, senderFrame: null }],
  ])('%s is refused', (_name, event) => {
    expect(isOwnSender(event, 1)).toBe(false);
  });

  test('the own page is not', () => {
    expect(isOwnSender({ sender: { id: 1 }, senderFrame: frame('app://tenantdeck/index.html') }, 1)).toBe(
      true,
    );
    expect(isOwnSender({ sender: { id: 1 }, senderFrame: frame('app://tenantdeck/index.html') }, null)).toBe(
      false,
    );
  });
});
