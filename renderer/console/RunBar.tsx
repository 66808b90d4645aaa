import {
  Button,
  Divider,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import {
  ChevronDownRegular,
  DocumentSearchRegular,
  PlayFilled,
  SaveRegular,
  StopFilled,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useNavigation } from '../app/navigation.ts';
import { groupByFolder } from '../queries/folders.ts';
import { RunStatus } from '../results/RunStatus.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useWide } from '../ui/hooks.ts';
import { Progress } from '../ui/Progress.tsx';
import { notify } from '../ui/toasts.ts';
import type { QueryView } from '../queries/folders.ts';
import { ScriptMenu, type ScriptActions } from './ScriptMenu.tsx';
import type { RunState } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  bar: {
    height: '44px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '0 12px',
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  run: { minWidth: '96px' },
  stop: { color: tokens.colorPaletteRedForeground1 },
  divider: { flexGrow: 0, height: '24px' },
  grow: { flexGrow: 1 },
  status: { display: 'flex', minWidth: 0 },
  progress: { position: 'absolute', left: 0, right: 0, bottom: '-1px' },
  menu: { maxHeight: 'min(480px, 60vh)', overflowY: 'auto' },
});

export type RunBarProps = {
  readonly run: RunState | null;
  readonly running: boolean;
  readonly stopping: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly onSaveAsQuery: () => void;
  readonly script: ScriptActions;
};

/** Run, which is Stop while something runs, and how far that is. */
export function RunBar({ run, running, stopping, onRun, onStop, onSaveAsQuery, script }: RunBarProps) {
  const styles = useStyles();
  const wide = useWide();
  return (
    <div className={styles.bar} role="group" aria-label="Run bar">
      {running ? (
        <Button
          className={styles.run}
          icon={<StopFilled className={styles.stop} />}
          aria-keyshortcuts="Escape"
          disabledFocusable={stopping}
          onClick={onStop}
        >
          Stop
        </Button>
      ) : (
        <Button
          className={styles.run}
          appearance="primary"
          icon={<PlayFilled />}
          aria-keyshortcuts="F5 Control+Enter"
          onClick={onRun}
        >
          Run
        </Button>
      )}
      {wide && (
        <span aria-hidden>
          <KeyCap keys={running ? 'Esc' : 'F5'} />
        </span>
      )}
      <Divider vertical className={styles.divider} />
      <ScriptMenu wide={wide} {...script} />
      <SavedQueriesMenu wide={wide} />
      {wide && (
        <Button appearance="subtle" icon={<SaveRegular />} onClick={onSaveAsQuery}>
          Save as query
        </Button>
      )}
      <span className={styles.grow} />
      <span className={styles.status}>
        <RunStatus run={run} />
      </span>
      {run?.state === 'running' && (
        <Progress
          className={styles.progress}
          aria-label="Running; how much is left is unknown"
          shape="square"
        />
      )}
    </div>
  );
}

/** Saved queries by folder; choosing one shows its form. */
function SavedQueriesMenu({ wide }: { readonly wide: boolean }) {
  const styles = useStyles();
  const [queries, setQueries] = useState<readonly QueryView[] | null>(null);
  const load = () =>
    api.queries.list().then(
      (answer) => setQueries(answer.queries),
      (error: unknown) => notify({ text: failureOf(error).message, intent: 'error' }),
    );
  return (
    <Menu
      onOpenChange={(_, { open }) => {
        if (open) void load();
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<DocumentSearchRegular />} aria-label="Saved queries">
          {wide && (
            <>
              Saved queries&nbsp;
              <ChevronDownRegular aria-hidden fontSize={14} />
            </>
          )}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.menu}>
          {queries === null && <MenuItem disabled>Reading…</MenuItem>}
          {queries?.length === 0 && <MenuItem disabled>No saved queries</MenuItem>}
          {groupByFolder(queries ?? []).map(({ folder, queries: inside }) => (
            <MenuGroup key={folder}>
              <MenuGroupHeader>{folder}</MenuGroupHeader>
              {inside.map(({ query, changes }) => (
                <MenuItem
                  key={query.id}
                  secondaryContent={changes ? 'changes' : undefined}
                  onClick={() => useNavigation.getState().showQuery(query.id)}
                >
                  {query.name}
                </MenuItem>
              ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
