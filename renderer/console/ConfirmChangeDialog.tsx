import {
  Button,
  Dialog,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { BeakerRegular, BuildingFilled, WarningRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import { useFocusReturn } from '../ui/useFocusReturn.ts';
import { takeQuestionAway } from '../results/runStore.ts';
import { CommandText } from './CommandText.tsx';
import { ScriptChanges } from './ScriptChanges.tsx';
import { useBandLook, useBandStyles } from './bandLook.ts';
import { confirmationTitle, confirmationVerb } from './confirmationText.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { Confirmation } from '../../shared/model/console.ts';

const SHOWN_OBJECTS = 200;

const useStyles = makeStyles({
  surface: {
    width: '720px',
    maxWidth: 'calc(100vw - 48px)',
    maxHeight: 'calc(100vh - 48px)',
    padding: 0,
    overflow: 'hidden',
    display: 'flex',
    flexDirection: 'column',
  },
  band: {
    height: '36px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    padding: '0 24px',
    overflow: 'hidden',
  },
  who: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0, fontSize: tokens.fontSizeBase200 },
  plate: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
  },
  icon: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
  name: { fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, unicodeBidi: 'isolate' },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  body: { padding: '24px', overflowY: 'auto', minHeight: 0, flexGrow: 1 },
  title: { overflowWrap: 'anywhere', marginBottom: '8px' },
  text: { margin: '0 0 12px', overflowWrap: 'anywhere' },
  strong: {
    display: 'flex',
    gap: '8px',
    alignItems: 'center',
    margin: '0 0 12px',
    color: tokens.colorPaletteDarkOrangeForeground1,
  },
  label: { margin: '16px 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  command: {
    margin: 0,
    padding: '8px 12px',
    maxHeight: '120px',
    overflowY: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  card: {
    margin: 0,
    padding: 0,
    maxHeight: '200px',
    overflowY: 'auto',
    fontSize: tokens.fontSizeBase200,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 35%) minmax(0, 1fr)',
    columnGap: '12px',
    padding: '6px 12px',
    overflowWrap: 'anywhere',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    '& dd': { margin: 0 },
    '& dt': { color: tokens.colorNeutralForeground2 },
  },
  item: {
    listStyleType: 'none',
    padding: '6px 12px',
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  foot: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '16px 24px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  grow: { flexGrow: 1 },
  // The focus comes by program, for which neither Fluent nor the browser draws a ring.
  cancel: {
    ':focus': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '1px',
    },
  },
});

export type ConfirmChangeDialogProps = {
  readonly question: Confirmation | null;
  readonly colour: number;
  readonly practice: boolean;
};

/** The question before a change: organisation, command, parameters and objects by name; Cancel has the focus. */
export function ConfirmChangeDialog({ question, colour, practice }: ConfirmChangeDialogProps) {
  useFocusReturn(question !== null);
  if (question === null) return null;
  return (
    <Dialog key={question.confirmId} open modalType="alert">
      <Question
        question={question}
        colour={question.look?.colour ?? colour}
        practice={question.look?.practice ?? practice}
      />
    </Dialog>
  );
}

function Question({
  question,
  colour,
  practice,
}: ConfirmChangeDialogProps & { readonly question: Confirmation }) {
  const styles = useStyles();
  const looks = useBandStyles();
  const look = useBandLook(colour, practice);
  const cancel = useRef<HTMLButtonElement>(null);
  const [answered, setAnswered] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    // After Fluent has put the focus on the first button of the dialog.
    const timer = setTimeout(() => cancel.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);

  const answer = (proceed: boolean) => {
    if (answered) return;
    setAnswered(true);
    api.console.answerConfirmation({ confirmId: question.confirmId, proceed }).then(
      () => takeQuestionAway(question.tabId),
      (error: unknown) => {
        setFailure(failureOf(error));
        setAnswered(false);
      },
    );
  };

  const { objects, noun, parameters, impact, serviceText } = question;
  const plate = practice ? styles.plate : undefined;
  return (
    <DialogSurface
      className={styles.surface}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        answer(false);
      }}
    >
      <div className={mergeClasses(styles.band, looks[look.className])} style={look.style}>
        <span className={mergeClasses(styles.who, plate)}>
          <span aria-hidden className={styles.icon}>
            {practice ? <BeakerRegular /> : <BuildingFilled />}
          </span>
          <span className={mergeClasses(styles.name, styles.clip)}>{question.organization}</span>
          {question.domain !== null && question.domain !== question.organization && (
            <span className={styles.clip}>{question.domain}</span>
          )}
        </span>
      </div>
      <div className={`${styles.body} focusable`} tabIndex={-1}>
        <DialogTitle action={null} className={styles.title}>
          {confirmationTitle(question)}
        </DialogTitle>
        {serviceText !== null && <p className={styles.text}>{serviceText}</p>}
        {impact === 'High' && (
          <p className={styles.strong}>
            <WarningRegular aria-hidden fontSize={20} />
            The service counts this among the changes that are hard to undo.
          </p>
        )}
        {question.script !== null && <ScriptChanges changes={question.script} />}
        {question.script === null && (
          <>
            <p className={styles.label}>
              {objects.length > 1 ? `Sent once for each ${noun.one}` : 'Sent to the service'}
            </p>
            <pre className={styles.command}>
              <CommandText text={question.command} />
            </pre>
          </>
        )}
        {parameters.length > 0 && (
          <>
            <p className={styles.label}>Parameters</p>
            <dl className={`${styles.card} focusable`} tabIndex={0} aria-label="Parameters">
              {parameters.map(({ name, value }, index) => (
                <div key={index} className={styles.row}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {objects.length > 0 && (
          <>
            <p className={styles.label}>{formatPlural(objects.length, noun.one, noun.many)}</p>
            <ul className={`${styles.card} focusable`} tabIndex={0} aria-label={noun.many}>
              {objects.slice(0, SHOWN_OBJECTS).map((object, index) => (
                <li key={index} className={styles.item}>
                  {object}
                </li>
              ))}
              {objects.length > SHOWN_OBJECTS && (
                <li className={styles.item}>and {formatCount(objects.length - SHOWN_OBJECTS)} more</li>
              )}
            </ul>
          </>
        )}
        {failure !== null && <FailureBar failure={failure} />}
      </div>
      <div className={styles.foot}>
        {question.script === null && (
          <CopyButton text={question.command} label="Copy command" appearance="subtle" size="medium">
            Copy command
          </CopyButton>
        )}
        <span className={styles.grow} />
        <Button appearance="primary" disabledFocusable={answered} onClick={() => answer(true)}>
          {confirmationVerb(question)}
        </Button>
        <Button
          ref={cancel}
          className={styles.cancel}
          disabledFocusable={answered}
          onClick={() => answer(false)}
        >
          Cancel
        </Button>
      </div>
    </DialogSurface>
  );
}
