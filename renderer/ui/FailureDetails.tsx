import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { openHelp } from '../app/frame/overlays.ts';
import { helpFor } from '../help/forFailure.ts';
import { CopyButton } from './CopyButton.tsx';
import { failurePairs, failureForSupport } from './failureText.ts';
import type { FailureWhere } from './failureText.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '8px', marginTop: '4px' },
  pairs: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: '16px',
    rowGap: '4px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere', unicodeBidi: 'isolate' },
  },
  // The button is no higher than the line, so that ids stand as close as the rest.
  id: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    '& button': { height: '20px', minWidth: '20px', padding: 0, flexShrink: 0 },
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px' },
  link: { fontSize: tokens.fontSizeBase200 },
});

const isId = (name: string): boolean => name.endsWith(' ID');

/** What lies behind a failure: what to do, for whom and where, the ids that support asks for, and its help. */
export function FailureDetails({
  failure,
  where = null,
  hint = true,
  help = true,
  at,
}: {
  readonly failure: Failure;
  readonly where?: FailureWhere | null;
  /** False where the hint stands above already. */
  readonly hint?: boolean;
  /** False where the help can't be opened: over another panel. */
  readonly help?: boolean;
  /** When it happened; now unless told. */
  readonly at?: string;
}) {
  const styles = useStyles();
  const topic = help ? helpFor(failure) : null;
  return (
    <div className={styles.root}>
      {hint && failure.hint !== '' && <span>{failure.hint}</span>}
      <dl className={styles.pairs}>
        {failurePairs(failure, where).map(({ name, value, code }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd className={mergeClasses(code && styles.code, isId(name) && styles.id)}>
              {value}
              {isId(name) && <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.foot}>
        <CopyButton text={() => failureForSupport(failure, at)} label="Copy for support">
          Copy for support
        </CopyButton>
        {topic !== null && (
          <Link as="button" inline className={styles.link} onClick={() => openHelp(topic.id)}>
            {`Help: ${topic.title}`}
          </Link>
        )}
      </div>
    </div>
  );
}
