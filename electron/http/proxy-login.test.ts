import { expect, it } from 'vitest';
import { ProxyLogin } from './proxy-login.ts';

const PROXY = { host: 'proxy.contoso.com', port: 8080 };
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
  expect(first.problem()).toBe('refused');
  const second = login.attempt();
  expect(await second.challenged(PROXY)).toBeNull();
  expect(second.problem()).toBe('refused');
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
    expect(attempt.problem()).toBe('wanted');
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
  expect(first.problem()).toBe('refused');
  expect(later).toBe(0);
  leave();
  await Promise.all(others);
  const without = new ProxyLogin(null);
  await Promise.all(Array.from({ length: 5 }, () => without.turn(signal)));
});
