import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const secret = 'CANARY-7f3a-do-not-log';
const fakeJwt = ['eyJhbGciOiJub25lIn0', 'eyJ0aWQiOiJ4In0', secret].join('.');

test.each([
  ['header', `Authorization: Bearer ${fakeJwt}`],
  ['inline', `sent Bearer ${secret}abc to outlook`],
  ['token alone', `got ${fakeJwt} back`],
  ['json', JSON.stringify({ access_token: secret, token_type: 'Bearer' })],
  ['json with quotes in it', JSON.stringify({ password: `a"${secret}"b`, next: 1 })],
  ['json inside json', JSON.stringify({ body: JSON.stringify({ refresh_token: secret }) })],
  ['nested', JSON.stringify({ a: [{ b: { id_token: secret } }] })],
  ['form', `grant_type=authorization_code&code=${secret}&client_id=x`],
  ['address', `http://localhost:4711/?code=${secret}&state=${secret}`],
  ['cookie', `set-cookie: ESTSAUTH=${secret}; path=/`],
  ['command', `New-Mailbox -Name x -Password '${secret} y' -Shared`],
  ['certificate', `Connect-ExchangeOnline -CertificatePassword ${secret}`],
  ['key', `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`],
])('%s: the secret does not reach a log', (_name, text) => {
  expect(redact(text)).not.toContain(secret);
});

test('ids that support asks for stay', () => {
  const text =
    'tenant 11111111-2222-3333-4444-555555555555 request-id 66666666-7777-8888-9999-000000000000 AADSTS50076 error_code=50076';
  expect(redact(text)).toBe(text);
});

test('a secret stays out whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(redact(`${before} {"refresh_token":"${secret}"} ${after}`)).not.toContain(secret);
    }),
    { seed: 7, numRuns: 300 },
  );
});
