import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, DismissCircle20Filled } from '@fluentui/react-icons';
import type { ProxyTrial } from '../../shared/model/proxy.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' },
  item: { display: 'flex', gap: '12px' },
  good: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  bad: { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  about: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

/** What came of trying: each host, the way it was asked by, and what it said. */
export function ProxyTrialView({ trials }: { readonly trials: readonly ProxyTrial[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label="What came back">
      {trials.map(({ service, host, proxy, answer, failure }) => (
        <li key={host} className={styles.item}>
          {failure === null ? (
            <CheckmarkCircle20Filled className={styles.good} aria-label="Answered" />
          ) : (
            <DismissCircle20Filled className={styles.bad} aria-label="Failed" />
          )}
          <span>
            {service}: {failure === null ? answer : failure.message}
            <span className={styles.about}>
              {host}, {proxy === null ? 'directly' : `through the proxy ${proxy}`}
            </span>
            {failure !== null && failure.hint !== '' && <span className={styles.about}>{failure.hint}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
