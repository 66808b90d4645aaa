import { randomUUID } from 'node:crypto';
import { openDesk, type Desk, type DeskOptions } from '../../bench/paging/desk.ts';
import { createHttpClient } from '../../electron/http/client.ts';
import { exchangeTarget } from '../../electron/testing/target.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { RunState } from '../../shared/model/console.ts';
import type { Capture } from './captures.ts';
import type { Context } from './context.ts';
import { OPEN_TOKEN } from './masks.ts';
import type { Facts } from './meant.ts';
import { HOME, USER, type Scene } from './scene.ts';
import { publicKey } from './sealing.ts';
import { StandIn } from './service.ts';
import { skippedTime } from '../../electron/testing/skipped-time.ts';

/** Variables that the captures' commands use. */
export const PRELUDE = [
  "$ids = 'user1@contoso.com', 'user2@contoso.com', 'user3@contoso.com'",
  `$cur = "EmailAddresses -like 'smtp:*'"`,
  // The only folder that scripts have here.
  "$env:TMPDIR = '.'",
  // What the recorder called the command in one word, and what need not be waited for.
  'function Info { Get-ConnectionInformation }',
  'function Start-Sleep { }',
].join('\n');

/** Until a capture says who it is about. */
const NOBODYS: Scene = { home: HOME, customer: HOME, person: USER, audience: '', delegated: null };

/** Variables, functions and whatever else stays when a command is over. */
const SETS_SOMETHING =
  /\$[\w:]+\s*[-+]?=|Variable\b|\b(function|class|using|cd)\b|\b(Set|New|Import)-(Alias|PSBreakpoint|Location|Module|Culture)|\bdisconnect-/iu;

/** The console on one made-up connection, whose requests end in a stand-in. */
export class WireDesk {
  readonly service: StandIn;
  readonly #desk: Desk;
  readonly #person: Agreeing;
  /** Null: the next command gets a new one. */
  #tab: string | null = null;

  private constructor(desk: Desk, service: StandIn, person: Agreeing) {
    this.#desk = desk;
    this.service = service;
    this.#person = person;
  }

  static async open(
    context: Context,
    cmdlets: readonly CmdletInfo[],
    folder: string | null,
  ): Promise<WireDesk> {
    const service = new StandIn(cmdlets, publicKey(), NOBODYS);
    const http = createHttpClient({ transport: service.transport, ...skippedTime() });
    const token = () =>
      Promise.resolve({
        value: OPEN_TOKEN,
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
    const target = exchangeTarget({ ...context, connectionId: randomUUID(), options: NO_OPTIONS, token });
    const connection = { http, tenantId: context.tenantId, username: context.username, target: () => target };
    const person = new Agreeing();
    const desk = await openDesk(connection, {
      ...(folder === null ? {} : { folder }),
      onEvent: person.onEvent,
    });
    return new WireDesk(desk, service, person);
  }

  /** Types the capture's command. What one sets is nothing to the next: such a tab is used no more. */
  async type(capture: Capture): Promise<Typed> {
    const tabId = this.#tab ?? (await this.#desk.openTab());
    if (this.#tab === null) await this.#desk.run(tabId, PRELUDE);
    this.#tab = tabId;
    this.service.expect(capture);
    this.#person.asked = false;
    const state = await this.#desk.run(tabId, capture.command);
    const { asked } = this.#person;
    const typed = { outcome: outcomeOf(state), sent: [...this.service.sent], asked };
    if (SETS_SOMETHING.test(capture.command)) {
      this.#tab = null;
      await this.#desk.service.handlers.closeTab({ tabId });
    }
    return typed;
  }

  close(): Promise<void> {
    return this.#desk.close();
  }
}

/** What a command came to. */
export interface Typed extends Facts {
  /** For a report. */
  readonly outcome: string;
}

/** What a command came to in words. */
export function outcomeOf({ state, problems }: RunState): string {
  return [state, ...problems.map(({ failure }) => failure.message)].join(': ');
}

type OnEvent = NonNullable<DeskOptions['onEvent']>;

/** Whatever is asked is agreed to. */
export class Agreeing {
  asked = false;

  readonly onEvent: OnEvent = (event, handlers) => {
    if (event.name === 'confirmation' && event.payload.question !== null) {
      this.asked = true;
      void handlers.answerConfirmation({ confirmId: event.payload.question.confirmId, proceed: true });
    }
    if (event.name === 'prompt' && event.payload.prompt !== null) {
      this.asked = true;
      void handlers.answerPrompt({
        promptId: event.payload.prompt.promptId,
        answer: { type: 'choice', index: 0 },
      });
    }
  };
}
