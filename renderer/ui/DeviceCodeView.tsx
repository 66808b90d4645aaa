import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { formatClock } from './format.ts';
import { useNow } from './hooks.ts';
import type { DeviceCode } from '../../shared/model/account.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '12px', margin: 0 },
  beside: { flexDirection: 'row', flexWrap: 'wrap', columnGap: '16px', rowGap: '4px' },
  code: {
    padding: '12px 24px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '40px',
    lineHeight: '48px',
    letterSpacing: '4px',
    userSelect: 'all',
    overflowWrap: 'anywhere',
    textAlign: 'center',
    '@media (max-width: 559px)': { fontSize: '28px', lineHeight: '36px', padding: '8px 12px' },
  },
  small: { fontSize: '28px', lineHeight: '36px', padding: '4px 12px' },
  texts: { display: 'contents' },
  below: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  page: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere', userSelect: 'all' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The code to type on another device, where, and how long it lasts. `beside`: in a row, where there is little height. */
export function DeviceCodeView({
  device,
  beside = false,
}: {
  readonly device: DeviceCode;
  readonly beside?: boolean;
}) {
  const styles = useStyles();
  const now = useNow(1000);
  const left = Math.max(0, new Date(device.expiresAt).getTime() - now);
  return (
    <div className={mergeClasses(styles.root, beside && styles.beside)}>
      <output aria-label="Code to type" className={mergeClasses(styles.code, beside && styles.small)}>
        {device.code}
      </output>
      <span className={beside ? styles.below : styles.texts}>
        <span className={styles.quiet}>
          {'on the page '}
          <span className={styles.page}>{device.page}</span>
        </span>
        <span role="timer" aria-live="off" className={styles.quiet}>
          {`The code lasts another ${formatClock(left)}`}
        </span>
      </span>
    </div>
  );
}
