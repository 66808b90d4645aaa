import { describe, expect, test } from 'vitest';
import { signInFailure } from '../../electron/auth/errors.ts';
import { IdentityError } from '../../electron/auth/identity.ts';
import { REFUSALS } from '../../electron/auth/refusals.ts';
import { helpFor } from '../../renderer/help/forFailure.ts';
import { helpTopics } from '../../renderer/help/search.ts';

const failureOf = (number: number, flow: 'browser' | 'credential' | 'device', error = 'invalid_grant') =>
  signInFailure(
    new IdentityError({
      error,
      description: `AADSTS${String(number)}: what the service says of it.`,
      correlationId: 'c-1',
    }),
    { username: 'ana@contoso.example', organization: null, cloudName: 'Microsoft 365', flow },
  ).failure;

describe.each(['browser', 'credential', 'device'] as const)('signed in by %s', (flow) => {
  test.each(Object.keys(REFUSALS).map(Number))('AADSTS%i leads to a topic that tells of it', (number) => {
    const id = helpFor(failureOf(number, flow))?.id;
    const topic = helpTopics.find((one) => one.id === id);
    const words = [topic?.also, ...(topic?.text ?? []), ...(topic?.steps ?? [])].join(' ');
    expect([id, words.match(/\d{5,7}/gu)]).toEqual([id, expect.arrayContaining([String(number)])]);
  });
});

test.each([
  [50126, 'wrong-password'],
  [50053, 'locked'],
  [50057, 'locked'],
  [50011, 'own-registration'],
  [7000218, 'own-registration'],
  [5000819, 'federated'],
  [50076, 'second-step'],
  [65001, 'consent'],
  [53003, 'conditional-access'],
  [700082, 'conditional-access'],
  [50059, 'wrong-organisation'],
  [70011, 'environment'],
  [500133, 'hangs'],
])('AADSTS%i leads to %s', (number, id) => {
  expect(helpFor(failureOf(number, 'credential'))?.id).toBe(id);
});

test('a number that nobody knows leads to no topic about something else', () => {
  expect(helpFor(failureOf(90099, 'credential', 'invalid_request'))).toBeNull();
});
