import { describe, expect, it } from 'vitest';
import type { CloudId } from './clouds.ts';
import { initialDomainClouds, initialDomainProblem } from './initial-domain.ts';
import { NO_OPTIONS } from './model/connection-options.ts';

const CASES: readonly (readonly [string, readonly CloudId[]])[] = [
  ['contoso.onmicrosoft.com', ['O365Default']],
  ['Contoso.OnMicrosoft.com', ['O365Default']],
  ['contoso.onmicrosoft.us', ['O365USGovGCCHigh', 'O365USGovDoD']],
  ['contoso.partner.onmschina.cn', ['O365China']],
  ['contoso.onmicrosoft.de', ['O365GermanyCloud']],
  ['practice.localhost', ['Practice']],
  ['contoso.practice.localhost', ['Practice']],
  ['contoso.com', []],
  ['contoso.mail.onmicrosoft.com', []],
  ['onmicrosoft.com', []],
  ['.onmicrosoft.com', []],
  ['evilonmicrosoft.com', []],
  ['contoso.onmschina.cn', []],
];

describe('an initial domain', () => {
  it.each(CASES)('%s is one of %j', (domain, clouds) => {
    expect(initialDomainClouds(domain)).toEqual(clouds);
  });

  it('of another environment is named with it', () => {
    const problem = initialDomainProblem('contoso.onmicrosoft.us', 'O365Default', NO_OPTIONS);
    expect(problem?.message).toContain('US Government GCC High or US Government DoD, not of Microsoft 365');
    expect(problem?.instead).toEqual(['O365USGovGCCHigh', 'O365USGovDoD']);
    expect(initialDomainProblem('contoso.onmicrosoft.com', 'O365China', NO_OPTIONS)?.instead).toEqual([
      'O365Default',
    ]);
  });

  it('of a closed environment leads nowhere, and says why', () => {
    const problem = initialDomainProblem('contoso.onmicrosoft.de', 'O365Default', NO_OPTIONS);
    expect(problem).toMatchObject({ instead: [], message: expect.stringContaining('closed') as string });
  });

  it('is taken in its own environment, and of any where the hosts are the organisation’s own', () => {
    expect(initialDomainProblem('contoso.onmicrosoft.us', 'O365USGovDoD', NO_OPTIONS)).toBeNull();
    const own = { ...NO_OPTIONS, connectionUri: 'https://mail.contoso.com/' };
    expect(initialDomainProblem('contoso.onmicrosoft.us', 'O365Default', own)).toBeNull();
    const known = { ...NO_OPTIONS, connectionUri: 'https://outlook.office365.com/' };
    expect(initialDomainProblem('contoso.onmicrosoft.us', 'O365Default', known)).not.toBeNull();
    expect(initialDomainProblem('contoso.com', 'O365Default', own)).not.toBeNull();
  });
});
