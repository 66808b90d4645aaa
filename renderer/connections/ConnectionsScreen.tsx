import { Button, Title2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Add20Regular, FolderAdd20Regular, PlugDisconnected24Regular } from '@fluentui/react-icons';
import { Suspense, lazy, useMemo, useState } from 'react';
import { loadConnections, useConnections } from '../app/stores/connections.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { rememberUiState, useUiState } from '../app/uiState.ts';
import { AfterFirstPaint } from '../ui/AfterFirstPaint.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LateSpinner } from '../ui/LateSpinner.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { formatCount } from '../ui/format.ts';
import { overallStatus } from '../ui/connectionState.ts';
import { useWide } from '../ui/hooks.ts';
import { EmptyConnections } from './EmptyConnections.tsx';
import { FolderSection } from './FolderSection.tsx';
import { LeftOpenBar } from './LeftOpenBar.tsx';
import { ScreenMenu } from './ScreenMenu.tsx';
import { findConnections, groupByFolder } from './folders.ts';

const NewConnectionDrawer = lazy(() => import('./drawer/NewConnectionDrawer.tsx'));
const NewFolderDialog = lazy(() => import('./NewFolderDialog.tsx'));

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '12px',
    padding: '24px 24px 8px',
    flexShrink: 0,
  },
  headWide: { padding: '28px 32px 12px' },
  title: { flexGrow: 1, minWidth: 0 },
  heading: { display: 'block', margin: 0, fontSize: '24px', lineHeight: '32px' },
  counts: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  search: { width: '180px' },
  searchWide: { width: '240px' },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 24px 24px' },
  bodyWide: { padding: '0 32px 32px' },
  bars: { display: 'flex', flexDirection: 'column', gap: '8px', marginBottom: '8px' },
});

function useCollapsed() {
  const folders = useUiState((state) => state.collapsedFolders);
  const collapsed = useMemo(() => new Set(folders), [folders]);
  const toggle = (folder: string) => {
    const next = new Set(collapsed);
    if (!next.delete(folder)) next.add(folder);
    rememberUiState({ collapsedFolders: [...next] });
  };
  return { collapsed, toggle };
}

/** The first screen: saved connections as cards by folder, or the two ways to get one. */
export function ConnectionsScreen() {
  // One place for the panel: the connection that it makes turns the empty screen into the list under it.
  return (
    <>
      <Connections />
      <AfterFirstPaint>
        <NewConnectionDrawer />
      </AfterFirstPaint>
    </>
  );
}

function Connections() {
  const styles = useStyles();
  const wide = useWide();
  const { loaded, data, errors, leftOpen } = useConnections();
  const newConnection = useUiRequests((state) => state.newConnection);
  const [typed, setTyped] = useState('');
  const [newFolder, setNewFolder] = useState(false);
  const { collapsed, toggle } = useCollapsed();
  const folders = useMemo(() => groupByFolder(findConnections(data, typed)), [data, typed]);
  const connected = data.filter((view) => overallStatus(view).state === 'connected').length;

  // A moment at a start: what will show, cards or the two ways to begin, is not known yet.
  if (!loaded) return <LateSpinner label="Reading saved connections" />;
  if (data.length === 0 && errors.length === 0) return <EmptyConnections />;
  return (
    <div className={styles.root}>
      <div className={mergeClasses(styles.head, wide && styles.headWide)}>
        <div className={styles.title}>
          <Title2 as="h1" className={styles.heading}>
            Connections
          </Title2>
          <span role="status" className={styles.counts}>
            {`${formatCount(data.length)} saved, ${formatCount(connected)} connected`}
          </span>
        </div>
        <SearchBox
          value={typed}
          onChange={setTyped}
          label="Find a connection"
          className={wide ? styles.searchWide : styles.search}
        />
        {wide && (
          <Button
            icon={<FolderAdd20Regular />}
            disabled={data.length === 0}
            onClick={() => setNewFolder(true)}
          >
            New folder
          </Button>
        )}
        <ScreenMenu saved={data.length} {...(!wide && { onNewFolder: () => setNewFolder(true) })} />
        <Button appearance="primary" icon={<Add20Regular />} onClick={() => newConnection(null)}>
          New connection
        </Button>
      </div>
      <div className={mergeClasses(styles.body, wide && styles.bodyWide)}>
        {(errors.length > 0 || leftOpen > 0) && (
          <div className={styles.bars}>
            <LeftOpenBar />
            {errors.map((failure) => (
              <FailureBar
                key={failure.message}
                failure={failure}
                action={{ label: 'Try again', run: () => void loadConnections() }}
              />
            ))}
          </div>
        )}
        {folders.map((folder) => (
          <FolderSection
            key={folder.name}
            folder={folder}
            open={typed.trim() !== '' || !collapsed.has(folder.name)}
            onToggle={() => toggle(folder.name)}
          />
        ))}
        {data.length > 0 && folders.length === 0 && (
          <EmptyState
            icon={<PlugDisconnected24Regular fontSize="40px" />}
            title="No connection found"
            text={`None of ${formatCount(data.length)} has “${typed.trim()}” in its name, organisation, account, folder, services or way to sign in.`}
            actions={<Button onClick={() => setTyped('')}>Clear search</Button>}
          />
        )}
      </div>
      {newFolder && (
        <Suspense fallback={null}>
          <NewFolderDialog onClose={() => setNewFolder(false)} />
        </Suspense>
      )}
    </div>
  );
}
