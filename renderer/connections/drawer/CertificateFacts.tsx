import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { formatDay } from '../../ui/format.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import type { CertificateFacts as Facts } from '../../../shared/model/certificate.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    rowGap: '4px',
    columnGap: '8px',
    alignItems: 'center',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  ended: { color: tokens.colorStatusDangerForeground1 },
  mono: { fontFamily: tokens.fontFamilyMonospace },
  row: { display: 'flex', alignItems: 'center', gap: '4px' },
});

/** What tells one certificate from another. */
export function CertificateFacts({ facts }: { readonly facts: Facts }) {
  const styles = useStyles();
  const ended = new Date(facts.notAfter).getTime() <= Date.now();
  return (
    <dl className={styles.facts}>
      <dt>Subject</dt>
      <dd dir="auto">{facts.subject}</dd>
      <dt>Key</dt>
      <dd>{facts.key}</dd>
      <dt>{ended ? 'Ended' : 'Valid until'}</dt>
      <dd className={mergeClasses(ended && styles.ended)}>{formatDay(facts.notAfter)}</dd>
      <dt>Thumbprint</dt>
      <dd className={styles.row}>
        <span className={styles.mono}>{facts.thumbprint}</span>
        <CopyButton text={facts.thumbprint} label="Copy the thumbprint" />
      </dd>
    </dl>
  );
}
