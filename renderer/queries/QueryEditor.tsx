import {
  Button,
  Combobox,
  Field,
  Input,
  Option,
  Switch,
  Textarea,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { ParameterTable } from './ParameterTable.tsx';
import { QueryTextEditor } from './QueryTextEditor.tsx';
import { draftErrors, namesInText } from './queryValues.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { Problem } from '../../shared/model/console.ts';
import type { QueryView } from './folders.ts';
import type { QueryDraft } from './queryValues.ts';

const CHECK_AFTER = 400;

const useStyles = makeStyles({
  pane: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '20px 24px' },
  fields: { display: 'flex', flexDirection: 'column', gap: '16px', maxWidth: '880px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: '28px',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)', gap: '16px' },
  combo: { minWidth: 0 },
  problems: {
    listStyleType: 'none',
    margin: '8px 0 0',
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    fontSize: tokens.fontSizeBase200,
  },
  problem: {
    display: 'flex',
    gap: '6px',
    alignItems: 'flex-start',
    color: tokens.colorPaletteRedForeground1,
  },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  label: { fontWeight: tokens.fontWeightSemibold, margin: '0 0 4px' },
  foot: {
    flexShrink: 0,
    display: 'flex',
    gap: '8px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

export type QueryEditorProps = {
  readonly draft: QueryDraft;
  readonly folders: readonly string[];
  readonly onSaved: (view: QueryView) => void;
  readonly onCancel: () => void;
};

/** New or changed query: what it is called, what it runs, what its form asks for. Main says what is wrong with the text. */
export function QueryEditor({ draft: initial, folders, onSaved, onCancel }: QueryEditorProps) {
  const styles = useStyles();
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const errors = draftErrors(draft);
  const { text, parameters, readOnly } = draft;
  const checkable = errors.parameters === undefined && text.trim() !== '';

  useEffect(() => {
    if (!checkable) {
      setProblems([]);
      return undefined;
    }
    let late = false;
    const timer = setTimeout(() => {
      api.queries.check({ text, parameters: [...parameters], readOnly }).then(
        (found) => {
          if (!late) setProblems(found);
        },
        (error: unknown) => {
          if (!late) setFailure(failureOf(error));
        },
      );
    }, CHECK_AFTER);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [checkable, text, parameters, readOnly]);

  const save = async () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    setSaving(true);
    try {
      const { id, name, description, folder } = draft;
      onSaved(
        await api.queries.save({
          id,
          name,
          description,
          folder,
          text,
          parameters: [...parameters],
          readOnly,
        }),
      );
    } catch (error) {
      setFailure(failureOf(error));
      setSaving(false);
    }
  };

  const known = parameters.map((parameter) => parameter.name.toLowerCase());
  const missing = namesInText(text).filter((name) => !known.includes(name.toLowerCase()));
  const message = (part: 'name' | 'text' | 'parameters') => (tried ? errors[part] : undefined);

  return (
    <section className={styles.pane} aria-label={initial.id === null ? 'New query' : `Edit ${initial.name}`}>
      {failure !== null && <FailureBar failure={failure} onDismiss={() => setFailure(null)} />}
      <div className={styles.scroll}>
        <div className={styles.fields}>
          <h2 className={styles.title}>{initial.id === null ? 'New query' : `Edit “${initial.name}”`}</h2>
          <div className={styles.pair}>
            <Field
              label="Name"
              required
              {...(message('name') !== undefined && { validationMessage: message('name') })}
            >
              <Input
                value={draft.name}
                maxLength={120}
                onChange={(_, { value }) => setDraft({ ...draft, name: value })}
              />
            </Field>
            <Field label="Folder">
              <Combobox
                freeform
                className={styles.combo}
                placeholder="No folder"
                maxLength={60}
                value={draft.folder}
                selectedOptions={draft.folder === '' ? [] : [draft.folder]}
                onChange={(event) => setDraft({ ...draft, folder: event.target.value })}
                onOptionSelect={(_, { optionText }) => setDraft({ ...draft, folder: optionText ?? '' })}
              >
                {folders.map((folder) => (
                  <Option key={folder}>{folder}</Option>
                ))}
              </Combobox>
            </Field>
          </div>
          <Field label="Description" hint="What it answers, for people who don’t know the cmdlet">
            <Textarea
              value={draft.description}
              maxLength={1000}
              resize="vertical"
              onChange={(_, { value }) => setDraft({ ...draft, description: value })}
            />
          </Field>
          <div>
            <p className={styles.label}>Command</p>
            <QueryTextEditor
              initial={initial.text}
              problems={problems}
              onChange={(next) => setDraft((before) => ({ ...before, text: next }))}
            />
            <ul className={styles.problems} aria-label="Problems of the query" aria-live="polite">
              {message('text') !== undefined && (
                <li className={styles.problem}>
                  <ErrorCircleRegular aria-hidden fontSize={16} />
                  {message('text')}
                </li>
              )}
              {problems.map(({ failure: wrong, place, severity }, index) => (
                <li
                  key={index}
                  className={`${styles.problem} ${severity === 'warning' ? styles.warning : ''}`}
                >
                  {severity === 'warning' ? (
                    <WarningRegular aria-hidden fontSize={16} />
                  ) : (
                    <ErrorCircleRegular aria-hidden fontSize={16} />
                  )}
                  <span>
                    {place !== null && `Line ${place.line}, column ${place.column}: `}
                    {wrong.message} {wrong.hint}
                  </span>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <p className={styles.label}>Form</p>
            <ParameterTable
              parameters={parameters}
              missing={missing}
              onChange={(next) => setDraft({ ...draft, parameters: next })}
            />
            {message('parameters') !== undefined && (
              <p className={styles.problem} role="alert">
                {message('parameters')}
              </p>
            )}
          </div>
          <Field hint="Refuses to run if its cmdlet changes anything">
            <Switch
              label="Read-only"
              checked={readOnly}
              onChange={(_, { checked }) => setDraft({ ...draft, readOnly: checked })}
            />
          </Field>
        </div>
      </div>
      <div className={styles.foot}>
        <Button appearance="primary" disabledFocusable={saving} onClick={() => void save()}>
          Save query
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </section>
  );
}
