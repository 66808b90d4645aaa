import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { connect } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { go } from '../app/navigation.ts';
import { useConnection } from '../app/stores/connections.ts';
import { requestDraft } from '../queries/draftRequest.ts';
import { ResultPane } from '../results/ResultPane.tsx';
import { putRun, useTabRuns } from '../results/runStore.ts';
import { connectionHandlers } from '../connections/connectionFailure.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { isPractice, organizationName } from '../ui/organizationText.ts';
import { BannerNote } from './BannerNote.tsx';
import { CommandEditor } from './CommandEditor.tsx';
import { ConfirmChangeDialog } from './ConfirmChangeDialog.tsx';
import { ConnectionBand } from './ConnectionBand.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { NoConnectionBand } from './NoConnectionBand.tsx';
import { PlaceholderOffer } from './PlaceholderOffer.tsx';
import { RunBar } from './RunBar.tsx';
import { ScriptProgressLine } from './ScriptProgressLine.tsx';
import { ScriptPromptDialog } from './ScriptPromptDialog.tsx';
import { TabConnectionStrip } from './TabConnectionStrip.tsx';
import { TabSignIn } from './TabSignIn.tsx';
import { draftOf, saveDraft } from './editor/drafts.ts';
import { useTemplate } from './editor/useTemplate.ts';
import { useTabConnections } from './useTabConnections.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ConsoleTab } from '../../shared/model/console.ts';
import type { EditorHandle } from './CommandEditor.tsx';

const useStyles = makeStyles({
  panel: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  before: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    overflowY: 'auto',
  },
});

/** One console tab: band, editor, run bar and results, all of the tab's one connection. */
export function ConsoleTabPanel({
  tab,
  focusRequest,
}: {
  readonly tab: ConsoleTab;
  readonly focusRequest: number;
}) {
  const styles = useStyles();
  const view = useConnection(tab.connectionId);
  const connections = useTabConnections(tab.tabId);
  const { run, question, prompt, progress, signInId } = useTabRuns(tab.tabId);
  const editor = useRef<EditorHandle>(null);
  const [starting, setStarting] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = starting || run?.state === 'running' || run?.state === 'waiting';
  const { tabId } = tab;
  const [template, onText] = useTemplate(draftOf(tabId, tab.draft));

  useEffect(() => {
    editor.current?.focus();
  }, [focusRequest]);
  // The button that had the focus goes with the sign-in that it ended.
  useEffect(() => {
    if (signInId === null && document.activeElement === document.body) editor.current?.focus();
  }, [signInId]);

  const start = async (selection = false) => {
    if (running || editor.current === null) return;
    const text = selection ? editor.current.selection() : editor.current.text();
    setFailure(null);
    setStarting(true);
    saveDraft(tabId);
    try {
      putRun(await api.console.run({ tabId, text }));
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setStarting(false);
    }
  };

  const open = async () => {
    try {
      const script = await api.console.openScript();
      if (script !== null) editor.current?.replace(script.text);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  const save = async () => {
    try {
      await api.console.saveScript({ text: editor.current?.text() ?? '' });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  const stop = async () => {
    setStopping(true);
    try {
      const state = await api.console.stop({ tabId });
      if (state !== null) putRun(state);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setStopping(false);
    }
  };

  if (view === undefined && tab.connectionId !== null) {
    return (
      <MessageBar intent="warning">
        <MessageBarBody>
          <MessageBarTitle>The connection of this tab was deleted</MessageBarTitle>
          Bring it back in Connections, or close the tab.
        </MessageBarBody>
      </MessageBar>
    );
  }
  const unconnected = failure?.code === 'not-connected' || failure?.code === 'sign-in-needed';
  return (
    <div
      id="console-panel"
      role="tabpanel"
      aria-labelledby={`tab-${tabId}`}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (event.key === 'F5' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
          event.preventDefault();
          void start();
        } else if ((event.ctrlKey || event.metaKey) && (event.key === 'o' || event.key === 's')) {
          event.preventDefault();
          void (event.key === 'o' ? open() : save());
        } else if (event.key === 'Escape' && run?.state === 'running') {
          event.preventDefault();
          void stop();
        }
      }}
    >
      {view === undefined ? (
        <NoConnectionBand connections={connections} />
      ) : (
        <>
          <ConnectionBand view={view} service={tab.service} />
          <ConnectionNotice view={view} service={tab.service} />
        </>
      )}
      <TabConnectionStrip tabId={tabId} connections={connections} />
      <TabSignIn signInId={signInId} />
      <CommandEditor
        tab={tab}
        run={run}
        running={running}
        onRun={() => void start()}
        onRunSelection={() => void start(true)}
        onStop={() => void stop()}
        onText={onText}
        handle={editor}
      />
      {template !== null && (
        <PlaceholderOffer
          open={template}
          onFilled={(text) => editor.current?.replace(text)}
          onDone={() => editor.current?.focus()}
        />
      )}
      <RunBar
        run={run}
        running={running}
        stopping={stopping}
        onRun={() => void start()}
        onStop={() => void stop()}
        script={{
          onRunSelection: () => void start(true),
          onFind: () => editor.current?.find(),
          onHelp: () => editor.current?.help(),
          onOpen: () => void open(),
          onSave: () => void save(),
          onChooseFolder: () => {
            api.console.chooseFolder({ tabId }).catch((error: unknown) => setFailure(failureOf(error)));
          },
          readFolder: async () => (await api.console.folder({ tabId }))?.path ?? null,
        }}
        onSaveAsQuery={() => {
          requestDraft(editor.current?.text() ?? '');
          go('queries');
        }}
      />
      <ScriptProgressLine progress={progress} />
      {failure !== null && (
        <FailureBar
          failure={failure}
          onDismiss={() => setFailure(null)}
          {...(unconnected &&
            view !== undefined && {
              action: {
                label: failure.code === 'sign-in-needed' ? 'Sign in' : 'Connect',
                run: () => {
                  setFailure(null);
                  void connect(view.profile.id, [tab.service]);
                },
              },
            })}
        />
      )}
      <ResultPane
        tabId={tabId}
        onPlace={(place) => editor.current?.select(place)}
        onRunAgain={() => void start()}
        {...(view !== undefined && { connection: connectionHandlers(view.profile.id, [tab.service]) })}
        before={
          <div className={styles.before}>
            <EmptyState
              title={
                view === undefined ? 'Ready to connect' : `Ready to ask ${organizationName(view.profile)}`
              }
              text="Type a cmdlet or paste a script above and press F5 or Ctrl+Enter; F8 runs the selection. Ctrl+Up brings back earlier commands of this connection."
            />
            {view !== undefined && <BannerNote view={view} service={tab.service} />}
          </div>
        }
      />
      <ScriptPromptDialog prompt={prompt} />
      <ConfirmChangeDialog
        question={question}
        colour={view?.profile.colour ?? 9}
        practice={view !== undefined && isPractice(view.profile)}
      />
    </div>
  );
}
