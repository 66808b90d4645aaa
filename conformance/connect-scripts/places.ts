/**
 * Where a published script has to connect, read off its own text by the tables of connect.md: nothing of the app is asked,
 * so that an address or organisation that the app ignores shows.
 */

interface Hosts {
  readonly login: string;
  readonly exchange: string;
  readonly compliance: string;
}

const DEFAULT: Hosts = {
  login: 'login.microsoftonline.com',
  exchange: 'outlook.office365.com',
  compliance: 'ps.compliance.protection.outlook.com',
};
/** connect.md, Environments, with what real-client.md measured. */
const ENVIRONMENTS: Readonly<Record<string, Hosts>> = {
  o365default: DEFAULT,
  o365usgovgcchigh: {
    login: 'login.microsoftonline.us',
    exchange: 'outlook.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
  },
  o365usgovdod: {
    login: 'login.microsoftonline.us',
    exchange: 'outlook-dod.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
  },
  o365china: {
    login: 'login.chinacloudapi.cn',
    exchange: 'partner.outlook.cn',
    compliance: 'ps.compliance.protection.partner.outlook.cn',
  },
};
const EOP = 'ps.protection.outlook.com';

/** What one connection went to. */
export interface WentTo {
  readonly service: 'exchange' | 'compliance';
  /** Without a regional label. */
  readonly host: string;
  readonly login: string;
  /** The customer that the command named; null: it named none. */
  readonly customer: string | null;
}

/** Every place that the text lets one of its Connect commands go to. */
export function placesIn(text: string): WentTo[] {
  const lines = text.replaceAll(/`\r?\n/gu, ' ').split('\n');
  const commands = lines.filter((line) => /Connect-(?:ExchangeOnline|IPPSSession)\b/iu.test(line));
  return commands.flatMap((line) => eachOf(line, text).map((one) => placeOf(one, text)));
}

/** A command in a loop over a list that is written out, once for each of its items. */
function eachOf(command: string, text: string): string[] {
  const [, item = '', list = ''] = /foreach\s*\(\s*\$(\w+)\s+in\s+\$(\w+)\s*\)/iu.exec(text) ?? [];
  if (item === '' || !new RegExp(`\\$${item}\\b`, 'iu').test(command)) return [command];
  const written = new RegExp(`\\$${list}\\s*=\\s*@\\(([^)]*)\\)`, 'iu').exec(text)?.[1] ?? '';
  return [...written.matchAll(/["']([^"']+)["']/gu)].map(([, value = '']) =>
    command.replaceAll(new RegExp(`\\$${item}\\b`, 'giu'), `"${value}"`),
  );
}

function placeOf(command: string, text: string): WentTo {
  const exchange = /Connect-ExchangeOnline\b/iu.test(command);
  const value = (name: string): string | null => {
    const written = new RegExp(`-${name}\\s+["']?([^\\s"'|;)]+)`, 'iu').exec(command)?.[1] ?? null;
    if (written?.startsWith('$') !== true)
      return written ?? (/\s@\w/u.test(command) ? set(name, text) : null);
    return set(written.slice(1), text);
  };
  const uri = hostOf(value('ConnectionUri'))?.replace(/^\w+\.(?=ps\.compliance\.)/u, '') ?? null;
  const named = ENVIRONMENTS[value('ExchangeEnvironmentName')?.toLowerCase() ?? ''];
  const of = Object.values(ENVIRONMENTS).find((one) => one.exchange === uri || one.compliance === uri);
  const hosts = named ?? of ?? DEFAULT;
  const service = exchange && uri !== hosts.compliance ? 'exchange' : 'compliance';
  return {
    service,
    host: uri === EOP ? EOP : hosts[service],
    login: hostOf(value('AzureADAuthorizationEndpointUri')) ?? hosts.login,
    customer: value('DelegatedOrganization'),
  };
}

/** What a variable or a key of a table is set to. */
function set(name: string, text: string): string | null {
  return new RegExp(`(?:\\$|^\\s*|[;{]\\s*)${name}\\s*=\\s*["']([^"']+)`, 'imu').exec(text)?.[1] ?? null;
}

function hostOf(address: string | null): string | null {
  return /^https:\/\/([\w.-]+)/iu.exec(address ?? '')?.[1]?.toLowerCase() ?? null;
}
