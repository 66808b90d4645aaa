import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { LockClosed12Regular } from '@fluentui/react-icons';
import { practiceHatch } from './organization.tsx';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '20px',
    padding: '0 6px',
    boxSizing: 'border-box',
    whiteSpace: 'nowrap',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  practice: {
    gap: 0,
    padding: 0,
    overflow: 'hidden',
    fontSize: '11px',
    letterSpacing: '0.4px',
    color: tokens.colorNeutralForeground1,
    ...shorthands.borderColor(tokens.colorNeutralStrokeAccessible),
  },
  hatch: {
    alignSelf: 'stretch',
    width: '14px',
    backgroundImage: practiceHatch,
    borderRight: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  practiceText: { padding: '0 6px' },
  // Fits the rail.
  practicePlain: { padding: '0 4px', fontSize: '10px', letterSpacing: 0 },
});

/** Small outlined badge with an optional icon. */
export function OutlineBadge({
  icon,
  children,
  className,
  title,
}: {
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
}) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.badge, className)} title={title}>
      {icon}
      {children}
    </span>
  );
}

export const ReadOnlyBadge = () => <OutlineBadge icon={<LockClosed12Regular />}>Read-only</OutlineBadge>;

/** The word PRACTICE beside its hatch. */
export function PracticeBadge({ plain = false }: { readonly plain?: boolean }) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.badge, styles.practice)}>
      {!plain && <span aria-hidden className={styles.hatch} />}
      <span className={plain ? styles.practicePlain : styles.practiceText}>PRACTICE</span>
    </span>
  );
}
