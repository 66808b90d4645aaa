import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular, DismissRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  pane: {
    width: '336px',
    maxWidth: '80vw',
    flexShrink: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    height: '40px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: '0 8px 0 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'plaintext',
    textAlign: 'left',
  },
  where: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  find: {
    padding: '12px 16px 4px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& input': { minWidth: 0, width: '100%' },
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    margin: 0,
    padding: '0 16px 16px',
    outlineStyle: 'none',
  },
  property: {
    padding: '6px 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, whiteSpace: 'pre-wrap', unicodeBidi: 'plaintext', textAlign: 'left' },
  },
  note: { padding: '12px 16px', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  empty: { color: tokens.colorNeutralForeground3 },
});

type Property = { readonly name: string; readonly type: string; readonly values: readonly string[] };

export type DetailsPaneProps = {
  readonly tabId: string;
  readonly resultId: string;
  /** Row of the current view, -1 for none. */
  readonly row: number;
  readonly total: number;
  /** Version of the view: the same row is another object after a sort. */
  readonly version: number;
  /** Column whose value names the row. */
  readonly titleColumn: string | null;
  readonly onRow: (row: number) => void;
  readonly onClose: () => void;
};

/** Every property of one row, with a search and the way to the rows before and after. */
export function DetailsPane(props: DetailsPaneProps) {
  const { tabId, resultId, row, total, version, titleColumn } = props;
  const styles = useStyles();
  const [find, setFind] = useState('');
  const [properties, setProperties] = useState<readonly Property[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const none = row < 0 || row >= total;

  useEffect(() => {
    if (none) return undefined;
    let late = false;
    api.console.details({ tabId, resultId, row }).then(
      (answer) => {
        if (late) return;
        setProperties(answer.properties);
        setFailure(null);
      },
      (error: unknown) => {
        if (!late) setFailure(failureOf(error));
      },
    );
    return () => {
      late = true;
    };
  }, [tabId, resultId, row, version, none]);

  const wanted = find.trim().toLocaleLowerCase();
  const shown =
    properties?.filter(
      ({ name, values }) =>
        wanted === '' ||
        name.toLocaleLowerCase().includes(wanted) ||
        values.some((value) => value.toLocaleLowerCase().includes(wanted)),
    ) ?? [];
  const title = properties?.find(({ name }) => name === titleColumn)?.values[0];

  return (
    <section className={styles.pane} aria-label="Details of the row">
      <div className={styles.bar}>
        <h2 className={styles.title} title={title}>
          {none ? 'Details' : title === undefined || title === '' ? `Row ${formatCount(row + 1)}` : title}
        </h2>
        {!none && (
          <span className={styles.where}>
            row {formatCount(row + 1)} of {formatCount(total)}
          </span>
        )}
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronUpRegular />}
          aria-label="Previous row"
          disabledFocusable={row <= 0}
          onClick={() => props.onRow(row - 1)}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronDownRegular />}
          aria-label="Next row"
          disabledFocusable={row >= total - 1}
          onClick={() => props.onRow(row + 1)}
        />
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label="Close details"
          onClick={props.onClose}
        />
      </div>
      {failure !== null && <FailureBar failure={failure} />}
      {none ? (
        <p className={styles.note}>Choose a row to see all its properties.</p>
      ) : properties === null ? (
        failure === null && <Spinner size="tiny" label="Reading the row" className={styles.note} />
      ) : (
        <>
          <div className={styles.find}>
            <SearchBox
              value={find}
              onChange={setFind}
              size="small"
              label={`Find in ${formatPlural(properties.length, 'property', 'properties')}`}
            />
          </div>
          <dl className={`${styles.list} focusable`} tabIndex={0} aria-label="Properties">
            {shown.map(({ name, type, values }) => (
              <div key={name} className={styles.property}>
                <dt title={type}>{name}</dt>
                {values.length === 0 ? (
                  <dd className={styles.empty}>–</dd>
                ) : (
                  values.map((value, index) => <dd key={index}>{value === '' ? '–' : value}</dd>)
                )}
              </div>
            ))}
          </dl>
          {shown.length === 0 && <p className={styles.note}>No property holds “{find.trim()}”.</p>}
        </>
      )}
    </section>
  );
}
