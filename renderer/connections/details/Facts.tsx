import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useId } from 'react';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '32px', marginBottom: '4px' },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: '136px minmax(0, 1fr)',
    rowGap: '6px',
    columnGap: '16px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& dt': { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
    '& dd': { margin: 0, overflowWrap: 'anywhere', unicodeBidi: 'plaintext', textAlign: 'left' },
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  code: { fontFamily: tokens.fontFamilyMonospace },
  none: { color: tokens.colorNeutralForeground2 },
});

/** A named part of the details, with what can be done with it at the right. */
export function Part({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}

export interface Fact {
  readonly name: string;
  /** Several are a list; an empty one says "None". */
  readonly value: ReactNode | readonly string[];
  readonly code?: boolean;
}

/** A name of the module's may be broken between its words, not within one. */
const breakable = (name: string): ReactNode =>
  name.split(/(?<=[a-z])(?=[A-Z])/u).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));

/** Names and values under each other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, code }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{breakable(name)}</dt>
          <dd className={code === true ? styles.code : undefined}>
            {Array.isArray(value) ? <Values values={value} /> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Values({ values }: { readonly values: readonly string[] }) {
  const styles = useStyles();
  if (values.length === 0) return <span className={styles.none}>None</span>;
  return (
    <ul className={styles.list}>
      {values.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
}
