import type { Command } from '../../exchange/cmdlets/command.ts';
import { define } from '../../exchange/cmdlets/definition.ts';
import { isoSeconds } from '../../exchange/data/random.ts';
import { cases, found, searches } from '../data/records.ts';
import { CASE, SEARCH } from '../model/schemas.ts';
import { add, change, drop, refuseTaken, selected, textOf, theOne, type Kept } from './kept.ts';

const SEARCHES: Kept = { name: 'ComplianceSearch', schema: SEARCH, seed: searches };
const CASES: Kept = { name: 'ComplianceCase', schema: CASE, seed: cases };
const CASE_TYPES =
  'AdvancedEdiscovery|ComplianceClassifier|ComplianceWorkspace|DataInvestigation|DSR|eDiscovery|InsiderRisk|InternalInvestigation|SupervisionPolicy';

const getSearch: Command = {
  access: 'reader',
  info: define(
    'Get-ComplianceSearch',
    {},
    `Case text
     Identity id 0 >
     ResultSize size`,
  ),
  read: ({ store }, bound) => {
    const matter = bound.text('Case');
    return {
      schema: SEARCH,
      rows: selected(store, SEARCHES, bound).filter(
        ({ props }) => matter === null || props['Case'] === matter,
      ),
    };
  },
};

const newSearch: Command = {
  access: 'admin',
  info: define(
    'New-ComplianceSearch',
    { impact: 'Medium' },
    `AllowNotFoundExchangeLocationsEnabled bool
     Case text
     ContentMatchQuery text
     Description text
     ExchangeLocation texts >
     ExchangeLocationExclusion texts
     Force switch
     HoldNames texts
     IncludeOrgContent bool
     IncludeUserAppContent bool
     Language text
     Name text ! 0 length=1..200
     PublicFolderLocation texts
     RefinerNames texts
     SharePointLocation texts
     SharePointLocationExclusion texts`,
  ),
  plan: ({ store, claims }, bound) => {
    const name = bound.text('Name') ?? '';
    refuseTaken(store, SEARCHES, name);
    const matter = bound.text('Case');
    if (matter !== null) theOne(store, CASES, matter);
    return {
      question: `Creating compliance search "${name}".`,
      apply: () => ({
        schema: SEARCH,
        rows: [
          add(store, SEARCHES, name, {
            Description: bound.text('Description') ?? '',
            Status: 'NotStarted',
            ContentMatchQuery: bound.text('ContentMatchQuery') ?? '',
            ExchangeLocation: bound.list('ExchangeLocation') ?? [],
            ExchangeLocationExclusion: bound.list('ExchangeLocationExclusion') ?? [],
            SharePointLocation: bound.list('SharePointLocation') ?? [],
            Case: matter,
            Items: 0,
            Size: 0,
            CreatedBy: claims.upn ?? claims.appid,
            JobStartTime: null,
            JobEndTime: null,
          }),
        ],
      }),
    };
  },
};

const startSearch: Command = {
  access: 'admin',
  info: define(
    'Start-ComplianceSearch',
    { impact: 'Medium' },
    `Force switch
     Identity id ! 0 > notnull
     RetryOnError switch`,
  ),
  plan: ({ store }, bound) => {
    const row = theOne(store, SEARCHES, bound.text('Identity') ?? '');
    const name = textOf(row, 'Name');
    return {
      question: `Starting compliance search "${name}".`,
      apply: () => {
        const now = isoSeconds(Date.now());
        const items = found(store.tenant, name);
        change(store, row, {
          Status: 'Completed',
          Items: items,
          Size: items * 48_213,
          JobStartTime: now,
          JobEndTime: now,
        });
        return null;
      },
    };
  },
};

const removeSearch: Command = {
  access: 'admin',
  info: define('Remove-ComplianceSearch', { impact: 'High' }, 'Identity id ! 0 > notnull'),
  plan: ({ store }, bound) => {
    const row = theOne(store, SEARCHES, bound.text('Identity') ?? '');
    return {
      question: `Removing compliance search "${textOf(row, 'Name')}".`,
      apply: () => {
        drop(store, SEARCHES, row);
        return null;
      },
    };
  },
};

const getCase: Command = {
  access: 'reader',
  info: define(
    'Get-ComplianceCase',
    {},
    `CaseType enum=${CASE_TYPES}
     DomainController text
     Identity id 0 >
     RecentOnly switch
     RoleGroup text`,
  ),
  read: ({ store }, bound) => {
    const type = bound.text('CaseType') ?? 'eDiscovery';
    return {
      schema: CASE,
      rows: selected(store, CASES, bound).filter(({ props }) => props['CaseType'] === type),
    };
  },
};

const newCase: Command = {
  access: 'admin',
  info: define(
    'New-ComplianceCase',
    { impact: 'Medium' },
    `CaseType enum=${CASE_TYPES}
     Description text
     DomainController text
     ExternalId text
     Name text ! 0 length=1..200
     SecondaryCaseType text
     SourceCaseType text`,
  ),
  plan: ({ store, claims }, bound) => {
    const name = bound.text('Name') ?? '';
    refuseTaken(store, CASES, name);
    return {
      question: `Creating case "${name}".`,
      apply: () => ({
        schema: CASE,
        rows: [
          add(store, CASES, name, {
            Description: bound.text('Description') ?? '',
            Status: 'Active',
            CaseType: bound.text('CaseType') ?? 'eDiscovery',
            ExternalId: bound.text('ExternalId') ?? '',
            CreatedBy: claims.upn ?? claims.appid,
            ClosedBy: '',
          }),
        ],
      }),
    };
  },
};

export const SEARCH_COMMANDS: readonly Command[] = [
  getSearch,
  newSearch,
  startSearch,
  removeSearch,
  getCase,
  newCase,
];
