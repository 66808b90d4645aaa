import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { FormDialog } from '../ui/FormDialog.tsx';
import { methodName, serviceNames } from '../ui/connectionState.ts';
import { formatPlural } from '../ui/format.ts';
import { environmentName } from '../ui/organizationText.ts';
import { applyImport, closeImport, useImport } from './transfer.ts';
import type { CarriedConnection, ImportPreview } from '../../shared/model/connection-file.ts';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  title: {
    margin: '0 0 4px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  about: { margin: '0 0 4px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    '& li': { padding: '6px 12px', overflowWrap: 'anywhere' },
    '& li + li': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  name: { display: 'block', unicodeBidi: 'plaintext', textAlign: 'left' },
  detail: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

function Group({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      <p className={styles.about}>{about}</p>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}

const detailOf = (one: CarriedConnection): string =>
  [
    one.username ?? methodName(one.signIn),
    one.organization.domain ?? one.organization.name,
    environmentName(one),
    one.services.map((service) => serviceNames[service]).join(' and '),
    one.folder === '' ? null : `folder ${one.folder}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');

function Item({ name, detail }: { readonly name: string; readonly detail: string }) {
  const styles = useStyles();
  return (
    <li>
      <span className={styles.name}>{name}</span>
      <span className={styles.detail}>{detail}</span>
    </li>
  );
}

function Review({ preview }: { readonly preview: ImportPreview }) {
  const { fresh, twins, damaged } = preview;
  const add = async () => {
    await applyImport(preview.importId);
    return true;
  };
  return (
    <FormDialog
      long
      title={`Import from ${preview.fileName}`}
      submit={fresh.length === 0 ? null : `Add ${formatPlural(fresh.length, 'connection', 'connections')}`}
      onSubmit={add}
      onClose={closeImport}
    >
      {fresh.length > 0 && (
        <Group
          title={`${formatPlural(fresh.length, 'connection', 'connections')} to add`}
          about="None is connected by this. Passwords and tokens are not in the file and are asked for when needed."
        >
          {fresh.map((one, index) => (
            <Item key={index} name={one.name} detail={detailOf(one)} />
          ))}
        </Group>
      )}
      {twins.length > 0 && (
        <Group
          title={`${formatPlural(twins.length, 'connection', 'connections')} already here`}
          about="Same environment, account and organisation. Left as they are."
        >
          {twins.map(({ connection, existing }, index) => (
            <Item
              key={index}
              name={connection.name}
              detail={existing === connection.name ? detailOf(connection) : `here called ${existing}`}
            />
          ))}
        </Group>
      )}
      {damaged.length > 0 && (
        <Group
          title={`${formatPlural(damaged.length, 'entry', 'entries')} not readable`}
          about="Left out. The others are not affected."
        >
          {damaged.map(({ label, reason }, index) => (
            <Item key={index} name={label} detail={reason} />
          ))}
        </Group>
      )}
      {fresh.length + twins.length + damaged.length === 0 && <p>There is no connection in this file.</p>}
    </FormDialog>
  );
}

/** What a file of connections would bring: what is new, what is here already, what can't be read. */
export default function ImportDialog() {
  const preview = useImport((state) => state.preview);
  return preview === null ? null : <Review key={preview.importId} preview={preview} />;
}
