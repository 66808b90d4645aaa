import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { connect } from '../../app/actions.ts';
import { useRetries } from '../../app/stores/retries.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { serviceTitles, stateWords } from '../../ui/connectionState.ts';
import { failureButtons } from '../../ui/failureActions.tsx';
import { formatCount } from '../../ui/format.ts';
import { accountText, organizationName } from '../../ui/organizationText.ts';
import { RetryLine } from '../RetryLine.tsx';
import { connectionHandlers } from '../connectionFailure.ts';
import { CheckPart } from './CheckPart.tsx';
import { Facts, Part } from './Facts.tsx';
import { RelationshipPart } from './RelationshipPart.tsx';
import { TokenPart } from './TokenPart.tsx';
import { informationTexts } from './connectionInformation.ts';
import type { Connected } from '../../ui/connectionState.ts';
import type { ConnectionProfile, ConnectionStatus, Service } from '../../../shared/model/connection.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '20px' },
  banner: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  off: { display: 'flex', alignItems: 'center', gap: '12px', color: tokens.colorNeutralForeground2 },
});

function InformationPart({
  profile,
  service,
  status,
}: {
  readonly profile: ConnectionProfile;
  readonly service: Service;
  readonly status: Connected;
}) {
  const pairs = informationTexts(profile, service, status);
  const width = Math.max(...pairs.map(([name]) => name.length));
  const text = () => pairs.map(([name, value]) => `${name.padEnd(width)} : ${value}`).join('\n');
  return (
    <Part
      title="Connection information"
      action={
        <CopyButton text={text} label="Copy connection information">
          Copy
        </CopyButton>
      }
    >
      <Facts
        facts={[
          ...pairs.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
          { name: 'Cmdlets on offer', value: offerText(status) },
        ]}
      />
    </Part>
  );
}

function offerText({ cmdletCount, cmdletsProblem }: Connected): string {
  if (cmdletCount === null) return 'Being read';
  const count = formatCount(cmdletCount);
  return cmdletsProblem === undefined || cmdletsProblem === null
    ? count
    : `${count}, as they were the last time. The newest list did not come: ${cmdletsProblem.message}`;
}

/** One service of a connection: its token, its numbers; or why it is not connected. */
export function ServiceDetails({
  profile,
  service,
  status,
}: {
  readonly profile: ConnectionProfile;
  readonly service: Service;
  readonly status: ConnectionStatus;
}) {
  const styles = useStyles();
  const trying = useRetries(({ retries }) => retries[profile.id] !== undefined);
  if (status.state === 'failed') {
    return (
      <FailureBar
        failure={status.failure}
        where={{ account: accountText(profile), organization: organizationName(profile) }}
        actions={trying ? [] : failureButtons(status.failure, connectionHandlers(profile.id, [service]))}
        note={trying && <RetryLine id={profile.id} />}
        help={false}
      />
    );
  }
  if (status.state !== 'connected') {
    return (
      <div className={styles.off}>
        <span role="status">{`${serviceTitles[service]}: ${stateWords[status.state]}`}</span>
        {status.state === 'signed-out' && (
          <Button onClick={() => void connect(profile.id, [service])}>Connect</Button>
        )}
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <CheckPart id={profile.id} service={service} />
      <TokenPart status={status} />
      {profile.organization.kind === 'customer' && profile.accountId !== null && (
        <RelationshipPart
          cloudId={profile.cloudId}
          accountId={profile.accountId}
          tenantId={profile.organization.tenantId}
        />
      )}
      <InformationPart profile={profile} service={service} status={status} />
      {status.banner !== undefined && (
        <Part title={`${serviceTitles[service]} says`}>
          <p className={styles.banner}>{status.banner}</p>
        </Part>
      )}
    </div>
  );
}
