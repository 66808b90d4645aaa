import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { closeDetails, useConnectionRequests } from '../../app/connectionRequests.ts';
import { useConnection } from '../../app/stores/connections.ts';
import { serviceTitles, statusOf } from '../../ui/connectionState.ts';
import { OrganizationTile } from '../../ui/organization.tsx';
import { isPractice } from '../../ui/organizationText.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { ViewTabs } from '../../ui/ViewTabs.tsx';
import { RunLogPart } from './RunLogPart.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { ServiceDetails } from './ServiceDetails.tsx';
import type { ConnectionView, Service } from '../../../shared/model/connection.ts';

const useStyles = makeStyles({
  title: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  names: { minWidth: 0 },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  what: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  body: { display: 'flex', flexDirection: 'column', gap: '16px' },
});

function Title({ profile }: Pick<ConnectionView, 'profile'>) {
  const styles = useStyles();
  return (
    <span className={styles.title}>
      <OrganizationTile
        name={profile.name}
        colour={profile.colour}
        practice={isPractice(profile)}
        size="small"
      />
      <span className={styles.names}>
        <span dir="auto" className={styles.name} title={profile.name}>
          {profile.name}
        </span>
        <span className={styles.what}>Connection</span>
      </span>
    </span>
  );
}

function Content({ view }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const { profile } = view;
  const [picked, setPicked] = useState<Service | null>(null);
  const service = picked ?? profile.services[0] ?? 'exchange';
  const log = view.services.find((one) => one.service === service)?.runLog;
  return (
    <div className={styles.body}>
      {profile.services.length > 1 && (
        <ViewTabs
          label="Service"
          value={service}
          options={profile.services.map((one) => [one, serviceTitles[one]] as const)}
          onChange={setPicked}
        />
      )}
      <ServiceDetails key={service} profile={profile} service={service} status={statusOf(view, service)} />
      {log !== undefined && <RunLogPart id={profile.id} service={service} log={log} />}
      <ProfileSection profile={profile} />
    </div>
  );
}

/** Everything that is known of a connection: its token explained, its numbers, and whether the service answers. */
export default function ConnectionDetails() {
  const id = useConnectionRequests((state) => state.details);
  const view = useConnection(id);
  return (
    <SidePanel
      open={view !== undefined}
      label={view === undefined ? 'Connection' : `Connection ${view.profile.name}`}
      title={view !== undefined && <Title profile={view.profile} />}
      width={600}
      onClose={closeDetails}
    >
      {view !== undefined && <Content key={view.profile.id} view={view} />}
    </SidePanel>
  );
}
