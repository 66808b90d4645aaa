import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useNavigation } from '../app/navigation.ts';
import { useConnections } from '../app/stores/connections.ts';
import { useTabs } from '../app/stores/tabs.ts';
import { rememberUiState, uiState } from '../app/uiState.ts';
import { putRun, useTabRuns } from '../results/runStore.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatPlural } from '../ui/format.ts';
import { useWide } from '../ui/hooks.ts';
import { notify, notifyUndo } from '../ui/toasts.ts';
import { QueryEditor } from './QueryEditor.tsx';
import { QueryForm } from './QueryForm.tsx';
import { QueryList } from './QueryList.tsx';
import { QueryResults } from './QueryResults.tsx';
import { takeDraft, useDraftRequest } from './draftRequest.ts';
import { dropQuery, loadQueries, putQuery, useQueries } from './queriesStore.ts';
import { emptyDraft } from './queryValues.ts';
import { DismissButton } from '../ui/DismissButton.tsx';
import type { Failure } from '../../shared/model/failure.ts';
import type { QueryValues } from '../../shared/model/query.ts';
import type { QueryDraft } from './queryValues.ts';

const useStyles = makeStyles({
  screen: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex' },
  right: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex', flexDirection: 'column' },
  work: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex' },
  stacked: { flexDirection: 'column' },
  empty: { flexGrow: 1, display: 'flex', backgroundColor: tokens.colorNeutralBackground1 },
});

const complain = (error: unknown) => notify({ text: failureOf(error).message, intent: 'error' });

/** Saved queries: the list, the form of the one that is chosen, and what it came to. */
export default function QueriesScreen() {
  const styles = useStyles();
  const wide = useWide();
  const { loaded, data: queries, damaged, errors } = useQueries();
  const connections = useConnections((state) => state.data);
  const [chosenId, setChosen] = useState<string | null>(() => uiState().queryId);
  const [draft, setDraft] = useState<QueryDraft | null>(null);
  const [ran, setRan] = useState<{ tabId: string; connectionId: string } | null>(null);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [hidDamaged, setHidDamaged] = useState(false);
  const [connectionId, setConnection] = useState<string | null>(null);
  const request = useNavigation((state) => state.queryRequest);
  const draftRequest = useDraftRequest((state) => state.text);
  const { run } = useTabRuns(ran?.tabId ?? '');

  useEffect(() => void loadQueries(), []);

  const choose = (id: string) => {
    setChosen(id);
    setDraft(null);
    rememberUiState({ queryId: id });
  };

  useEffect(() => {
    if (request === null) return;
    choose(request);
    useNavigation.getState().takeQueryRequest();
  }, [request]);
  useEffect(() => {
    if (draftRequest === null) return;
    setDraft({ ...emptyDraft, text: draftRequest });
    takeDraft();
  }, [draftRequest]);

  // The connection that is in front in the console, else the one used last.
  const active = useTabs((state) => state.data.find((tab) => tab.tabId === state.activeTabId)?.connectionId);
  const recent = [...connections].sort((a, b) =>
    (a.profile.lastUsedAt ?? '') < (b.profile.lastUsedAt ?? '') ? 1 : -1,
  )[0];
  const exists = (id: string | null | undefined) => connections.some(({ profile }) => profile.id === id);
  const runIn = exists(connectionId)
    ? connectionId
    : exists(active)
      ? (active ?? null)
      : (recent?.profile.id ?? null);

  const chosen = queries.find(({ query }) => query.id === chosenId) ?? queries[0];
  const running = starting || run?.state === 'running' || run?.state === 'waiting';

  const start = async (id: string, values: QueryValues) => {
    if (runIn === null) return;
    setFailure(null);
    setStarting(true);
    try {
      const { tab, run: state } = await api.queries.run({ id, connectionId: runIn, values });
      putRun(state);
      setRan({ tabId: tab.tabId, connectionId: runIn });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setStarting(false);
    }
  };

  const remove = (id: string) => {
    const name = queries.find(({ query }) => query.id === id)?.query.name ?? '';
    api.queries.remove({ id }).then(() => {
      dropQuery(id);
      notifyUndo(`“${name}” deleted`, () => {
        api.queries.restore({ id }).then((view) => {
          putQuery(view);
          choose(view.query.id);
        }, complain);
      });
    }, complain);
  };

  const duplicate = (id: string) => {
    api.queries.duplicate({ id }).then((view) => {
      putQuery(view);
      choose(view.query.id);
    }, complain);
  };

  const folders = [...new Set(queries.map(({ query }) => query.folder))]
    .filter((folder) => folder !== '')
    .sort();

  return (
    <div className={styles.screen}>
      <QueryList
        queries={queries}
        chosen={draft === null ? (chosen?.query.id ?? null) : draft.id}
        narrow={!wide}
        onChoose={choose}
        onNew={() => setDraft(emptyDraft)}
        onDelete={remove}
      />
      <div className={styles.right}>
        {errors.map((error, index) => (
          <FailureBar
            key={index}
            failure={error}
            action={{ label: 'Try again', run: () => void loadQueries() }}
          />
        ))}
        {damaged.length > 0 && !hidDamaged && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>
                {formatPlural(damaged.length, 'saved query', 'saved queries')} could not be read
              </MessageBarTitle>
              {damaged
                .map(
                  ({ label, reason, keptIn }) =>
                    `${label}: ${reason}${keptIn === null ? '' : ` Kept in ${keptIn}.`}`,
                )
                .join(' ')}
            </MessageBarBody>
            <MessageBarActions containerAction={<DismissButton onDismiss={() => setHidDamaged(true)} />} />
          </MessageBar>
        )}
        {failure !== null && <FailureBar failure={failure} onDismiss={() => setFailure(null)} />}
        {draft !== null ? (
          <QueryEditor
            key={draft.id ?? `new ${draft.text}`}
            draft={draft}
            folders={folders}
            onCancel={() => setDraft(null)}
            onSaved={(view) => {
              putQuery(view);
              choose(view.query.id);
              notify({ text: `“${view.query.name}” saved` });
            }}
          />
        ) : chosen === undefined ? (
          <div className={styles.empty}>
            {loaded ? (
              <EmptyState
                icon={<DocumentSearchRegular />}
                title="No saved queries"
                text="A saved query is a command with a form, so that others can run it without knowing the cmdlet."
                actions={
                  <Button appearance="primary" onClick={() => setDraft(emptyDraft)}>
                    New query
                  </Button>
                }
              />
            ) : (
              <Spinner label="Reading the saved queries" />
            )}
          </div>
        ) : (
          <div className={`${styles.work} ${wide ? '' : styles.stacked}`}>
            <QueryForm
              key={`${chosen.query.id} ${chosen.query.updatedAt}`}
              view={chosen}
              connections={connections}
              connectionId={runIn}
              onConnection={setConnection}
              running={running}
              layout={wide ? 'beside' : ran === null ? 'alone' : 'above'}
              onRun={(values) => void start(chosen.query.id, values)}
              onStop={() => {
                if (ran) void api.console.stop({ tabId: ran.tabId }).catch(complain);
              }}
              onEdit={() => setDraft(chosen.query)}
              onDuplicate={() => duplicate(chosen.query.id)}
              onDelete={() => remove(chosen.query.id)}
            />
            {(wide || ran !== null) && (
              <QueryResults tabId={ran?.tabId ?? null} connectionId={ran?.connectionId ?? null} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
