import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { Part } from './Facts.tsx';
import type { ConnectionCheck, Service } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';

const useStyles = makeStyles({
  about: { margin: 0, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  good: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    margin: '0 0 8px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorStatusSuccessForeground1,
    overflowWrap: 'anywhere',
    '& svg': { flexShrink: 0 },
  },
  wrap: {
    overflowX: 'auto',
    maxHeight: '240px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    '& th, & td': { textAlign: 'left', padding: '6px 12px', whiteSpace: 'nowrap' },
    '& tbody tr': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
});

type Answer =
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'answered'; readonly check: ConnectionCheck }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The question that the documents ask to know that a connection works, and what the service answered. */
export function CheckPart({ id, service }: { readonly id: string; readonly service: Service }) {
  const styles = useStyles();
  const [answer, setAnswer] = useState<Answer>({ state: 'none' });
  const ask = () => {
    setAnswer({ state: 'asking' });
    api.connections.check({ id, service }).then(
      (check) => setAnswer({ state: 'answered', check }),
      (error: unknown) => setAnswer({ state: 'failed', failure: failureOf(error) }),
    );
  };
  const cmdlet = service === 'compliance' ? 'Get-RetentionCompliancePolicy' : 'Get-AcceptedDomain';
  return (
    <Part
      title="Check"
      action={
        <Button
          size="small"
          disabledFocusable={answer.state === 'asking'}
          {...(answer.state === 'asking' && { icon: <Spinner size="extra-tiny" aria-hidden /> })}
          onClick={ask}
        >
          Check connection
        </Button>
      }
    >
      <div role="status">
        {(answer.state === 'none' || answer.state === 'asking') && (
          <p className={styles.about}>
            {answer.state === 'none' ? `Runs ${cmdlet} and shows the answer.` : `Asking with ${cmdlet}`}
          </p>
        )}
        {answer.state === 'answered' && (
          <p className={styles.good}>
            <CheckmarkCircle16Filled aria-hidden />
            {`${answer.check.host} answered ${answer.check.cmdlet} in ${Math.round(answer.check.elapsedMs)} ms${answer.check.rows.length === 0 ? ' with no rows' : ''}`}
          </p>
        )}
      </div>
      {answer.state === 'failed' && (
        <FailureBar failure={answer.failure} actions={[{ label: 'Check again', run: ask }]} help={false} />
      )}
      {answer.state === 'answered' && answer.check.rows.length > 0 && <Rows check={answer.check} />}
    </Part>
  );
}

function Rows({ check }: { readonly check: ConnectionCheck }) {
  const styles = useStyles();
  return (
    <div
      className={`focusable ${styles.wrap}`}
      role="region"
      aria-label={`Answer of ${check.cmdlet}`}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {check.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {check.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
          {check.more && (
            <tr>
              <td colSpan={check.columns.length}>There are more</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
