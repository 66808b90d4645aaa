import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  section: { marginBottom: '32px', scrollMarginTop: '24px' },
  title: {
    margin: '0 0 12px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    outlineStyle: 'none',
  },
  box: {
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    '& > * + *': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 16px',
    minHeight: '52px',
    boxSizing: 'border-box',
    padding: '8px 16px',
  },
  text: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
  label: { display: 'block', overflowWrap: 'anywhere' },
  about: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  control: { display: 'flex', alignItems: 'center', gap: '8px', flexWrap: 'wrap' },
});

/** A part of the settings page, with its heading. */
export function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const heading = useId();
  return (
    <section data-section={id} aria-labelledby={heading} className={styles.section}>
      <h2 id={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}

export function Box({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  const styles = useStyles();
  return <div className={mergeClasses(styles.box, className)}>{children}</div>;
}

/** One setting: what it is on the left, what changes it on the right. */
export function Row({
  label,
  about,
  htmlFor,
  labelId,
  leading,
  children,
}: {
  readonly label: ReactNode;
  readonly about?: ReactNode;
  readonly htmlFor?: string;
  readonly labelId?: string;
  readonly leading?: ReactNode;
  readonly children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      {leading}
      <div className={styles.text}>
        {htmlFor === undefined ? (
          <span id={labelId} className={styles.label}>
            {label}
          </span>
        ) : (
          <label id={labelId} htmlFor={htmlFor} className={styles.label}>
            {label}
          </label>
        )}
        {about !== undefined && <span className={styles.about}>{about}</span>}
      </div>
      {children !== undefined && <div className={styles.control}>{children}</div>}
    </div>
  );
}
