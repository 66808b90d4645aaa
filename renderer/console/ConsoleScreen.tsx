import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { useTabs } from '../app/stores/tabs.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { ConsoleTabPanel } from './ConsoleTabPanel.tsx';
import { NoTab } from './NoTab.tsx';
import { TabStrip } from './TabStrip.tsx';
import { forgetClosedEditors } from './editor/editorStates.ts';
import { activateTab, closeTab, reopenTab } from './tabActions.ts';

const useStyles = makeStyles({
  screen: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  rest: {
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
});

/** The console: tabs, and the panel of the one in front. */
export default function ConsoleScreen() {
  const styles = useStyles();
  const loaded = useTabs((state) => state.loaded);
  const all = useTabs((state) => state.data);
  const wanted = useTabs((state) => state.activeTabId);
  const failure = useTabs((state) => state.errors[0]);
  const tabs = all.filter((tab) => tab.kind === 'console');
  const active = tabs.find((tab) => tab.tabId === wanted) ?? tabs[0];
  const focus = useNavigation((state) => state.consoleFocus);

  // After the editor of a tab that was just closed has been left.
  useEffect(() => forgetClosedEditors(new Set(all.map((tab) => tab.tabId))), [all]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const ctrl = event.ctrlKey || event.metaKey;
      if (!ctrl || event.altKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null)
        return;
      const key = event.key.toLowerCase();
      const at = tabs.findIndex((tab) => tab.tabId === active?.tabId);
      if (key === 'tab' && tabs.length > 1) {
        const next = tabs[(at + (event.shiftKey ? -1 : 1) + tabs.length) % tabs.length];
        if (next) void activateTab(next.tabId);
      } else if (key === 't' && event.shiftKey) void reopenTab();
      else if (key === 'w' && !event.shiftKey && active) void closeTab(active.tabId);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the editor, which has its own idea of some of them.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });

  return (
    <div className={styles.screen}>
      <TabStrip tabs={tabs} activeTabId={active?.tabId ?? null} />
      {failure !== undefined && <FailureBar failure={failure} />}
      {active !== undefined ? (
        <ConsoleTabPanel key={active.tabId} tab={active} focusRequest={focus} />
      ) : (
        <div className={styles.rest}>{loaded ? <NoTab /> : <Spinner label="Opening the console" />}</div>
      )}
    </div>
  );
}
