import { describe, expect, test } from 'vitest';
import { registrationSteps } from './registrationSteps.ts';
import type { Service } from '../../../shared/model/connection.ts';

const lastOf = (services: Service[]) => registrationSteps('O365Default', services, 'Mail report').at(-1);
const copied = (services: Service[]) => lastOf(services)?.copies.map(({ text }) => text);

describe('the steps to register an app', () => {
  test('end with a role for each service that it is for', () => {
    expect(copied(['exchange'])).toEqual(['Exchange Administrator']);
    expect(copied(['compliance'])).toEqual(['Compliance Administrator']);
    expect(copied(['exchange', 'compliance'])).toEqual([
      'Exchange Administrator',
      'Compliance Administrator',
    ]);
    expect(lastOf(['exchange', 'compliance'])?.title).toBe(
      'Give it the roles Exchange Administrator and Compliance Administrator',
    );
  });

  test('name the API of compliance in the US Government clouds', () => {
    const apis = (cloudId: 'O365USGovDoD' | 'O365China') =>
      registrationSteps(cloudId, ['exchange', 'compliance'], 'x')
        .flatMap(({ copies }) => copies.map(({ text }) => text))
        .filter((text) => text.endsWith('-0000-0ff1-ce00-000000000000'));
    expect(apis('O365China')).toEqual(['00000002-0000-0ff1-ce00-000000000000']);
    expect(apis('O365USGovDoD')).toEqual([
      '00000002-0000-0ff1-ce00-000000000000',
      '00000007-0000-0ff1-ce00-000000000000',
    ]);
  });
});
