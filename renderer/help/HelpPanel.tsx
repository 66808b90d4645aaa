import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import { closeOverlays, useOverlays } from '../app/frame/overlays.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useRovingFocus } from '../ui/useRovingFocus.ts';
import { findTopics } from './search.ts';
import { APPLIES } from './topics.ts';
import type { HelpTopic } from './topics.ts';

const useStyles = makeStyles({
  search: { width: '100%', marginBottom: '8px' },
  group: {
    margin: '16px 0 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightRegular },
  toggle: {
    width: '100%',
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    padding: '8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    textAlign: 'left',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '& svg': { flexShrink: 0, marginTop: '2px' },
  },
  open: { fontWeight: tokens.fontWeightSemibold },
  text: {
    padding: '0 8px 8px 32px',
    lineHeight: '21px',
    overflowWrap: 'anywhere',
    '& p': { margin: '4px 0 8px' },
    '& ol': { margin: '4px 0 8px', paddingLeft: '20px' },
    '& li': { marginBottom: '4px' },
    '& code': {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: '0.92em',
      padding: '1px 4px',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: tokens.colorNeutralBackground3,
    },
  },
  today: { color: tokens.colorNeutralForeground2, '& b': { fontWeight: tokens.fontWeightSemibold } },
  nothing: { padding: '24px 8px', color: tokens.colorNeutralForeground2 },
});

/** Text whose parts between backticks are code. */
function Marked({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

function Topic({
  topic,
  open,
  onToggle,
}: {
  readonly topic: HelpTopic;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const styles = useStyles();
  return (
    <>
      <h4 className={styles.heading}>
        <button
          type="button"
          data-topic={topic.id}
          className={`focusable ${styles.toggle} ${open ? styles.open : ''}`}
          aria-expanded={open}
          onClick={onToggle}
        >
          {open ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
          <span>
            <Marked text={topic.title} />
          </span>
        </button>
      </h4>
      {open && (
        <div className={styles.text}>
          <p className={styles.today}>
            <b>{APPLIES[topic.today.applies]}:</b> <Marked text={topic.today.because} />
          </p>
          {topic.text.map((text) => (
            <p key={text}>
              <Marked text={text} />
            </p>
          ))}
          {topic.steps !== undefined && (
            <ol>
              {topic.steps.map((step) => (
                <li key={step}>
                  <Marked text={step} />
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
    </>
  );
}

function Content({ start }: { readonly start: string }) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(start === '' ? [] : [start]));
  const sections = useMemo(() => findTopics(typed), [typed]);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const arrows = useRovingFocus<HTMLDivElement>({ axis: 'vertical' });
  useEffect(() => {
    let here = true;
    // After Fluent has given the focus to the panel's first button.
    queueMicrotask(() => {
      if (!here) return;
      if (start === '') {
        search.current?.focus();
        return;
      }
      const topic = list.current?.querySelector<HTMLElement>(`[data-topic="${CSS.escape(start)}"]`);
      topic?.focus();
      topic?.scrollIntoView({ block: 'start' });
    });
    return () => {
      here = false;
    };
  }, [start]);
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <>
      <SearchBox
        inputRef={search}
        value={typed}
        onChange={setTyped}
        label="Search the help"
        className={styles.search}
      />
      <div ref={list}>
        <div {...arrows}>
          {sections.map(({ group, topics }) => (
            <section key={group} aria-label={group}>
              <h3 className={styles.group}>{group}</h3>
              {topics.map((topic) => (
                <Topic
                  key={topic.id}
                  topic={topic}
                  open={open.has(topic.id)}
                  onToggle={() => toggle(topic.id)}
                />
              ))}
            </section>
          ))}
        </div>
        {sections.length === 0 && (
          <p role="status" className={styles.nothing}>
            {`Nothing in the help has “${typed.trim()}”.`}
          </p>
        )}
      </div>
    </>
  );
}

/** The help on connecting: what can be wrong and what to do, and what of older guides does not apply here any more. */
export default function HelpPanel() {
  const topic = useOverlays((state) => state.help);
  return (
    <SidePanel
      open={topic !== null}
      label="Help: connecting"
      title="Help: connecting"
      width={520}
      onClose={closeOverlays}
    >
      {topic !== null && <Content key={topic} start={topic} />}
    </SidePanel>
  );
}
