import { generateKeyPairSync } from 'node:crypto';
import { createComplianceService } from '../../simulator/compliance/service.ts';
import { createClock } from '../../simulator/clock.ts';
import { createTokenSigner } from '../../simulator/entra/access-tokens.ts';
import { instanceOf } from '../../simulator/entra/instances.ts';
import { createTokenVerifier } from '../../simulator/entra/verifier.ts';
import { createExchangeService } from '../../simulator/exchange/service.ts';
import type { PracticeDirectory, PracticeService, PracticeTenant } from '../../simulator/types.ts';
import type { Capture } from './captures.ts';
import { placeOf } from './place.ts';
import { CUSTOMER, HOME, USER } from './scene.ts';

const OID = '33333333-3333-3333-3333-333333333333';
const MADE_UP_GUID = /00000000-0000-0000-0001-0000000000\d\d/gu;
/** Mailboxes that captures speak of: user1 to user30, and these. */
const NAMES = ['user 1', 'staff', ...Array.from({ length: 30 }, (_, at) => `user${String(at + 1)}`)];

/** Whose names stand in captures instead of those that were recorded. */
export interface Names {
  readonly home: PracticeTenant;
  readonly customer: PracticeTenant;
  readonly person: string;
  /** Instead of "user" in user1, user2 … */
  readonly mailbox: string;
}

export interface Replied {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A request of a capture, in a world's names and with a token of it. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TokenOf {
  readonly tenantId?: string;
  readonly audience?: string;
  readonly app?: boolean;
  /** A sign-in host; absent: the one of the service's own cloud. */
  readonly signedBy?: string;
}

/** The practice cloud's two services over an organisation and its customer, with the real check of tokens. */
export class PracticeWorld {
  readonly names: Names;
  readonly #service: PracticeService;
  readonly #signer: Awaited<ReturnType<typeof createTokenSigner>>;
  #guid = '';

  private constructor(
    names: Names,
    service: PracticeService,
    signer: Awaited<ReturnType<typeof createTokenSigner>>,
  ) {
    this.names = names;
    this.#service = service;
    this.#signer = signer;
  }

  static async open(names: Names): Promise<PracticeWorld> {
    const clock = createClock();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signer = await createTokenSigner(privateKey.export({ format: 'jwk' }), clock, 3600);
    const tokens = createTokenVerifier(signer, clock);
    const parts = { directory: directoryOf(names), tokens, seed: 7 };
    const [exchange, compliance] = [createExchangeService(parts), createComplianceService(parts)];
    const service: PracticeService = async (request) => (await compliance(request)) ?? exchange(request);
    const world = new PracticeWorld(names, service, signer);
    for (const name of NAMES) world.#guid ||= await world.#make(names.home, name);
    for (const name of NAMES.slice(1)) await world.#make(names.home, name);
    await world.#make(names.customer, 'user1');
    await world.#make(names.customer, 'user2');
    return world;
  }

  /** @returns the guid of the mailbox */
  async #make({ id, initialDomain }: PracticeTenant, name: string): Promise<string> {
    const host = 'outlook.office365.com';
    const { text } = await this.send({
      method: 'POST',
      url: `https://${host}/adminapi/beta/${id}/InvokeCommand`,
      headers: {
        authorization: await this.token(`https://${host}`, { tenantId: id, app: true }),
        'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${initialDomain}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        CmdletInput: { CmdletName: 'New-Mailbox', Parameters: { Shared: true, Name: this.#named(name) } },
      }),
    });
    const { value: [made] = [] } = JSON.parse(text) as { value?: { ExchangeGuid: string }[] };
    return made?.ExchangeGuid ?? '';
  }

  async token(origin: string, { tenantId, audience, app = false, signedBy }: TokenOf): Promise<string> {
    const { home, person } = this.names;
    const claims = {
      tid: tenantId ?? home.id,
      aud: audience ?? origin,
      iss: 'https://login.practice.localhost',
      oid: OID,
      appid: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
      ...(app ? { roles: ['Exchange.ManageAsApp'] } : { upn: person }),
    };
    const { token } = await this.#signer.signAccess(claims, signedBy ?? instanceOf(new URL(origin).hostname));
    return `Bearer ${token}`;
  }

  /** What a capture's client would send here. */
  async request({ request }: Capture, of: TokenOf = {}): Promise<Sent> {
    const url = this.#address(request.url);
    const place = placeOf(new URL(url).hostname);
    const given = Object.entries(request.headers).map(
      ([name, value]) => [name.toLowerCase(), value] as const,
    );
    const anchor = given.find(([name]) => name === 'x-anchormailbox')?.[1] ?? '';
    const tenantId = url.includes(this.names.customer.id) ? this.names.customer.id : this.names.home.id;
    const app = anchor.includes('SystemMailbox') && tenantId === this.names.home.id;
    const authorization = await this.token(place?.audience ?? '', { tenantId, app, ...of });
    const headers = Object.fromEntries(
      given.map(([name, value]) => [
        name,
        name === 'xparameter-identity' ? this.#encoded(value) : this.#named(value),
      ]),
    );
    const body = this.#named(request.body).replaceAll('Bearer TOKEN', authorization);
    return { method: request.method, url, headers: { ...headers, authorization }, body };
  }

  async send({ method, url, headers, body }: Sent): Promise<Replied> {
    const answer = await this.#service({
      ...{ method, url: new URL(url), headers: { ...headers } },
      body: new TextEncoder().encode(body),
    });
    if (answer === null) throw new Error(`nobody answers ${url}`);
    const { body: text = '' } = answer;
    if (typeof text !== 'string' && !(text instanceof Uint8Array))
      throw new Error('a stream was not expected');
    return {
      status: answer.status,
      headers: Object.fromEntries(
        Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      text: typeof text === 'string' ? text : new TextDecoder().decode(text),
    };
  }

  #named(text: string): string {
    const { home, customer, person, mailbox } = this.names;
    return text
      .replaceAll(MADE_UP_GUID, this.#guid)
      .replaceAll(HOME, home.id)
      .replaceAll(CUSTOMER, customer.id)
      .replaceAll(USER, person)
      .replaceAll('contoso.onmicrosoft.com', home.initialDomain)
      .replaceAll('fabrikam.onmicrosoft.com', customer.initialDomain)
      .replaceAll(/\bcontoso\.com\b/gu, home.domains[0] ?? '')
      .replaceAll(/\buser(?=\d)/gu, mailbox);
  }

  /** Keys of addresses are base64. */
  #address(url: string): string {
    return this.#named(url).replaceAll(/'([A-Za-z0-9+/]+(?:=|%3D)*)'/gu, (all, key: string) =>
      isKey(key) ? `'${this.#encoded(decodeURIComponent(key))}'` : all,
    );
  }

  #encoded(key: string): string {
    return Buffer.from(this.#named(Buffer.from(key, 'base64').toString())).toString('base64');
  }
}

/** Not every word in quotes is one. */
function isKey(text: string): boolean {
  const key = decodeURIComponent(text);
  return key.length % 4 === 0 && Buffer.from(key, 'base64').toString('base64') === key && key !== 'Calendar';
}

function directoryOf({ home, customer, person }: Names): PracticeDirectory {
  const tenants = [home, customer];
  return {
    tenants,
    findTenant: (name) =>
      tenants.find(({ id, initialDomain, domains }) =>
        [id, initialDomain, ...domains].some((one) => one.toLowerCase() === name.toLowerCase()),
      ) ?? null,
    findAccount: (oid) =>
      oid === OID ? { oid, upn: person, displayName: 'Somebody', homeTenantId: home.id } : null,
    exchangeAccess: () => 'admin',
    complianceAccess: () => 'admin',
  };
}
