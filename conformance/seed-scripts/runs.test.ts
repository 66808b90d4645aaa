import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAILBOXES, SeedDesk, type SeedRun } from './seed-desk.ts';
import { fateOf, readSeeds, seedsArePresent, type Seed } from './seeds.ts';

const ADMIN = 'alex@practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

type Outcome = (run: SeedRun, desk: SeedDesk, seed: Seed) => Promise<void> | void;

const errors = ({ problems }: SeedRun): readonly string[] =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);

/** It ended well, and the service was asked nothing. */
function quiet(run: SeedRun): void {
  expect(run).toMatchObject({ state: 'done', sent: [] });
  expect(errors(run)).toEqual([]);
}

/** What Get-ConnectionInformation asks of the service for each of its connections. */
const STATE = "basicinfo('AdminApiState')";

/** Cmdlets and entity sets that were asked for. */
function askedFor({ sent }: SeedRun): string[] {
  return sent.map(({ url, body }) =>
    url.includes('InvokeCommand')
      ? (JSON.parse(body) as { CmdletInput: { CmdletName: string } }).CmdletInput.CmdletName
      : (/\/([A-Za-z]+|basicinfo\('AdminApiState'\))(?:\?|$)/u.exec(url)?.[1] ?? url),
  );
}

async function lines(desk: SeedDesk, text: string): Promise<readonly string[]> {
  return (await desk.run(text)).lines.filter((line) => line.trim() !== '');
}

/** Connects: the account of the tab, which stands in for the script's; a cmdlet that follows is sent. */
const connects: Outcome = async (run, desk, seed) => {
  quiet(run);
  const named = seed.commands[0]?.parameters.get('UserPrincipalName') ?? '';
  expect(run.problems).toHaveLength(1);
  expect(run.problems[0]?.message).toContain(`stands in for ${named}`);
  const { sent, state } = await desk.run(`${seed.text}\n$all = Get-AcceptedDomain; "domains: $($all.Count)"`);
  expect(state).toBe('done');
  expect(sent).toHaveLength(1);
};

const asksForCredential: Outcome = async (run, desk, seed) => {
  quiet(run);
  expect(run.asked).toEqual(['credential']);
  const variable = /^\$\w+/u.exec(seed.text)?.[0] ?? '';
  expect(await lines(desk, `${variable}.UserName; ${variable}.Password.GetType().Name`)).toEqual([
    'ann@contoso.com',
    'SecureString',
  ]);
  expect((await lines(desk, `${variable} | Format-List`)).join()).not.toContain('Correct horse');
};

const saysNothing: Outcome = (run) => {
  quiet(run);
  expect(run).toMatchObject({ rows: 0, problems: [], lines: [], asked: [] });
};

const showsModule: Outcome = (run) => {
  quiet(run);
  expect(run.rows).toBe(1);
  expect(run.lines.join('\n')).toMatch(/ExchangeOnlineManagement/u);
};

const disconnects =
  (asked: readonly string[]): Outcome =>
  async (run, desk, seed) => {
    quiet(run);
    expect(run.asked).toEqual(asked);
    // What follows in the same run is not sent; the tab itself goes on.
    const after = await desk.run(`${seed.text}\nGet-AcceptedDomain\n"went on"`);
    expect(after.sent).toEqual([]);
    expect(errors(after)).toEqual([expect.stringContaining('the script had disconnected')]);
    expect(after.lines).toContain('went on');
    expect((await desk.run('$all = Get-AcceptedDomain; $all.Count')).sent).toHaveLength(1);
  };

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  '05': async (run, desk) => {
    quiet(run);
    expect(run.asked).toEqual(['secret']);
    expect(await lines(desk, '$password.GetType().Name; $password.Length; "$password"')).toEqual([
      'SecureString',
      '15',
      'System.Security.SecureString',
    ]);
  },
  '06': asksForCredential,
  '11': asksForCredential,
  '12': saysNothing,
  '15': asksForCredential,
  '21': disconnects(['choice']),
  '22': disconnects([]),
  '23': saysNothing,
  '25': asksForCredential,
  '26': connects,
  '27': connects,
  '28': connects,
  '35': disconnects(['choice']),
  '36': disconnects([]),
  '37': connects,
  '41': connects,
  '58': showsModule,
  '59': saysNothing,
  '60': saysNothing,
  '61': saysNothing,
  '62': showsModule,
  '63': saysNothing,
  '64': connects,
  '65': connects,
  '66': connects,
  '67': (run) => {
    expect(errors(run)).toEqual([]);
    expect(askedFor(run)).toEqual([STATE, 'Get-Mailbox']);
    expect(run.rows).toBe(1 + 10);
    const text = run.lines.join('\n');
    expect(text).toMatch(new RegExp(`UserPrincipalName +: ${ADMIN}`, 'u'));
    expect(text.match(/^PrimarySmtpAddress +: \S+@practice\.localhost$/gmu)).toHaveLength(10);
  },
  '71': async (run, desk) => {
    quiet(run);
    const [made] = await desk.certificates.list();
    expect(made).toMatchObject({ subject: 'CN=ExchangeOnlineAutomation', key: 'RSA 2048' });
    expect(run.lines).toEqual([`Certificate Thumbprint: ${made?.thumbprint ?? ''}`]);
    const { notBefore = '', notAfter = '' } = made ?? {};
    expect(Number(notAfter.slice(0, 4)) - Number(notBefore.slice(0, 4))).toBe(2);
  },
  '72': async (run, desk, seed) => {
    const outside = "outside this tab's working folder";
    expect(errors(run)).toEqual([expect.stringContaining(outside), expect.stringContaining(outside)]);
    // In the folder: the public part without a question, the key only when the person agrees, who does not here.
    const inside = seed.text.replaceAll('C:\\Certificates\\', '');
    const again = await desk.run(inside);
    expect(again.asked).toEqual(['choice']);
    expect(errors(again)).toEqual([expect.stringContaining('was not exported')]);
    const der = await readFile(join(desk.folder, 'ExchangeOnlineAutomation.cer'));
    const [made] = await desk.certificates.list();
    expect(new X509Certificate(der).fingerprint.replaceAll(':', '')).toBe(made?.thumbprint);
    expect(await readdir(desk.folder)).not.toContain('ExchangeOnlineAutomation.pfx');
  },
  '89': (run, _, seed) => {
    expect(run.state).toBe('done');
    expect(errors(run)).toEqual([]);
    expect(askedFor(run)).toEqual([STATE]);
    expect(run.rows).toBe(1);
    const fields = [...seed.text.matchAll(/^# - (\w+)/gmu)].map(([, field = '']) => field);
    expect(fields.length).toBeGreaterThan(3);
    for (const field of fields) {
      // The seed's own name for what the module calls Organization, which is empty where nobody gave it.
      const isOrganization = field === 'OrganizationName';
      const name = isOrganization ? 'Organization' : field;
      expect(run.lines.join('\n')).toMatch(new RegExp(`^${name} +:${isOrganization ? '' : ' \\S'}`, 'mu'));
    }
  },
  '90': async (run) => {
    expect(askedFor(run)).toEqual(['Get-Mailbox', 'Get-Mailbox', STATE, STATE]);
    const bodies = run.sent.map(({ body }) => body);
    expect(bodies[0]).toContain('user@primary.com');
    expect(bodies[1]).toContain('user@secondary.com');
    expect(errors(run)).toEqual([
      expect.stringContaining('user@primary.com'),
      expect.stringContaining('user@secondary.com'),
      expect.stringContaining('connection-guid-here'),
    ]);
    const text = run.lines.join('\n');
    expect(text).toMatch(/ModulePrefix +: Primary/u);
    expect(text).toMatch(/ModulePrefix +: Secondary/u);
    expect(run.state).toBe('done');
  },
  '91': (run) => {
    expect(run).toMatchObject({ state: 'done', asked: ['choice'], sent: [] });
    // Both connections are gone by line 8, in PowerShell too.
    expect(run.problems.map(({ id, line }) => [id, line])).toEqual([
      ['NullArray', 8],
      ['ParameterArgumentValidationErrorNullNotAllowed', 9],
    ]);
  },
  '92': async (run, desk) => {
    expect(run).toMatchObject({ state: 'done', problems: [] });
    expect(askedFor(run)).toEqual(['Get-Mailbox', 'Mailbox', 'Mailbox', 'Mailbox']);
    expect(run.sent[2]?.url).toMatch(/PropertySet=All/iu);
    expect(run.sent[3]?.url).toContain('ProhibitSendQuota');
    expect(await lines(desk, '$Mailboxes.Count; [bool]$Mailboxes[0].ProhibitSendQuota')).toEqual([
      String(MAILBOXES),
      'True',
    ]);
  },
  '93': showsModule,
  '94': saysNothing,
  '95': async (run, desk, seed) => {
    await saysNothing(run, desk, seed);
    const [made] = await desk.certificates.list();
    const found = await desk.run(seed.text.replace('YourThumbprint', made?.thumbprint ?? 'none'));
    expect(found).toMatchObject({ rows: 1, problems: [] });
  },
  '96': saysNothing,
  '99': async (run, desk) => {
    quiet(run);
    expect(await lines(desk, 'Get-ExecutionPolicy -Scope CurrentUser')).toEqual(['RemoteSigned']);
  },
};

/** In the tab of a customer, with the partner's account. */
const CUSTOMER_OUTCOMES: Readonly<Record<string, Outcome>> = {
  '32': connects,
  '42': connects,
  '45': connects,
  '48': connects,
  '87': (run, desk) => {
    expect(errors(run)).toEqual([]);
    expect(askedFor(run)).toEqual(['Get-OrganizationConfig', 'Get-Mailbox']);
    expect(run.rows).toBe(1 + 10);
    expect(run.lines.find((line) => line.startsWith(CUSTOMER))).toBeDefined();
    for (const { url, headers } of run.sent) {
      expect(url).toContain(desk.practice.tenantId);
      expect(headers['x-anchormailbox']).toContain(desk.practice.tenantId);
    }
  },
  '88': async (run, desk) => {
    expect(errors(run)).toEqual([]);
    expect(askedFor(run)).toEqual(['Mailbox', 'Mailbox', 'Mailbox']);
    const [count = ''] = await lines(desk, '(Get-EXOMailbox -ResultSize Unlimited).Count');
    expect(Number(count)).toBeGreaterThan(0);
    expect(run.lines.filter((line) => line.includes('mailboxes'))).toEqual(
      [1, 2, 3].map((n) => `customer${String(n)}.onmicrosoft.com has ${count} mailboxes`),
    );
  },
};

const running = (seedsArePresent ? readSeeds() : [])
  .filter((seed) => fateOf(seed).kind === 'runs')
  .map((seed) => [seed.file, seed] as const);
const isCustomers = ({ commands }: Seed): boolean =>
  commands.some(({ parameters }) => parameters.has('DelegatedOrganization'));
const suites = [
  ["the account's own organisation", undefined, OUTCOMES, running.filter(([, seed]) => !isCustomers(seed))],
  [
    "a customer's organisation",
    { username: PARTNER, domain: CUSTOMER },
    CUSTOMER_OUTCOMES,
    running.filter(([, seed]) => isCustomers(seed)),
  ],
] as const;

describe.runIf(seedsArePresent).each(suites)(
  'as they are, in %s (skipped where ../shared/seed-scripts is not there)',
  (_name, customer, outcomes, scripts) => {
    let desk: SeedDesk;
    beforeAll(async () => {
      desk = await SeedDesk.open(customer === undefined ? {} : { customer });
    }, 60_000);
    afterAll(() => desk.close());

    it('each has an outcome', () => {
      expect(scripts.map(([file]) => file.slice(0, 2))).toEqual(Object.keys(outcomes).sort());
    });

    it.each(scripts)('%s', async (file, seed) => {
      await outcomes[file.slice(0, 2)]?.(await desk.run(seed.text), desk, seed);
    });
  },
);
