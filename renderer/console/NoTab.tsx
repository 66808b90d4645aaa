import { Button, makeStyles } from '@fluentui/react-components';
import { PlugConnectedRegular, WindowConsoleRegular } from '@fluentui/react-icons';
import { go } from '../app/navigation.ts';
import { useConnections } from '../app/stores/connections.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { OrganizationBar } from '../ui/organization.tsx';
import { isPractice } from '../ui/organizationText.ts';
import { openTab } from './tabActions.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '8px', width: '320px', maxWidth: '100%' },
  button: { justifyContent: 'flex-start', maxWidth: '100%' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** The console without a tab: how to open one, with the connections used last at hand. */
export function NoTab() {
  const styles = useStyles();
  const connections = useConnections((state) => state.data);
  const recent = [...connections]
    .sort((a, b) => ((a.profile.lastUsedAt ?? '') < (b.profile.lastUsedAt ?? '') ? 1 : -1))
    .slice(0, 5);
  return (
    <>
      <h1 className="visually-hidden">Console</h1>
      <EmptyState
        icon={<WindowConsoleRegular />}
        title="No console open"
        text={
          recent.length === 0 ? (
            'A console belongs to one connection for as long as it is open. Make a connection first, or try the practice cloud.'
          ) : (
            <>
              A console belongs to one connection for as long as it is open. Choose the organisation, or bring
              back the last tab with <KeyCap keys="Ctrl+Shift+T" />.
            </>
          )
        }
        actions={
          <div className={styles.list}>
            {recent.map(({ profile }) => (
              <Button
                key={profile.id}
                className={styles.button}
                icon={<OrganizationBar colour={profile.colour} practice={isPractice(profile)} />}
                aria-label={`Open console on ${profile.name}`}
                onClick={() => void openTab(profile.id, profile.services[0] ?? 'exchange')}
              >
                <span className={styles.name}>{profile.name}</span>
              </Button>
            ))}
            <Button
              appearance={recent.length === 0 ? 'primary' : 'subtle'}
              icon={<PlugConnectedRegular />}
              onClick={() => go('connections')}
            >
              Go to Connections
            </Button>
          </div>
        }
      />
    </>
  );
}
