import { CLOUDS } from '../../../shared/clouds.ts';
import { endpointOf } from '../../../shared/endpoints.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { AskConsent, ConsentQuestion } from './agreed.ts';

/** Hosts of no known environment that the person at a tab agreed to, each for the organisation it was asked for. */
export class AgreedHosts {
  readonly #agreed = new Set<string>();

  /**
   * The draft with its unknown hosts confirmed. Asks before anything is looked up or sent; throws FailureError refused-by-user
   * where the person does not agree.
   */
  async confirm(draft: ConnectionDraft, hosts: readonly string[], ask: AskConsent): Promise<ConnectionDraft> {
    const whose = organizationIn(draft);
    const keys = hosts.map((host) => JSON.stringify([host, whose]));
    if (keys.some((key) => !this.#agreed.has(key))) {
      if (!(await ask(hostQuestion(draft, hosts, whose)))) throw refused(hosts);
      for (const key of keys) this.#agreed.add(key);
    }
    const { options } = draft;
    return {
      ...draft,
      options: { ...options, confirmedHosts: [...options.confirmedHosts, ...hosts] },
    };
  }
}

function hostQuestion(draft: ConnectionDraft, hosts: readonly string[], whose: string): ConsentQuestion {
  const many = hosts.length > 1;
  const [service = 'exchange'] = draft.services;
  const data = hosts.filter((host) => host === endpointOf(draft.cloudId, draft.options, service).host);
  const login = hosts.filter((host) => !data.includes(host));
  const what = service === 'exchange' ? 'Exchange Online' : 'Security & Compliance';
  return {
    caption: `Connect through ${hosts.join(' and ')}?`,
    message: [
      `The script wants to connect to ${what} of ${whose} through ${hosts.join(' and ')}. No known environment has ${many ? 'these hosts' : 'this host'}.`,
      ...login.map((host) => `The sign-in would go to ${host}, with what it is proved by.`),
      ...data.map(
        (host) =>
          `An access token for ${whose} would be sent to ${host}, with every command: whoever runs that host could act with it there.`,
      ),
      `Agree only if you know ${many ? 'them' : 'it'} as your organisation’s own.`,
    ].join(' '),
    answers: ['&Connect', '&Don’t connect'],
  };
}

/** As the command names it: nothing is looked up yet. */
function organizationIn({ organization, delegatedTo, loginHint, cloudId }: ConnectionDraft): string {
  const named =
    delegatedTo ??
    (organization.kind === 'customer' ? organization.tenantId : organization.domain) ??
    loginHint;
  return named ?? `the organisation that signs in (${CLOUDS[cloudId].name})`;
}

function refused(hosts: readonly string[]): Error {
  const names = hosts.join(' and ');
  return fail(
    'refused-by-user',
    `You did not agree to ${names}, so nothing was sent there.`,
    `To go on, run the command again and agree to ${names}, or leave -ConnectionUri and -AzureADAuthorizationEndpointUri out: each environment’s own hosts are known.`,
  );
}
