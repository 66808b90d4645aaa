import { expect, it } from 'vitest';
import { ProxyLogin } from './proxy-login.ts';

const PROXY = { host: 'proxy.contoso.com', port: 8080, scheme: 'basic' };
const NAME = 'proxy.contoso.com:8080';
const RIGHT = { username: 'ana', password: 'right' };

it('offers a password that was refused to that proxy no second time, until somebody wants it', async () => {
  let asked = 0;
  const login = new ProxyLogin(() => {
    asked += 1;
    return Promise.resolve(RIGHT);
  });
  const first = login.attempt();
  expect(await first.challenged(PROXY)).toEqual(RIGHT);
  expect(await first.challenged(PROXY)).toBeNull();
  expect(first.problem()).toEqual({ kind: 'refused', proxy: NAME, scheme: 'basic', username: 'ana' });
  const second = login.attempt();
  expect(await second.challenged(PROXY)).toBeNull();
  expect(second.problem()).toMatchObject({ kind: 'refused', username: 'ana' });
  expect(asked).toBe(1);
  login.forgetRefusals();
  expect(await login.attempt().challenged(PROXY)).toEqual(RIGHT);
});

it('lets one request try while the others wait, so that a wrong password is tried once', async () => {
  let offered = 0;
  const login = new ProxyLogin(() => {
    offered += 1;
    return Promise.resolve(RIGHT);
  });
  const attempts = Array.from({ length: 10 }, () => login.attempt());
  const answers = attempts.map((attempt) => attempt.challenged(PROXY));
  expect(await answers[0]).toEqual(RIGHT);
  expect(offered).toBe(1);
  expect(await attempts[0]?.challenged(PROXY)).toBeNull();
  expect(await Promise.all(answers.slice(1))).toEqual(Array.from({ length: 9 }, () => null));
  expect(offered).toBe(1);
});

it('lets the others go on after the first one got through', async () => {
  const login = new ProxyLogin(() => Promise.resolve(RIGHT));
  const [first, second] = [login.attempt(), login.attempt()];
  expect(await first.challenged(PROXY)).toEqual(RIGHT);
  const waiting = second.challenged(PROXY);
  first.over(true);
  expect(await waiting).toEqual(RIGHT);
  expect([first.problem(), second.problem()]).toEqual([null, null]);
});

it('says that a login is wanted where there is none, and where the vault fails', async () => {
  for (const find of [() => Promise.resolve(null), () => Promise.reject(new Error('vault'))]) {
    const attempt = new ProxyLogin(find).attempt();
    expect(await attempt.challenged(PROXY)).toBeNull();
    expect(attempt.problem()).toEqual({ kind: 'wanted', proxy: NAME, scheme: 'basic', username: null });
  }
});

it('lets the first request find out about the login alone, and waits for nobody where there is no login', async () => {
  const { signal } = new AbortController();
  const login = new ProxyLogin(() => Promise.resolve(RIGHT));
  const leave = await login.turn(signal);
  let later = 0;
  const others = Array.from({ length: 5 }, async () => {
    await login.turn(signal);
    later += 1;
  });
  const first = login.attempt();
  await first.challenged(PROXY);
  await first.challenged(PROXY);
  expect(first.problem()).toEqual({ kind: 'refused', proxy: NAME, scheme: 'basic', username: 'ana' });
  expect(later).toBe(0);
  leave();
  await Promise.all(others);
  const without = new ProxyLogin(null);
  await Promise.all(Array.from({ length: 5 }, () => without.turn(signal)));
});

it.each([
  ['basic', 'digest', false],
  ['basic', 'negotiate', false],
  ['digest', 'negotiate', false],
  ['Digest', 'digest', true],
  ['ntlm', 'basic', true],
  ['negotiate', 'negotiate', true],
  ['something-new', 'basic', false],
  ['something-new', 'any', true],
] as const)('to a proxy that asks by %s, with %s or stronger allowed: %s', async (scheme, weakest, given) => {
  let asked = 0;
  const find = () => {
    asked += 1;
    return Promise.resolve(RIGHT);
  };
  const attempt = new ProxyLogin(find, weakest).attempt();
  expect(await attempt.challenged({ ...PROXY, scheme })).toEqual(given ? RIGHT : null);
  expect(asked).toBe(given ? 1 : 0);
  expect(attempt.problem()?.kind).toBe(given ? undefined : 'weak');
});

it('tells whoever keeps the login what the proxy made of it', async () => {
  const told: string[] = [];
  const login = new ProxyLogin(() => Promise.resolve(RIGHT), 'any', {
    accepted: (proxy) => told.push(`accepted ${proxy}`),
    refused: (proxy) => told.push(`refused ${proxy}`),
  });
  const good = login.attempt();
  await good.challenged(PROXY);
  good.over(true);
  const bad = login.attempt();
  await bad.challenged(PROXY);
  await bad.challenged(PROXY);
  const unasked = login.attempt();
  unasked.over(true);
  expect(told).toEqual([`accepted ${NAME}`, `refused ${NAME}`]);
});
