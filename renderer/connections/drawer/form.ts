import type { CloudId } from '../../../shared/clouds.ts';
import type { Account } from '../../../shared/model/account.ts';
import { NOTHING_FOR_POWERSHELL, type PowerShellOnly } from './powershellOnly.ts';
import type { ConnectionOptions } from '../../../shared/model/connection-options.ts';
import type { Customer } from '../../../shared/model/customer.ts';
import type { ProxyAuthentication, ProxyChoice } from '../../../shared/model/proxy.ts';
import type { CertificateRef, SignInKind } from '../../../shared/model/sign-in-method.ts';

/** A customer's organisation; `listed`: what the customer list says of it, where it comes from there. */
export interface ChosenCustomer {
  /** Null: looked up by its domain when the connection is saved. */
  readonly tenantId: string | null;
  readonly name: string;
  readonly domain: string | null;
  readonly listed: Customer | null;
}

/** What can be said of a connection beside who and where, as it is typed. */
export interface OptionFields extends PowerShellOnly {
  readonly connectionUri: string;
  readonly authorityUri: string;
  readonly confirmedHosts: readonly string[];
  readonly prefix: string;
  /** Names or wildcards, parted by commas, spaces or lines. */
  readonly commandNames: string;
  readonly pageSize: string;
  readonly showBanner: boolean;
  readonly bypassMailboxAnchoring: boolean;
  readonly loadCmdletHelp: boolean;
  readonly searchOnlySession: boolean;
  readonly proxy: ProxyChoice;
  readonly proxyUser: string;
  readonly proxyAuthentication: ProxyAuthentication;
  readonly logOn: boolean;
  readonly logFolder: string;
  readonly logAll: boolean;
  readonly logPerformance: boolean;
}

/** What the connection's form holds while it is filled in. Nothing secret: passwords and tokens are in `Secrets`. */
export interface ConnectionForm extends OptionFields {
  readonly cloudId: CloudId;
  /** Hosts that are typed, in the place of the environment's. */
  readonly ownHosts: boolean;
  readonly method: SignInKind;
  /** A known account; null: another one, named by `loginHint` or chosen in the browser. */
  readonly accountId: string | null;
  readonly loginHint: string;
  readonly organization: 'own' | 'customer';
  readonly customer: ChosenCustomer | null;
  /** First domain of the organisation, where no person signs in. */
  readonly domain: string;
  readonly appId: string;
  readonly certificateFrom: CertificateRef['from'];
  readonly certificateId: string;
  readonly certificatePath: string;
  readonly thumbprint: string;
  /** An identity that was assigned to the machine, not its own. */
  readonly assigned: boolean;
  readonly identityId: string;
  /** Own app registration; empty: Exchange's public client. */
  readonly clientId: string;
  readonly exchange: boolean;
  readonly compliance: boolean;
  readonly name: string;
  readonly folder: string;
  readonly readOnly: boolean;
  /** The person typed -InlineCredential. */
  readonly inline: boolean;
  /** What was said and has no field here; it is kept as it is. */
  readonly said: ConnectionOptions | null;
}

/** What is typed for one connect. It leaves the form when it is handed to main. */
export interface Secrets {
  readonly password: string;
  readonly accessToken: string;
  readonly keep: boolean;
  readonly proxyPassword: string;
  readonly proxyKeep: boolean;
}

export const NO_SECRETS: Secrets = {
  password: '',
  accessToken: '',
  keep: false,
  proxyPassword: '',
  proxyKeep: false,
};

const NOTHING_SAID: OptionFields = {
  ...NOTHING_FOR_POWERSHELL,
  connectionUri: '',
  authorityUri: '',
  confirmedHosts: [],
  prefix: '',
  commandNames: '',
  pageSize: '',
  showBanner: true,
  bypassMailboxAnchoring: false,
  loadCmdletHelp: false,
  searchOnlySession: false,
  proxy: 'app',
  proxyUser: '',
  proxyAuthentication: 'any',
  logOn: false,
  logFolder: '',
  logAll: false,
  logPerformance: false,
};

/** A new form: the first usable account of the environment is chosen, where there is one. */
export function newForm(cloudId: CloudId, accounts: readonly Account[], readOnly: boolean): ConnectionForm {
  return {
    ...NOTHING_SAID,
    ...whoIn(cloudId, accounts),
    ownHosts: false,
    method: 'browser',
    domain: '',
    appId: '',
    certificateFrom: 'file',
    certificateId: '',
    certificatePath: '',
    thumbprint: '',
    assigned: false,
    identityId: '',
    clientId: '',
    exchange: true,
    compliance: false,
    name: '',
    folder: '',
    readOnly,
    inline: false,
    said: null,
  };
}

/** Environment with who signs in there: what else the form holds stays when another environment is chosen. */
export function whoIn(cloudId: CloudId, accounts: readonly Account[]) {
  const first = accounts.find((account) => account.cloudId === cloudId);
  return {
    cloudId,
    accountId: first?.accountId ?? null,
    loginHint: '',
    organization: 'own' as const,
    customer: null,
  };
}

/** True where a person signs in, with an account. */
export const signsInUser = (form: Pick<ConnectionForm, 'method'>): boolean =>
  form.method === 'browser' || form.method === 'device' || form.method === 'credential';
