import { methodDetail, methodName } from '../../ui/connectionState.ts';
import { accountText, environmentName, organizationName } from '../../ui/organizationText.ts';
import { Facts, Part } from './Facts.tsx';
import type { Fact } from './Facts.tsx';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';

const proxyWords = {
  app: 'As in settings',
  system: 'The system’s',
  auto: 'Automatic',
  none: 'None',
} as const;

function runLogWords(log: ConnectionProfile['options']['runLog']): string | null {
  if (log?.errorReporting !== true) return null;
  const what = log.level === 'All' ? 'Everything' : 'Errors';
  return `${what}, in ${log.folder ?? 'the temporary folder'}`;
}

/** What is saved of a connection, whether it is connected or not. */
export function ProfileSection({ profile }: { readonly profile: ConnectionProfile }) {
  const { options, signIn, organization } = profile;
  const detail = methodDetail(signIn);
  const said = (name: string, value: string | readonly string[] | null): Fact[] =>
    value === null || value.length === 0 ? [] : [{ name, value }];
  return (
    <Part title="Saved settings">
      <Facts
        facts={[
          { name: 'Account', value: accountText(profile) },
          {
            name: 'Organisation',
            value: [organizationName(profile), organization.tenantId].filter(Boolean).join(' · '),
          },
          { name: 'Environment', value: environmentName(profile) },
          {
            name: 'Sign-in',
            value: detail === null ? methodName(signIn) : `${methodName(signIn)}, ${detail}`,
          },
          {
            name: 'Changes',
            value: profile.readOnly ? 'Refused, the connection is read-only' : 'Asked for one by one',
          },
          ...said('Prefix', options.prefix),
          ...said('Only these cmdlets', options.commandNames),
          ...said('Connection address', options.connectionUri),
          ...said('Sign-in address', options.authorityUri),
          ...said('Page size', options.pageSize === null ? null : String(options.pageSize)),
          ...said('Run log', runLogWords(options.runLog)),
          { name: 'Proxy', value: proxyWords[options.proxy] },
          ...said('Proxy user name', options.proxyLogin?.username ?? null),
        ]}
      />
    </Part>
  );
}
