import type { DomainName, MethodName } from './index.ts';
import type { EventName } from './events.ts';

/**
 * Names only, so that the preload needs no schema library. A name missing or too many does not compile
 * (`satisfies` below checks one way, names.test.ts the other).
 */
export const methodNames = {
  app: ['info', 'openLink', 'copyText', 'readUiState', 'writeUiState', 'window'],
  settings: ['get', 'update'],
  accounts: [
    'list',
    'signIn',
    'signOut',
    'signOutEverywhere',
    'listSignIns',
    'reopenPage',
    'copyLink',
    'copyCode',
    'cancelSignIn',
    'vaultStatus',
    'retryVault',
  ],
  connections: [
    'list',
    'create',
    'update',
    'duplicate',
    'remove',
    'restore',
    'connect',
    'cancelConnect',
    'disconnect',
    'dismissDamaged',
  ],
  customers: ['open', 'cancel', 'details', 'setFavourite', 'connectionFor'],
  console: [
    'listTabs',
    'openTab',
    'closeTab',
    'reopenTab',
    'activateTab',
    'saveDraft',
    'run',
    'stop',
    'answerConfirmation',
    'openScript',
    'saveScript',
    'answerPrompt',
    'chooseFolder',
    'folder',
    'lastRun',
    'check',
    'complete',
    'help',
    'history',
    'results',
    'columns',
    'setView',
    'rows',
    'details',
    'copy',
    'text',
    'dropResult',
    'exportResult',
    'cancelExport',
    'showInFolder',
  ],
  queries: ['list', 'save', 'duplicate', 'remove', 'restore', 'check', 'run'],
  activity: ['list', 'exportAll'],
  practice: ['status', 'start'],
  diagnostics: ['preview', 'save', 'openLogFolder'],
} as const satisfies { readonly [D in DomainName]: readonly MethodName<D>[] };

export const eventNames = [
  'settings',
  'accounts',
  'signIns',
  'vault',
  'connection',
  'customersPage',
  'tabs',
  'run',
  'confirmation',
  'prompt',
  'scriptProgress',
  'results',
  'exportProgress',
  'activity',
  'practice',
] as const satisfies readonly EventName[];

export const methodChannel = (domain: string, method: string): string => `${domain}.${method}`;
export const eventChannel = (name: string): string => `event:${name}`;
