// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import NewConnectionDrawer from './NewConnectionDrawer.tsx';
import { useConnections } from '../../app/stores/connections.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { CONNECT_COMMANDS, connectCmdlet } from '../../../shared/connect/parameter-table.ts';
import { parseConnectText } from '../../../shared/connect/parse.ts';
import { printConnection } from '../../../shared/connect/print.ts';
import { connectionOptionsSchema } from '../../../shared/model/connection-options.ts';
import { commonParameters } from '../../../shared/powershell/parameters.ts';
import { show } from '../../testing/dom.tsx';
import { connectionOf, fakeId, partner } from '../../testing/fakeData.ts';
import { formOf, toDraft } from './formDraft.ts';

/** Where a parameter of Connect- is in the form: the command that is pasted, and the field that shows it then. */
interface Place {
  readonly typed: string;
  readonly role: 'textbox' | 'checkbox' | 'radio' | 'combobox' | 'password';
  readonly field: string | RegExp;
  /** What the field shows; true and false: checked or not. */
  readonly shows: string | boolean;
}

const E = 'Connect-ExchangeOnline';
const S = 'Connect-IPPSSession';
const APP = `${E} -AppId ${fakeId(7)} -Organization contoso.onmicrosoft.com`;
const DIGITS = '83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1';
const TOKEN = `${E} -AccessToken aa.bb.cc -UserPrincipalName ana@contoso.com`;
const LOG = `${E} -EnableErrorReporting -LogDirectoryPath C:\\logs -LogLevel All -TrackPerformance $true`;
const on = (typed: string, field: string | RegExp): Place => ({
  typed,
  role: 'checkbox',
  field,
  shows: true,
});
const text = (typed: string, field: string | RegExp, shows: string): Place => ({
  typed,
  role: 'textbox',
  field,
  shows,
});
const common = (typed: string): Place => text(`${E} ${typed}`, 'Common parameters', typed);

const PLACES: Readonly<Record<string, Place | { readonly none: string }>> = {
  ConnectionUri: text(
    `${E} -ConnectionUri https://outlook.office365.com/powershell-liveid/`,
    'Address of the service (ConnectionUri)',
    'https://outlook.office365.com/powershell-liveid/',
  ),
  AzureADAuthorizationEndpointUri: text(
    `${E} -AzureADAuthorizationEndpointUri https://login.microsoftonline.com/contoso.com`,
    'Address of sign-in (AzureADAuthorizationEndpointUri)',
    'https://login.microsoftonline.com/contoso.com',
  ),
  ExchangeEnvironmentName: {
    ...{ typed: `${E} -ExchangeEnvironmentName O365China`, role: 'radio', field: /21Vianet/, shows: true },
  },
  PSSessionOption: {
    typed: `${E} -PSSessionOption (New-PSSessionOption -ProxyAccessType AutoDetect -ProxyCredential $login)`,
    ...{ role: 'combobox', field: 'Proxy', shows: 'auto' },
  },
  DelegatedOrganization: {
    ...{
      typed: `${E} -DelegatedOrganization adatum.onmicrosoft.com`,
      role: 'radio',
      field: 'A customer',
      shows: true,
    },
  },
  Prefix: text(`${E} -Prefix Ada`, 'Prefix', 'Ada'),
  CommandName: text(
    `${E} -CommandName Get-Mailbox,*-Retention*`,
    'Cmdlets on offer',
    'Get-Mailbox, *-Retention*',
  ),
  FormatTypeName: text(`${E} -FormatTypeName Some.Type`, 'FormatTypeName', 'Some.Type'),
  UserPrincipalName: text(`${E} -UserPrincipalName ana@contoso.com`, 'Account name', 'ana@contoso.com'),
  Organization: text(
    `${APP} -CertificateFilePath C:\\app.pfx`,
    /^Organisation’s first domain/,
    'contoso.onmicrosoft.com',
  ),
  AppId: text(`${APP} -CertificateFilePath C:\\app.pfx`, /^App id/, fakeId(7)),
  Certificate: {
    none: 'The variable of a script holds it. The form asks for one of the vault, a file or the store in its place.',
  },
  CertificateFilePath: text(`${APP} -CertificateFilePath C:\\app.pfx`, /^Certificate file/, 'C:\\app.pfx'),
  CertificatePassword: {
    typed: `${APP} -CertificateFilePath C:\\app.pfx -CertificatePassword $password`,
    ...{ role: 'password', field: /^Password of the file/, shows: '' },
  },
  CertificateThumbprint: text(`${APP} -CertificateThumbprint ${DIGITS}`, /^Thumbprint/, DIGITS),
  Credential: { typed: `${E} -Credential $credential`, role: 'password', field: /^Password/, shows: '' },
  InlineCredential: on(`${E} -InlineCredential -UserPrincipalName ana@contoso.com`, /-InlineCredential/),
  Device: { typed: `${E} -Device`, role: 'radio', field: /^Code on another device/, shows: true },
  ManagedIdentity: {
    typed: `${E} -ManagedIdentity -Organization contoso.onmicrosoft.com`,
    ...{ role: 'radio', field: /system-assigned/, shows: true },
  },
  ManagedIdentityAccountId: text(
    `${E} -ManagedIdentity -ManagedIdentityAccountId ${fakeId(9)} -Organization contoso.onmicrosoft.com`,
    /^Client id of the identity/,
    fakeId(9),
  ),
  AccessToken: { typed: TOKEN, role: 'password', field: /^Access token/, shows: '' },
  BypassMailboxAnchoring: on(`${E} -BypassMailboxAnchoring`, 'Send no mailbox anchor'),
  PageSize: text(`${E} -PageSize 100`, 'Page size', '100'),
  ShowBanner: { ...on(`${E} -ShowBanner:$false`, /^Show what the service says/), shows: false },
  ShowProgress: {
    typed: `${E} -ShowProgress $false`,
    role: 'combobox',
    field: 'ShowProgress',
    shows: 'false',
  },
  LoadCmdletHelp: on(`${E} -LoadCmdletHelp`, 'Load the help of its cmdlets'),
  SkipLoadingCmdletHelp: on(`${E} -SkipLoadingCmdletHelp`, 'SkipLoadingCmdletHelp'),
  SkipLoadingFormatData: on(`${E} -SkipLoadingFormatData`, 'SkipLoadingFormatData'),
  UseMultithreading: {
    ...{
      typed: `${E} -UseMultithreading $true`,
      role: 'combobox',
      field: 'UseMultithreading',
      shows: 'true',
    },
  },
  EnableSearchOnlySession: on(`${S} -EnableSearchOnlySession`, /^Session for compliance searches/),
  EnableErrorReporting: on(LOG, 'Write a run log (CSV)'),
  LogDirectoryPath: text(LOG, 'Folder of the run log', 'C:\\logs'),
  LogLevel: on(LOG, /^Log successes too/),
  TrackPerformance: on(LOG, /^Measure times/),
  DisableWAM: on(`${E} -DisableWAM`, 'DisableWAM'),
  SigningCertificate: text(`${E} -SigningCertificate $mine`, 'SigningCertificate', '$SigningCertificate'),
  EXOModuleBasePath: text(`${E} -EXOModuleBasePath C:\\modules`, 'EXOModuleBasePath', 'C:\\modules'),
  UseRPSSession: { none: 'Remote PowerShell is retired; the command is refused with that reason.' },
  Verbose: common('-Verbose'),
  Debug: common('-Debug'),
  ErrorAction: common('-ErrorAction Stop'),
  WarningAction: common('-WarningAction SilentlyContinue'),
  InformationAction: common('-InformationAction Continue'),
  ProgressAction: common('-ProgressAction SilentlyContinue'),
  ErrorVariable: common('-ErrorVariable why'),
  WarningVariable: common('-WarningVariable said'),
  InformationVariable: common('-InformationVariable told'),
  OutVariable: common('-OutVariable made'),
  OutBuffer: text(`${E} -OutBuffer 3`, 'Common parameters', "-OutBuffer '3'"),
  PipelineVariable: common('-PipelineVariable one'),
};

const withPlace = Object.entries(PLACES).flatMap(([name, place]) =>
  'none' in place ? [] : [[name, place] as const],
);
const draftFrom = (typed: string) => {
  const [first] = parseConnectText(typed).connections;
  if (first === undefined) throw new Error(`${typed} connects nothing`);
  return first.draft;
};

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useUiRequests.setState({ drawer: null });
  useConnections.setState({ data: [], loaded: false });
});

test('every parameter of the table, and every common one, has a place in the form or a reason', () => {
  const all = CONNECT_COMMANDS.flatMap((command) => {
    const cmdlet = connectCmdlet(command);
    return [...cmdlet.parameters, ...commonParameters(cmdlet)].map(({ name }) => name);
  });
  expect(Object.keys(PLACES).sort()).toEqual([...new Set(all)].sort());
});

test('every option of a saved connection is one that the form changes', () => {
  const nothing = connectionOptionsSchema.parse({});
  const said = new Set(
    withPlace.flatMap(([, { typed }]) => {
      const { options } = draftFrom(typed);
      return (Object.keys(nothing) as (keyof typeof nothing)[]).filter(
        (option) => JSON.stringify(options[option]) !== JSON.stringify(nothing[option]),
      );
    }),
  );
  // Agreed to in the form itself, for an address that no environment has.
  expect([...said, 'confirmedHosts'].sort()).toEqual(Object.keys(nothing).sort());
});

describe('a command that is typed', () => {
  test.each(withPlace)('with -%s comes whole through the form and back', (name, { typed }) => {
    const draft = draftFrom(typed);
    const again = toDraft(formOf(draft, []), []);
    expect(again).toEqual(draft);
    const printed = printConnection({ ...again, username: again.loginHint });
    expect(printed).toMatch(new RegExp(`-${name}\\b`));
    const back = draftFrom(printed);
    expect(back.options).toEqual(draft.options);
  });
});

/** Commands that say several at once, so that the form is drawn a few times only: all of one way to sign in. */
const scenes = new Map<string, { name: string; place: Place }[]>();
for (const [name, place] of withPlace) {
  const [command = '', ...words] = place.typed.split(' ');
  const apart =
    /-(?:ConnectionUri|AzureAD|ExchangeEnvironmentName|Delegated|AppId|Access|Credential|Inline|Device|Managed)/;
  const scene = command === S || words.some((word) => apart.test(word)) ? place.typed : E;
  scenes.set(scene, [...(scenes.get(scene) ?? []), { name, place }]);
}

/** As main saves it: it has looked the customer up. */
function saved({ delegatedTo, ...draft }: ReturnType<typeof draftFrom>) {
  if (delegatedTo === undefined) return connectionOf(draft);
  const organization = {
    kind: 'customer',
    tenantId: fakeId(8),
    name: delegatedTo,
    domain: delegatedTo,
  } as const;
  return connectionOf({ ...draft, organization });
}

describe('the form', () => {
  test.each([...scenes])('that %s fills shows each parameter of it', async (_, places) => {
    const [command] = places[0]?.place.typed.split(' ') ?? [];
    const said = new Set(places.map(({ place }) => place.typed.slice(place.typed.indexOf(' '))));
    const view = saved(draftFrom(`${command ?? ''}${[...said].join('')}`));
    shown = show(<NewConnectionDrawer />, { connections: [view], accounts: [partner] });
    await waitFor(() => expect(useConnections.getState().loaded).toBe(true));
    useUiRequests.getState().editConnection(view.profile.id);
    const dialog = await screen.findByRole('dialog', { name: /^Edit/ });
    for (const { name, place } of places) {
      const { role, field, shows } = place;
      const found =
        role === 'password'
          ? within(dialog).getByLabelText(field)
          : within(dialog).getByRole(role, { name: field });
      if (typeof shows === 'boolean')
        expect([name, 'checked' in found && found.checked]).toEqual([name, shows]);
      else if (field === 'Common parameters')
        expect(found).toHaveProperty('value', expect.stringContaining(shows));
      else expect([name, 'value' in found && found.value]).toEqual([name, shows]);
    }
  });
});
