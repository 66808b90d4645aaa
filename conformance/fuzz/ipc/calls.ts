import fc from 'fast-check';
import { CLOUD_IDS } from '../../../shared/clouds.ts';
import { contract, type DomainName } from '../../../shared/contract/index.ts';
import type { MethodSpec } from '../../../shared/contract/define.ts';
import { connectionDraftSchema } from '../../../shared/model/connection.ts';
import { CANARY } from '../input-kinds.ts';
import { inputsOf, type ByName } from './schema-inputs.ts';
import type { MadeCall } from './made-call.ts';
import { mutated } from './mutate.ts';
import { Live, NEWEST, type LiveKind } from './placeholders.ts';
import { DRAFTS, SCENARIOS } from './scenarios.ts';

const live = (kind: LiveKind): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: fc.nat(40).map((n) => new Live(kind, n)), weight: 5 },
    { arbitrary: fc.constant(new Live(kind, NEWEST)), weight: 5 },
    { arbitrary: fc.uuid(), weight: 1 },
  );

const secret = fc.constantFrom(CANARY, CANARY, '', `${CANARY}'"$(x)\0`);

const PEOPLE = ['admin@contoso.practice.localhost', 'admin@partner.practice.localhost', 'nobody@nowhere'];
const people = fc.constantFrom(...PEOPLE, '', '@', 'a@b@c');

/** Texts for the console: what people type, and what nobody should get anything by. */
const SCRIPTS = [
  'Get-Mailbox -ResultSize 5',
  'Get-Mailbox | Select-Object Name, Alias | Sort-Object Name',
  "Set-Mailbox -Identity 'Ann' -CustomAttribute1 x",
  'Get-Content /etc/passwd',
  'Get-Content ..\\..\\secret.txt; Get-ChildItem /',
  "Get-PfxCertificate -FilePath '/etc/ssl/private/key.pem'",
  "'x' | Out-File /tmp/outside.txt; 'y' > ~/outside.txt; Export-Csv C:\\outside.csv",
  'Get-ConnectionInformation; Disconnect-ExchangeOnline -Confirm:$false',
  "Connect-ExchangeOnline -UserPrincipalName 'admin@contoso.practice.localhost'",
  'New-SelfSignedCertificate -Subject CN=Fuzz | Export-Certificate -FilePath a.cer',
  'Get-ChildItem Cert:\\CurrentUser\\My | Format-List *',
  "Read-Host 'What'; Get-Credential; 1..3 | Out-GridView -PassThru",
  '1..200 | ForEach-Object { [pscustomobject]@{ N = $_; T = "x" * $_ } }',
  '$x = @{}; $x.a = $x; $x | ConvertTo-Json -Depth 5',
  'Start-Process calc; [System.IO.File]::ReadAllText("/etc/passwd"); Invoke-Expression "1"',
  '"unfinished $(',
];
const scripts = fc.oneof(
  fc.constantFrom(...SCRIPTS),
  fc.tuple(fc.constantFrom(...SCRIPTS), fc.string({ maxLength: 20 })).map(([a, b]) => a + b),
);

/** By the last member's name, with the method before it. */
const byName: ByName = (path) => {
  const name = path.at(-1) ?? '';
  const [domain = '', method = ''] = path;
  switch (name) {
    case 'id':
      if (path.length > 3) return null;
      if (domain === 'connections') return live('connection');
      if (domain === 'certificates') return live('certificate');
      if (domain === 'console') return live('scriptConnection');
      return domain === 'queries' ? live('query') : null;
    case 'ids':
      return fc.array(live('connection'), { minLength: 1, maxLength: 3 });
    case 'connectionId':
      return live('connection');
    case 'tabId':
      return live('tab');
    case 'resultId':
      return live('result');
    case 'exportId':
      return live('export');
    case 'confirmId':
      return live('confirmation');
    case 'promptId':
      return live('prompt');
    case 'signInId':
      return live('signIn');
    case 'importId':
      return live('import');
    case 'certificateId':
      return live('certificate');
    case 'accountId':
      return fc.oneof(live('account'), fc.constant(null), fc.string({ maxLength: 20 }));
    case 'tenantId':
      return fc.oneof(live('tenant'), fc.uuid());
    case 'cloudId':
      return fc.oneof(
        { arbitrary: fc.constant('Practice'), weight: 6 },
        { arbitrary: fc.constantFrom(...CLOUD_IDS), weight: 1 },
      );
    case 'username':
    case 'loginHint':
      return people;
    case 'password':
      return secret;
    case 'accessToken':
      return fc.constantFrom(`eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.${CANARY}`, CANARY);
    case 'path':
      return domain === 'certificates' && method === 'importFile'
        ? fc.oneof(live('chosenFile'), live('unchosenFile'), fc.constantFrom('/', '.', '', '/dev/zero'))
        : live('chosenFile');
    case 'folder':
      return path.at(-2) === 'runLog' ? fc.oneof(live('folder'), fc.constant(null)) : null;
    case 'connectionUri':
    case 'authorityUri':
      return fc.constantFrom(
        null,
        null,
        'https://outlook.office365.com/powershell-liveid/',
        'https://evil.example/',
      );
    case 'url':
      return fc.oneof(fc.webUrl(), fc.constantFrom('https://learn.microsoft.com/x', 'file:///etc/passwd'));
    case 'text':
    case 'draft':
      return domain === 'console' || domain === 'queries' ? scripts : null;
    default:
      return null;
  }
};

function inputsOfMethod(domain: DomainName, method: string, { input }: MethodSpec): fc.Arbitrary<unknown> {
  const shaped = inputsOf(input, byName, [domain, method]);
  if (domain === 'connections' && method === 'create') {
    const filledIn = inputsOf(connectionDraftSchema, byName, [domain, method]);
    return fc.oneof(fc.constantFrom(...DRAFTS), filledIn);
  }
  return shaped;
}

const EVERY = (Object.entries(contract) as [DomainName, Readonly<Record<string, MethodSpec>>][]).flatMap(
  ([domain, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({
      domain,
      method,
      inputs: inputsOfMethod(domain, method, spec),
    })),
);

const call: fc.Arbitrary<MadeCall> = fc
  .constantFrom(...EVERY)
  .chain(({ domain, method, inputs }) =>
    fc.oneof(inputs, mutated(inputs)).map((raw) => ({ domain, method, raw })),
  );

/** A person's way with calls between its steps that do not belong there. */
const disturbed: fc.Arbitrary<readonly MadeCall[]> = fc
  .tuple(fc.constantFrom(...SCENARIOS), fc.array(fc.tuple(fc.nat(20), call), { maxLength: 4 }))
  .map(([steps, between]) => {
    const calls = [...steps];
    for (const [at, one] of between) calls.splice(at % (calls.length + 1), 0, one);
    return calls;
  });

/** Calls one after the other, hardly ever in an order that a window of ours would make them in. */
export const callSequences: fc.Arbitrary<readonly MadeCall[]> = fc.oneof(
  { arbitrary: fc.array(call, { minLength: 4, maxLength: 12 }), weight: 2 },
  { arbitrary: disturbed, weight: 1 },
);
