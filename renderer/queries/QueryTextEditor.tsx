import { forceLinting } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { commandEditor } from '../console/editor/extensions.ts';
import { editorTheme } from '../console/editor/theme.ts';
import type { Problem } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  host: {
    minHeight: '96px',
    maxHeight: '280px',
    overflow: 'auto',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The command of a saved query; its problems come from outside and are underlined. */
export function QueryTextEditor({
  initial,
  problems,
  onChange,
}: {
  readonly initial: string;
  readonly problems: readonly Problem[];
  readonly onChange: (text: string) => void;
}) {
  const styles = useStyles();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const doc = useRef(initial);
  const now = useRef({ problems, onChange });
  useLayoutEffect(() => {
    now.current = { problems, onChange };
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: doc.current,
        extensions: [
          editorTheme(14),
          commandEditor({
            label: 'Command of the query',
            hint: 'Get-EXOMailbox -Identity {mailbox}',
            keys: [],
            changed: (text) => {
              doc.current = text;
              now.current.onChange(text);
            },
            problems: () => Promise.resolve(now.current.problems),
            assistance: [],
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    if (view.current) forceLinting(view.current);
  }, [problems]);

  return <div ref={host} className={styles.host} />;
}
