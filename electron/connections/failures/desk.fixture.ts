import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ConnectionView } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import type { AccessToken, TokenRequest } from '../../auth/types.ts';
import { managedIdentityTokens } from '../../auth/managed-identity/tokens.ts';
import { sendMetadata } from '../../auth/managed-identity/wire.ts';
import { makeSelfSigned } from '../../certificates/self-signed.ts';
import { writePfx } from '../../certificates/write-pfx.ts';
import { createExchange } from '../../exchange/service.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import { entryUrl } from '../../testing/entries.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { exchangeTarget } from '../../testing/target.ts';
import { newProfile } from '../profiles.ts';
import { draft, failureOf, tokenFor } from '../../testing/world.ts';

export const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';
const DAY = 86_400_000;
export const READER = 'reader@contoso.practice.localhost';

const { signal } = new AbortController();

/** A practice desk at which failures are provoked. */
export class FailureDesk {
  readonly practice: PracticeDesk;
  /** For files of a test. */
  readonly folder: string;

  private constructor(practice: PracticeDesk, folder: string) {
    this.practice = practice;
    this.folder = folder;
  }

  static async start(): Promise<FailureDesk> {
    return new FailureDesk(await openPracticeDesk(), await mkdtemp(join(tmpdir(), 'failures-')));
  }

  async close(): Promise<void> {
    await this.practice.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The only connection, new. */
  async open(loginHint = ADMIN): Promise<ConnectionView> {
    const { handlers } = this.practice.connections;
    for (const { profile } of (await handlers.list()).connections) await handlers.remove({ id: profile.id });
    const { profile } = await handlers.create(draft({ accountId: null, loginHint }));
    await handlers.connect({ id: profile.id });
    return this.settled(profile.id);
  }

  /** Once nothing is read in the background any more, so that what comes next meets what is provoked. */
  async settled(id: string): Promise<ConnectionView> {
    const { registry } = this.practice.connections;
    const count = () => {
      const status = registry.view(id)?.status;
      return status?.state === 'connected' ? status.cmdletCount : null;
    };
    await expect.poll(count, { timeout: 20_000 }).not.toBeNull();
    const view = registry.view(id);
    if (view === null) throw new Error('the connection is gone');
    return view;
  }

  async run(view: ConnectionView, cmdlet = 'Get-AcceptedDomain'): Promise<void> {
    const { registry } = this.practice.connections;
    const { session } = await registry.session(view.profile.id, 'exchange', signal);
    await getPage(session, cmdlet);
  }

  refusedRun(view: ConnectionView, cmdlet?: string): Promise<Failure> {
    return failureOf(this.run(view, cmdlet));
  }

  /** The next answer that matches is this. */
  async fault(match: object, effect: object): Promise<void> {
    await this.practice.cloud.control('POST', '/faults', { match, effect, times: 1 });
  }

  /** The sign-in service refuses the next token with that number. */
  async refusedSignIn(number: number): Promise<Failure> {
    const view = await this.open();
    await this.refuseNextToken(number);
    await this.practice.cloud.control('POST', '/tokens', { action: 'challenge' });
    return this.refusedRun(view);
  }

  async refuseNextToken(number: number): Promise<void> {
    await this.fault(
      { service: 'entra', method: 'POST', path: '/token' },
      {
        kind: 'status',
        status: 400,
        body: JSON.stringify({
          error: 'invalid_grant',
          error_codes: [number],
          error_description: `AADSTS${number}: a text of the service.`,
          correlation_id: '0c0ffee0-0000-4000-8000-000000000001',
        }),
      },
    );
  }

  /** The service refuses a command with its own words. */
  async refusedCommand(text: string): Promise<Failure> {
    const view = await this.open();
    await this.fault(
      { service: 'exchange', path: 'InvokeCommand' },
      { kind: 'status', status: 403, body: JSON.stringify({ error: { code: 'Forbidden', message: text } }) },
    );
    return this.refusedRun(view);
  }

  /** An app asks, with a token that has these rights; `said`: what the service says to it. */
  async refusedApp(
    said: { status: number; text: string } | null,
    rights: Partial<AccessToken>,
  ): Promise<Failure> {
    const exchange = createExchange({
      http: this.practice.http,
      cacheFolder: join(this.folder, 'cmdlets'),
      moduleWorkerUrl: entryUrl('module-worker'),
      clientVersion: '0.0.0',
      log: () => {},
    });
    const request = { scopes: [], tenant: 'contoso' } as unknown as TokenRequest;
    const token = tokenFor(request, { actor: 'app', appId: 'app-1', ...rights });
    const session = exchange.openSession(
      exchangeTarget({
        actor: 'app',
        username: 'OAuthUser@contoso.practice.localhost',
        organization: 'contoso.practice.localhost',
        token: () => Promise.resolve(token),
      }),
    );
    if (said !== null) {
      const body = JSON.stringify({ error: { code: 'Forbidden', message: said.text } });
      await this.fault({ path: 'InvokeCommand' }, { kind: 'status', status: said.status, body });
    }
    try {
      return await failureOf(getPage(session, 'Get-Mailbox'));
    } finally {
      session.close();
      await exchange.close();
    }
  }

  /** A certificate of that password and end, in a file. */
  async pfx(password: string, notAfter: number): Promise<string> {
    const pair = makeSelfSigned({ subject: 'CN=Mail report', notBefore: Date.now() - 1000, notAfter });
    const path = join(this.folder, 'report.pfx');
    await writeFile(path, writePfx(pair, password, 'Mail report'));
    return path;
  }

  /** Only the certificate, as it is given to the app registration. */
  async pemWithoutKey(): Promise<string> {
    const pair = makeSelfSigned({
      subject: 'CN=Mail report',
      notBefore: Date.now() - 1000,
      notAfter: Date.now() + DAY,
    });
    const path = join(this.folder, 'report.pem');
    const { raw } = new X509Certificate(pair.certificate);
    const text = raw.toString('base64').replaceAll(/(.{64})(?!$)/g, '$1\n');
    await writeFile(path, `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`);
    return path;
  }

  /** A machine's identity is asked for where no metadata service is. */
  async offAzure(): Promise<Failure> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const signIn = { kind: 'managed-identity', identityId: null } as const;
    const organization = {
      kind: 'own',
      tenantId: null,
      name: null,
      domain: 'contoso.practice.localhost',
    } as const;
    const wanted = draft({ accountId: null, loginHint: null, signIn, organization });
    const profile = newProfile(wanted, { find: () => null }, new Date().toISOString(), 0);
    const url = `http://127.0.0.1:${String(port)}/metadata/identity/oauth2/token`;
    const source = managedIdentityTokens(
      {
        endpoint: () => ({ kind: 'imds', url, secret: null }),
        send: sendMetadata,
        keyFolder: this.folder,
        now: Date.now,
      },
      profile,
      signIn,
    );
    return failureOf(
      source.get({ scopes: ['https://outlook.practice.localhost/.default'], interactive: 'never', signal }),
    );
  }

  /** A partner's account in a customer, which its relationship lets read only. */
  async refusedCustomer(text: string): Promise<Failure> {
    const { handlers } = this.practice.connections;
    for (const { profile } of (await handlers.list()).connections) await handlers.remove({ id: profile.id });
    const { profile } = await handlers.create(
      draft({ accountId: null, loginHint: PARTNER, delegatedTo: CUSTOMER }),
    );
    await handlers.connect({ id: profile.id });
    const view = await this.settled(profile.id);
    await this.fault(
      { service: 'exchange', path: 'InvokeCommand' },
      { kind: 'status', status: 403, body: JSON.stringify({ error: { code: 'Forbidden', message: text } }) },
    );
    return this.refusedRun(view);
  }

  fromFile(path: string, password: string | null): Promise<Failure> {
    return failureOf(this.practice.certificates.signer({ from: 'file', path }, password, false));
  }
}

function getPage(session: ExchangeSession, cmdlet: string): Promise<unknown> {
  return session.getPage({
    ...{ cmdlet, parameters: {}, pageSize: 10, nextLink: null, changes: false, signal },
    correlationId: crypto.randomUUID(),
  });
}
