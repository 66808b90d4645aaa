import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  toggle: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '24px',
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
  },
  aside: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    marginTop: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** A part of a form that is folded away until it is asked for, or until there is something wrong in it. */
export function Disclosure({
  title,
  aside,
  startOpen,
  forceOpen = false,
  children,
}: {
  readonly title: string;
  /** What was chosen in it, shown while it is closed. */
  readonly aside?: string;
  readonly startOpen: boolean;
  readonly forceOpen?: boolean;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const [wanted, setWanted] = useState(startOpen);
  const open = wanted || forceOpen;
  return (
    <div>
      <button
        type="button"
        className={`focusable ${styles.toggle}`}
        aria-expanded={open}
        onClick={() => setWanted(!open)}
      >
        {open ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
        <span>
          {title}
          {!open && aside !== undefined && <span className={styles.aside}>{`: ${aside}`}</span>}
        </span>
      </button>
      {open && <div className={styles.box}>{children}</div>}
    </div>
  );
}
