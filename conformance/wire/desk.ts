import { generateKeyPairSync } from 'node:crypto';
import { openDesk, type Desk, type DeskOptions } from '../../bench/paging/desk.ts';
import { createHttpClient } from '../../electron/http/client.ts';
import { exchangeTarget } from '../../electron/testing/target.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { Capture } from './captures.ts';
import type { Context } from './context.ts';
import { StandIn } from './service.ts';
import { skippedTime } from '../../electron/testing/skipped-time.ts';

/** Variables that the captures' commands use. */
export const PRELUDE = [
  "$ids = 'user1@contoso.com', 'user2@contoso.com', 'user3@contoso.com'",
  `$cur = "EmailAddresses -like 'smtp:*'"`,
  // The only folder that scripts have here.
  "$env:TMPDIR = '.'",
].join('\n');

/** The console on one made-up connection, whose requests end in a stand-in. */
export class WireDesk {
  readonly service: StandIn;
  readonly #desk: Desk;
  #tab = '';

  private constructor(desk: Desk, service: StandIn) {
    this.#desk = desk;
    this.service = service;
  }

  static async open(
    context: Context,
    cmdlets: readonly CmdletInfo[],
    folder: string | null,
  ): Promise<WireDesk> {
    const service = new StandIn(cmdlets, publicKey());
    const http = createHttpClient({ transport: service.transport, ...skippedTime() });
    const token = () =>
      Promise.resolve({
        value: 'TOKEN',
        expiresAt: new Date(Date.now() + 3_600_000),
        tenantId: context.tenantId,
        accountId: 'account',
        username: context.username,
        displayName: context.username,
        actor: context.actor,
        audience: `https://${context.host}`,
        issuedAt: new Date(),
        directoryRoleIds: [],
        scopes: [],
        appRoles: [],
        appId: null,
        correlationId: 'c',
      });
    const target = exchangeTarget({ ...context, options: NO_OPTIONS, token });
    const connection = { http, tenantId: context.tenantId, username: context.username, target: () => target };
    const desk = await openDesk(connection, {
      ...(folder === null ? {} : { folder }),
      onEvent: answersOf,
    });
    const wired = new WireDesk(desk, service);
    wired.#tab = await desk.openTab();
    await desk.run(wired.#tab, PRELUDE);
    return wired;
  }

  /** Types the capture's command. @returns what it came to, for a report */
  async type(capture: Capture): Promise<string> {
    this.service.expect(capture);
    const state = await this.#desk.run(this.#tab, capture.command);
    return [state.state, ...state.problems.map(({ failure }) => failure.message)].join(': ');
  }

  close(): Promise<void> {
    return this.#desk.close();
  }
}

let madeKey: string | null = null;

/** What the stand-in's module file asks secrets to be encrypted for; one for all desks, as nobody decrypts them. */
export function publicKey(): string {
  madeKey ??= makePublicKey();
  return madeKey;
}

function makePublicKey(): string {
  const { publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const standard = (url: string) => Buffer.from(url, 'base64url').toString('base64');
  return `<RSAKeyValue><Modulus>${standard(n)}</Modulus><Exponent>${standard(e)}</Exponent></RSAKeyValue>`;
}

/** Whatever is asked is agreed to. */
export const answersOf: NonNullable<DeskOptions['onEvent']> = (event, handlers) => {
  if (event.name === 'confirmation' && event.payload.question !== null) {
    void handlers.answerConfirmation({ confirmId: event.payload.question.confirmId, proceed: true });
  }
  if (event.name === 'prompt' && event.payload.prompt !== null) {
    void handlers.answerPrompt({
      promptId: event.payload.prompt.promptId,
      answer: { type: 'choice', index: 0 },
    });
  }
};
