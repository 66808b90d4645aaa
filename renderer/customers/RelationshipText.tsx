import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle16Regular, Warning16Regular } from '@fluentui/react-icons';
import { endedText } from './access.ts';
import type { Customer } from '../../shared/model/customer.ts';

const useStyles = makeStyles({
  strong: {
    display: 'inline-flex',
    verticalAlign: 'top',
    alignItems: 'center',
    gap: '4px',
    fontWeight: tokens.fontWeightSemibold,
  },
  expiring: { color: tokens.colorPaletteDarkOrangeForeground1 },
  ended: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

const daysText = (days: number | null): string =>
  days === null ? 'No end date' : days === 1 ? '1 day' : `${days} days`;

/** How long a relationship lasts yet, with a sign where that needs somebody. */
export function RelationshipText({ relationship }: Pick<Customer, 'relationship'>) {
  const styles = useStyles();
  const { state, daysLeft } = relationship;
  switch (state) {
    case 'active':
      return daysText(daysLeft);
    case 'expiring':
      return (
        <span className={mergeClasses(styles.strong, styles.expiring)} title="Access ends soon">
          <Warning16Regular aria-label="Ends soon:" /> {daysText(daysLeft)}
        </span>
      );
    case 'ended':
      return (
        <span className={mergeClasses(styles.strong, styles.ended)}>
          <ErrorCircle16Regular aria-hidden /> {endedText(daysLeft)}
        </span>
      );
    case 'pending':
      return <span className={styles.quiet}>Not accepted yet</span>;
    case 'none':
      return <span className={styles.quiet}>None</span>;
  }
}
