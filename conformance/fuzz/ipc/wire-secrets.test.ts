import { describe, expect, it } from 'vitest';
import { WireSecrets } from './wire-secrets.ts';

const TOKEN = `${'e'.repeat(60)}.${'s'.repeat(60)}`;

describe('secrets of the wire', () => {
  it('are found by the end of a run of letters, however much stands around it', () => {
    const secrets = new WireSecrets();
    secrets.ofRequest({
      method: 'GET',
      url: 'https://practice.localhost/',
      headers: { authorization: `Bearer ${TOKEN}` },
      signal: new AbortController().signal,
    });
    expect(secrets.passed).toBe(1);
    const much = 'x'.repeat(9_000_000);
    expect(secrets.in(`${much} ${TOKEN} ${much}`)).toBe('s'.repeat(48));
    expect(secrets.in(`${much} ${'s'.repeat(40)}`)).toBeNull();
  });
});
