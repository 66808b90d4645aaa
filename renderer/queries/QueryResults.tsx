import { makeStyles, tokens } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons';
import { useConnection } from '../app/stores/connections.ts';
import { ConfirmChangeDialog } from '../console/ConfirmChangeDialog.tsx';
import { ConnectionBand } from '../console/ConnectionBand.tsx';
import { ConnectionNotice } from '../console/ConnectionNotice.tsx';
import { TabSignIn } from '../console/TabSignIn.tsx';
import { ResultPane } from '../results/ResultPane.tsx';
import { RunStatus } from '../results/RunStatus.tsx';
import { useTabRuns } from '../results/runStore.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { statusOf } from '../ui/connectionState.ts';
import { isPractice } from '../ui/organizationText.ts';

const useStyles = makeStyles({
  pane: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** What a query came to: the band of the connection that it ran on, and its results as in the console. */
export function QueryResults({
  tabId,
  connectionId,
}: {
  readonly tabId: string | null;
  readonly connectionId: string | null;
}) {
  const styles = useStyles();
  const view = useConnection(connectionId);
  const { run, question, signInId } = useTabRuns(tabId ?? '');
  if (view === undefined || tabId === null) {
    return (
      <div className={styles.pane}>
        <EmptyState
          icon={<DocumentSearchRegular />}
          title="Nothing run yet"
          text="Fill in the form and run the query; the rows show here."
        />
      </div>
    );
  }
  const service = view.profile.services[0] ?? 'exchange';
  return (
    <div className={styles.pane}>
      <ConnectionBand view={view} service={service} short />
      {statusOf(view, service).state !== 'signed-out' && <ConnectionNotice view={view} service={service} />}
      <TabSignIn signInId={signInId} />
      <ResultPane
        tabId={tabId}
        status={<RunStatus run={run} />}
        before={<EmptyState title="No rows yet" text="They show here as soon as the first page has come." />}
      />
      <ConfirmChangeDialog
        question={question}
        colour={view.profile.colour}
        practice={isPractice(view.profile)}
      />
    </div>
  );
}
