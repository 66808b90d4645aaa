/** The environments a connection can live in, by the names PowerShell's ExchangeEnvironmentName uses (reference: connect.md, Environments). */
export const CLOUD_IDS = [
  'O365Default',
  'O365USGovGCCHigh',
  'O365USGovDoD',
  'O365China',
  'O365GermanyCloud',
  'Practice',
] as const;

export type CloudId = (typeof CLOUD_IDS)[number];

export interface Cloud {
  readonly id: CloudId;
  /** What people call it. */
  readonly name: string;
  /** Host of sign-in, also the only host a token request goes to. */
  readonly loginHost: string;
  readonly exchangeHost: string;
  readonly complianceHost: string;
  /** Standalone Exchange Online Protection; null: not in this environment. */
  readonly eopHost: string | null;
  readonly graphHost: string;
  readonly adminCentre: string | null;
  /** The Entra admin centre, where apps are registered. */
  readonly entraCentre: string | null;
  /** Domain that every tenant's initial domain ends in. */
  readonly initialDomainSuffix: string;
  /** Set where the environment no longer exists; the text says since when. */
  readonly closed: string | null;
  readonly practice: boolean;
}

const cloud = (c: Cloud): Cloud => Object.freeze(c);

/**
 * Hosts of every environment. Sources: connect.md (table of environments), real-client.md section 1 (DoD host measured,
 * compliance label `l5.` stripped), Microsoft's Entra FAQ (admin centres). The practice hosts never leave this computer: http/practice maps them to loopback.
 */
export const CLOUDS: Readonly<Record<CloudId, Cloud>> = Object.freeze({
  O365Default: cloud({
    id: 'O365Default',
    name: 'Microsoft 365',
    loginHost: 'login.microsoftonline.com',
    exchangeHost: 'outlook.office365.com',
    complianceHost: 'ps.compliance.protection.outlook.com',
    eopHost: 'ps.protection.outlook.com',
    graphHost: 'graph.microsoft.com',
    adminCentre: 'https://admin.microsoft.com',
    entraCentre: 'https://entra.microsoft.com',
    initialDomainSuffix: 'onmicrosoft.com',
    closed: null,
    practice: false,
  }),
  O365USGovGCCHigh: cloud({
    id: 'O365USGovGCCHigh',
    name: 'US Government GCC High',
    loginHost: 'login.microsoftonline.us',
    exchangeHost: 'outlook.office365.us',
    complianceHost: 'ps.compliance.protection.office365.us',
    eopHost: null,
    graphHost: 'graph.microsoft.us',
    adminCentre: 'https://portal.office365.us',
    entraCentre: 'https://entra.microsoft.us',
    initialDomainSuffix: 'onmicrosoft.us',
    closed: null,
    practice: false,
  }),
  O365USGovDoD: cloud({
    id: 'O365USGovDoD',
    name: 'US Government DoD',
    loginHost: 'login.microsoftonline.us',
    exchangeHost: 'outlook-dod.office365.us',
    complianceHost: 'ps.compliance.protection.office365.us',
    eopHost: null,
    graphHost: 'dod-graph.microsoft.us',
    adminCentre: 'https://portal.apps.mil',
    entraCentre: 'https://entra.microsoft.us',
    initialDomainSuffix: 'onmicrosoft.us',
    closed: null,
    practice: false,
  }),
  O365China: cloud({
    id: 'O365China',
    name: 'China (21Vianet)',
    loginHost: 'login.chinacloudapi.cn',
    exchangeHost: 'partner.outlook.cn',
    complianceHost: 'ps.compliance.protection.partner.outlook.cn',
    eopHost: null,
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    adminCentre: 'https://portal.partner.microsoftonline.cn',
    entraCentre: 'https://entra.microsoftonline.cn',
    initialDomainSuffix: 'partner.onmschina.cn',
    closed: null,
    practice: false,
  }),
  O365GermanyCloud: cloud({
    id: 'O365GermanyCloud',
    name: 'Germany',
    loginHost: 'login.microsoftonline.de',
    exchangeHost: 'outlook.office.de',
    complianceHost: 'ps.compliance.protection.outlook.de',
    eopHost: null,
    graphHost: 'graph.microsoft.de',
    adminCentre: null,
    entraCentre: null,
    initialDomainSuffix: 'onmicrosoft.de',
    closed: 'Microsoft closed this cloud in 2021',
    practice: false,
  }),
  Practice: cloud({
    id: 'Practice',
    name: 'Practice cloud',
    loginHost: 'login.practice.localhost',
    exchangeHost: 'outlook.practice.localhost',
    complianceHost: 'ps.compliance.practice.localhost',
    eopHost: 'ps.protection.practice.localhost',
    graphHost: 'graph.practice.localhost',
    adminCentre: null,
    entraCentre: null,
    initialDomainSuffix: 'practice.localhost',
    closed: null,
    practice: true,
  }),
});

/**
 * Other names of an environment's hosts. What is meant is the environment's own host: nothing is ever sent to these, and
 * they are no reason to ask whether a host is to be trusted. Sources: connect.md (Outlook on the web of DoD),
 * exchange-rest-protocol.md 4.4 (China), the aliases that the sign-in service's own instance discovery names.
 */
export const OTHER_NAMES: Readonly<Record<'exchange' | 'login', Readonly<Record<string, CloudId>>>> =
  Object.freeze({
    exchange: {
      'outlook.office.com': 'O365Default',
      'webmail.apps.mil': 'O365USGovDoD',
      'outlook.office365.cn': 'O365China',
    },
    login: {
      'login.windows.net': 'O365Default',
      'login.microsoft.com': 'O365Default',
      'sts.windows.net': 'O365Default',
      'login.usgovcloudapi.net': 'O365USGovGCCHigh',
      'login.partner.microsoftonline.cn': 'O365China',
    },
  });

/** The public client that Exchange's own REST PowerShell signs in with (exchange-rest-protocol.md 4.1). */
export const EXCHANGE_CLIENT_ID = 'fb78d390-0c51-40cd-8e17-fdbfab77341b';

/** Exchange Online's own app id, which older sign-in addresses name as the audience of its tokens. */
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000';

/** Microsoft Graph Command Line Tools, used for the customer list (exchange-rest-protocol.md 4.1 and 5). */
export const GRAPH_CLIENT_ID = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
