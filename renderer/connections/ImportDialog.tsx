import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useId, useState } from 'react';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { methodName, serviceNames } from '../ui/connectionState.ts';
import { formatPlural } from '../ui/format.ts';
import { environmentName } from '../ui/organizationText.ts';
import { useFocusReturn } from '../ui/useFocusReturn.ts';
import { applyImport, closeImport, useImport } from './transfer.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { CarriedConnection, ImportPreview } from '../../shared/model/connection-file.ts';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  content: { display: 'flex', flexDirection: 'column', gap: '16px', maxHeight: '60vh', overflowY: 'auto' },
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
  const styles = useStyles();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { fresh, twins, damaged } = preview;
  const add = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await applyImport(preview.importId);
      closeImport();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <DialogBody>
      <DialogTitle>{`Import from ${preview.fileName}`}</DialogTitle>
      <DialogContent className={styles.content} tabIndex={0}>
        {failure !== null && <FailureBar failure={failure} help={false} />}
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
      </DialogContent>
      <DialogActions>
        {fresh.length > 0 && (
          <Button appearance="primary" disabledFocusable={busy} onClick={() => void add()}>
            {`Add ${formatPlural(fresh.length, 'connection', 'connections')}`}
          </Button>
        )}
        <Button onClick={closeImport}>{fresh.length > 0 ? 'Cancel' : 'Close'}</Button>
      </DialogActions>
    </DialogBody>
  );
}

/** What a file of connections would bring: what is new, what is here already, what can't be read. */
export default function ImportDialog() {
  const styles = useStyles();
  const preview = useImport((state) => state.preview);
  useFocusReturn(preview !== null);
  return (
    <Dialog open={preview !== null} onOpenChange={closeImport} surfaceMotion={null}>
      <DialogSurface className={styles.surface} backdropMotion={null}>
        {preview !== null && <Review key={preview.importId} preview={preview} />}
      </DialogSurface>
    </Dialog>
  );
}
