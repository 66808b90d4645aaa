import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDesk, type Desk } from '../../bench/paging/desk.ts';
import { claimFacts } from '../../electron/auth/token-claims.ts';
import type { AccessToken } from '../../electron/auth/types.ts';
import { findIdentityEndpoint } from '../../electron/auth/managed-identity/endpoint.ts';
import { makeSelfSigned } from '../../electron/certificates/self-signed.ts';
import { writePfx } from '../../electron/certificates/write-pfx.ts';
import { createHttpClient } from '../../electron/http/client.ts';
import { exchangeTarget } from '../../electron/testing/target.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { Capture } from './captures.ts';
import type { Lead } from './context.ts';
import { Agreeing, outcomeOf, PRELUDE, type Typed } from './desk.ts';
import { accessToken, APP_ID } from './made-tokens.ts';
import { sceneOf, USER, type Scene } from './scene.ts';
import { publicKey } from './sealing.ts';
import { StandIn } from './service.ts';
import { startMainServices, type MainServices } from '../../electron/testing/main-services.ts';
import { skippedTime } from '../../electron/testing/skipped-time.ts';

const FILE_PASSWORD = 'of-the-made-up-file';
const DAY = 86_400_000;

/** A console without a connection, in which the captures' Connect- commands are typed. */
export class ConnectDesk {
  readonly service: StandIn;
  readonly #desk: Desk;
  readonly #services: MainServices;
  readonly #person: Agreeing;
  readonly #folder: string;
  #tab = '';

  private constructor(
    desk: Desk,
    service: StandIn,
    outside: { readonly services: MainServices; readonly person: Agreeing; readonly folder: string },
  ) {
    this.#desk = desk;
    this.service = service;
    this.#services = outside.services;
    this.#person = outside.person;
    this.#folder = outside.folder;
  }

  static async open(capture: Capture, cmdlets: readonly CmdletInfo[], parent: string): Promise<ConnectDesk> {
    const folder = await mkdtemp(join(parent, 'connect-'));
    const scene = sceneOf(capture);
    const service = new StandIn(cmdlets, publicKey(), scene);
    const person = new Agreeing();
    const http = createHttpClient({ transport: service.transport, ...skippedTime() });
    const services = await startMainServices({
      ...{ http, folder },
      openBrowser: (address) => {
        service.browsed(address);
        // Its last page comes when the sign-in is over, so nobody waits for it here.
        void answerPage(address, service);
        return Promise.resolve();
      },
      browserAddress: (address) => Promise.resolve(address),
      identity: {
        endpoint: () => findIdentityEndpoint(environmentOf(capture)),
        send: (request) => service.metadata(request),
        keyFolder: '',
      },
    });
    // The desk looks at one connection's token as it opens; its tab has none.
    const target = exchangeTarget({ token: () => Promise.resolve(noToken(scene)) });
    const desk = await openDesk(
      { http, tenantId: scene.home, username: USER, target: () => target },
      {
        unconnected: true,
        openForScript: (...given) => services.connections.registry.openForScript(...given),
        onEvent: person.onEvent,
      },
    );
    const opened = new ConnectDesk(desk, service, { services, person, folder });
    opened.#tab = await desk.openTab();
    await desk.run(opened.#tab, `${PRELUDE}\n${await variables(folder, scene)}`);
    return opened;
  }

  /** Types what leads up to the capture's own command. */
  async prepare({ command, seconds }: Lead): Promise<void> {
    this.service.prepare(seconds);
    await this.#desk.run(this.#tab, command);
  }

  async type(capture: Capture): Promise<Typed> {
    this.service.expect(capture);
    this.#person.asked = false;
    const state = await this.#desk.run(this.#tab, capture.command);
    const { asked } = this.#person;
    // What is loaded beside the commands is there at the latest when somebody asks for it, or after a first cmdlet.
    if (/\/EXO(HelpFile|Banner)/u.test(capture.request.url)) {
      await this.#desk.run(this.#tab, 'Get-Help Get-Mailbox');
      await this.service.hasSent(capture.request.url);
    }
    return { outcome: outcomeOf(state), sent: [...this.service.sent], asked };
  }

  async close(): Promise<void> {
    await this.#desk.close();
    await this.#services.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function noToken({ home }: Scene): AccessToken {
  return {
    value: '',
    expiresAt: new Date(),
    tenantId: home,
    accountId: '',
    username: USER,
    displayName: USER,
    actor: 'user',
    ...claimFacts(null, Date.now()),
    correlationId: '',
  };
}

/** What a person does in the browser: the page sends the code to the address that waits for it. */
async function answerPage(address: string, service: StandIn): Promise<void> {
  const page = new URL(address);
  service.nonce = page.searchParams.get('nonce') ?? '';
  const body = new URLSearchParams({ code: 'MADE-UP-code', state: page.searchParams.get('state') ?? '' });
  await fetch(page.searchParams.get('redirect_uri') ?? '', { method: 'POST', body });
}

function environmentOf(capture: Capture): Record<string, string> {
  const { url } = capture.request;
  return url.startsWith('http://127.0.0.1')
    ? { IDENTITY_ENDPOINT: url.replace(/\?.*$/u, ''), IDENTITY_HEADER: 'made-up' }
    : {};
}

let madePfx: Uint8Array | null = null;

/** The file of the captures' apps; one for all desks. */
function pfxFile(): Uint8Array {
  if (madePfx !== null) return madePfx;
  const now = Date.now();
  const pair = makeSelfSigned({ subject: 'CN=made-up', notBefore: now - DAY, notAfter: now + DAY });
  madePfx = writePfx(pair, FILE_PASSWORD, '');
  return madePfx;
}

/** The variables of the captures' Connect- commands. */
async function variables(folder: string, scene: Scene): Promise<string> {
  const pfx = join(folder, 'made-up.pfx');
  await writeFile(pfx, pfxFile());
  const { home, customer, audience } = scene;
  const made = { audience, person: USER };
  const tokens = {
    user: accessToken({ ...made, tenantId: home, app: false }),
    app: accessToken({ ...made, tenantId: home, app: true }),
    cust: accessToken({ ...made, tenantId: customer, app: true }),
  };
  return [
    ...Object.entries(tokens).map(([name, value]) => `$${name} = '${value}'`),
    `$appid = '${APP_ID}'`,
    `$pfx = '${pfx}'`,
    `$pw = ConvertTo-SecureString '${FILE_PASSWORD}' -AsPlainText -Force`,
    `$cred = [pscredential]::new('${USER}', (ConvertTo-SecureString 'Pa55 w+rd&' -AsPlainText -Force))`,
  ].join('\n');
}
