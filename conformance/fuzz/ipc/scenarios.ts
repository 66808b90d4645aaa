import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import { CANARY } from '../input-kinds.ts';
import type { MadeCall } from './made-call.ts';
import { Live, NEWEST, type LiveKind } from './placeholders.ts';

const ADMIN = 'admin@contoso.practice.localhost';
/** In the practice cloud, with the certificate of the chosen files (main-desk.ts). */
export const APP = '0d5c7a1e-2222-4d5e-8a00-0000000000ff';
const newest = (kind: LiveKind): Live => new Live(kind, NEWEST);

/** Connections that can come about, so that what follows a connect is reached too. */
export const DRAFTS = (['exchange', 'compliance'] as const).flatMap((service) => {
  const draft = {
    name: 'Fuzz',
    folder: '',
    cloudId: 'Practice',
    accountId: null,
    loginHint: ADMIN,
    clientId: null,
    organization: { kind: 'own', tenantId: null, name: null, domain: 'contoso.practice.localhost' },
    signIn: BROWSER as object,
    options: NO_OPTIONS,
    services: [service],
    readOnly: service === 'compliance',
  };
  return [
    draft,
    { ...draft, signIn: { kind: 'device' } },
    { ...draft, signIn: { kind: 'credential', inline: false } },
    { ...draft, signIn: { kind: 'token' } },
    { ...draft, signIn: { kind: 'managed-identity', identityId: null } },
    ...[
      { from: 'kept', certificateId: newest('certificate') },
      { from: 'file', path: new Live('chosenFile', 0) },
      { from: 'store', thumbprint: 'A'.repeat(40) },
    ].map((certificate) => ({ ...draft, signIn: { kind: 'certificate', appId: APP, certificate } })),
  ];
});

type Step = readonly [domain: MadeCall['domain'], method: string, raw?: unknown];

const connection = { id: newest('connection') };
const tab = { tabId: newest('tab') };
const result = { ...tab, resultId: newest('result') };
const block = { ...result, columns: ['Name', 'Alias'], from: 0, to: 3 };
const password = { password: CANARY, keep: true };

const connectAs = (draft: object, secrets?: object): Step[] => [
  ['connections', 'create', draft],
  ['connections', 'connect', secrets === undefined ? connection : { ...connection, secrets }],
];
const [browser = {}, , credential = {}, token = {}, identity = {}, kept = {}, file = {}] = DRAFTS;
const inTab = (...texts: string[]): Step[] => [
  ['console', 'openTab', { connectionId: newest('connection'), background: false }],
  ...texts.map((text): Step => ['console', 'run', { ...tab, text }]),
];

const STEPS: readonly (readonly Step[])[] = [
  [
    ...connectAs(browser),
    ...inTab('Get-Mailbox -ResultSize 5'),
    ['console', 'results', tab],
    ['console', 'columns', result],
    ['console', 'setView', { ...result, view: { sort: [], filter: '', filterColumns: [] } }],
    ['console', 'rows', block],
    ['console', 'details', { ...result, row: 0 }],
    ['console', 'copy', block],
    ['console', 'text', { ...result, from: 0, to: 50 }],
    ['console', 'exportResult', { ...result, format: 'csv', columns: ['Name'] }],
    ['console', 'showInFolder', { exportId: newest('export') }],
    ['console', 'dropResult', result],
    ['connections', 'check', { ...connection, service: 'exchange' }],
    ['connections', 'disconnect', connection],
  ],
  [
    ...connectAs(browser),
    ...inTab("Set-Mailbox -Identity 'Ann' -CustomAttribute1 x"),
    ['console', 'answerConfirmation', { confirmId: newest('confirmation'), proceed: true }],
    ['console', 'run', { ...tab, text: "$a = Read-Host 'What'; $a.Length" }],
    ['console', 'answerPrompt', { promptId: newest('prompt'), answer: { type: 'text', text: 'that' } }],
    ['console', 'complete', { ...tab, text: 'Get-Mail', offset: 8 }],
    ['console', 'help', { ...tab, text: 'Get-Mailbox', offset: 3 }],
    ['console', 'saveDraft', { ...tab, draft: 'Get-Mail' }],
  ],
  [
    ['accounts', 'signIn', { cloudId: 'Practice', loginHint: 'admin@partner.practice.localhost' }],
    ['customers', 'open', { cloudId: 'Practice', accountId: newest('account'), refresh: true }],
    ...(['details', 'connectionFor'] as const).map((method): Step => [
      'customers',
      method,
      { cloudId: 'Practice', accountId: newest('account'), tenantId: newest('tenant') },
    ]),
    ['accounts', 'signOut', { cloudId: 'Practice', accountId: newest('account') }],
  ],
  [
    ...connectAs(credential, password),
    ['connections', 'remove', connection],
    ['connections', 'restore', connection],
    ['connections', 'connect', connection],
    ['diagnostics', 'preview'],
  ],
  connectAs(credential, { password: 'practice', keep: false }),
  [...connectAs(token, { accessToken: `eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.${CANARY}`, keep: false })],
  [...connectAs(identity)],
  [
    ['certificates', 'chooseFile'],
    ['certificates', 'importFile', { path: new Live('chosenFile', 0), password: CANARY }],
    ...connectAs(kept),
    ['certificates', 'exportPfx', { id: newest('certificate'), password: CANARY }],
    ['certificates', 'remove', { id: newest('certificate') }],
  ],
  [
    ['certificates', 'inspectFile', { path: new Live('chosenFile', 0), password: CANARY }],
    ...connectAs(file, password),
    ['accounts', 'retryVault'],
  ],
  [
    ['connections', 'importFile'],
    ['connections', 'applyImport', { importId: newest('import') }],
    ['connections', 'exportFile', {}],
    ['connections', 'undoImport', { importId: newest('import') }],
  ],
  [
    ...connectAs(browser),
    ...inTab('"x" | Out-File a.txt; Get-Content a.txt; Get-Content ../../private/secret.txt'),
    ['console', 'chooseFolder', tab],
    [
      'console',
      'run',
      { ...tab, text: 'Set-Content ../b.txt 1; Get-PfxCertificate ../private/unchosen.pfx' },
    ],
    [
      'console',
      'run',
      { ...tab, text: "Connect-ExchangeOnline -UserPrincipalName 'admin@contoso.practice.localhost'" },
    ],
    ['console', 'connections', tab],
    ['console', 'disconnect', { ...tab, id: newest('scriptConnection') }],
  ],
  [
    [
      'queries',
      'save',
      {
        id: null,
        name: 'Fuzz',
        folder: '',
        description: '',
        text: 'Get-Mailbox',
        parameters: [],
        readOnly: true,
      },
    ],
    ...connectAs(browser),
    ['queries', 'run', { id: newest('query'), connectionId: newest('connection'), values: {} }],
    ['queries', 'duplicate', { id: newest('query') }],
    ['queries', 'remove', { id: newest('query') }],
    ['queries', 'restore', { id: newest('query') }],
  ],
];

/** What a person would do one after the other: the ways into main that single calls hardly find. */
export const SCENARIOS: readonly (readonly MadeCall[])[] = STEPS.map((steps) =>
  steps.map(([domain, method, raw]) => ({ domain, method, raw })),
);
