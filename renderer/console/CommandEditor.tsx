import { closeCompletion } from '@codemirror/autocomplete';
import { openSearchPanel } from '@codemirror/search';
import { Compartment } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { api } from '../app/api.ts';
import { useSettings } from '../app/stores/settings.ts';
import { CommandHistory } from './editor/commandHistory.ts';
import { completion } from './editor/completion.ts';
import { draftOf, keepDraft, saveDraft } from './editor/drafts.ts';
import { editorOf, keepEditor } from './editor/editorStates.ts';
import { checkAgain, commandEditor } from './editor/extensions.ts';
import { commandHelp } from './editor/help.ts';
import { editorTheme } from './editor/theme.ts';
import type { Knowledge } from './editor/completion.ts';
import type { ShowHelp } from './editor/help.ts';
import type { Ref } from 'react';
import { NO_CONNECTION } from '../../shared/model/no-connection.ts';
import type { ConsoleTab, Place, RunState } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  host: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    maxHeight: '40%',
    minHeight: '76px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '& .cm-editor': { flexGrow: 1, minHeight: 0 },
  },
});

export type EditorHandle = {
  readonly focus: () => void;
  readonly text: () => string;
  /** What is selected; the line of the cursor where nothing is. */
  readonly selection: () => string;
  /** Puts a text in the place of the one that is there; undo brings that back. */
  readonly replace: (text: string) => void;
  /** Opens the panel for find and replace. */
  readonly find: () => void;
  /** Shows what is known of the place of the cursor. */
  readonly help: () => void;
  /** Selects a place and goes there. */
  readonly select: (place: Place) => void;
};

export type CommandEditorProps = {
  readonly tab: ConsoleTab;
  /** Newest run: its problems are underlined while the text is still the one that was run. */
  readonly run: RunState | null;
  readonly running: boolean;
  readonly onRun: () => void;
  readonly onRunSelection: () => void;
  readonly onStop: () => void;
  /** Every change of the text. */
  readonly onText: (text: string) => void;
  readonly handle: Ref<EditorHandle>;
};

/** The editor of one tab: keeps its text, its connection's history, and asks main what is wrong and what could follow. */
export function CommandEditor({
  tab,
  run,
  running,
  onRun,
  onRunSelection,
  onStop,
  onText,
  handle,
}: CommandEditorProps) {
  const styles = useStyles();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const fontSize = useSettings((state) => state.data.editorFontSize);
  const looks = useRef(new Compartment());
  const showHelp = useRef<ShowHelp>(() => false);
  const past = useRef(new CommandHistory());
  const now = useRef({ run, running, onRun, onRunSelection, onStop, onText, ranText: '' });
  useLayoutEffect(() => {
    now.current = { ...now.current, run, running, onRun, onRunSelection, onStop, onText };
  });
  const { tabId } = tab;
  const connectionId = tab.connectionId ?? NO_CONNECTION;
  const stored = useRef(tab.draft);
  const firstSize = useRef(fontSize);

  useEffect(() => {
    const parent = host.current;
    if (!parent) return undefined;
    let walking = false;
    const step = (direction: 1 | -1) => (editor: EditorView) => {
      const text = past.current.step(direction, editor.state.doc.toString());
      if (text === null) return true;
      walking = true;
      editor.dispatch({
        changes: { from: 0, to: editor.state.doc.length, insert: text },
        selection: { anchor: text.length },
        scrollIntoView: true,
      });
      walking = false;
      return true;
    };
    const known: Knowledge = {
      complete: (text, offset) => api.console.complete({ tabId, text, offset }).catch(() => null),
      help: (text, offset) => api.console.help({ tabId, text, offset }).catch(() => null),
    };
    const help = commandHelp(known);
    showHelp.current = help.show;
    const start = (editor: EditorView) => {
      closeCompletion(editor);
      now.current.ranText = editor.state.doc.toString();
      now.current.onRun();
      return true;
    };
    const { state, scroll } = editorOf(tabId, draftOf(tabId, stored.current), [
      looks.current.of(editorTheme(firstSize.current)),
      commandEditor({
        label: 'Command',
        hint: 'Get-EXOMailbox -ResultSize 100',
        keys: [
          { key: 'Mod-Enter', run: start },
          { key: 'F5', run: start },
          {
            key: 'F8',
            run: () => {
              now.current.onRunSelection();
              return true;
            },
          },
          {
            key: 'Escape',
            run: () => {
              if (!now.current.running) return false;
              now.current.onStop();
              return true;
            },
          },
          { key: 'Ctrl-ArrowUp', run: step(1) },
          { key: 'Alt-ArrowUp', run: step(1) },
          { key: 'Ctrl-ArrowDown', run: step(-1) },
          { key: 'Alt-ArrowDown', run: step(-1) },
        ],
        changed: (text) => {
          if (!walking) past.current.leave();
          keepDraft(tabId, text);
          now.current.onText(text);
        },
        problems: async (text) => {
          const ran = now.current.run;
          const found = text.trim() === '' ? [] : await api.console.check({ tabId, text }).catch(() => []);
          return text === now.current.ranText && ran ? [...found, ...ran.problems] : found;
        },
        assistance: [completion(known), help.extension],
      }),
    ]);
    const editor = new EditorView({ parent, state, ...(scroll !== null && { scrollTo: scroll }) });
    view.current = editor;
    return () => {
      saveDraft(tabId);
      keepEditor(tabId, editor.state, editor.scrollSnapshot());
      view.current = null;
      editor.destroy();
    };
  }, [tabId]);

  useEffect(() => {
    view.current?.dispatch({ effects: looks.current.reconfigure(editorTheme(fontSize)) });
  }, [fontSize]);

  // Each run joins the history; its problems show in the text.
  const runId = run?.runId ?? null;
  const problems = run?.problems;
  useEffect(() => {
    let late = false;
    api.console.history({ connectionId }).then(
      (commands) => {
        if (!late) past.current.load(commands);
      },
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [connectionId, runId]);
  useEffect(() => {
    view.current?.dispatch({ effects: checkAgain.of(null) });
  }, [problems]);

  useImperativeHandle(
    handle,
    () => ({
      focus: () => view.current?.focus(),
      text: () => {
        const text = view.current?.state.doc.toString() ?? '';
        now.current.ranText = text;
        return text;
      },
      selection: () => {
        const state = view.current?.state;
        if (!state) return '';
        const { from, to, head } = state.selection.main;
        return from === to ? state.doc.lineAt(head).text : state.sliceDoc(from, to);
      },
      replace: (text) => {
        const editor = view.current;
        if (!editor) return;
        editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
        editor.focus();
      },
      find: () => {
        if (view.current) openSearchPanel(view.current);
      },
      help: () => {
        if (!view.current) return;
        view.current.focus();
        showHelp.current(view.current);
      },
      select: ({ start, end }) => {
        const editor = view.current;
        if (!editor) return;
        const length = editor.state.doc.length;
        editor.focus();
        editor.dispatch({
          selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
          scrollIntoView: true,
        });
      },
    }),
    [],
  );

  return <div ref={host} className={styles.host} />;
}
