import { Button, makeStyles } from '@fluentui/react-components';
import { Certificate20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useSettings } from '../app/stores/settings.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { Row } from './parts.tsx';
import type { Failure } from '../../shared/model/failure.ts';
import type { Settings } from '../../shared/model/settings.ts';

const useStyles = makeStyles({ bar: { padding: '0 16px 12px' } });

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** Authorities that count beside those of the system. */
export function RootCertificates() {
  const styles = useStyles();
  const roots = useSettings((state) => state.data.rootCertificates);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (act: () => Promise<Settings | null>) => {
    setFailure(null);
    try {
      const data = await act();
      if (data !== null) useSettings.setState({ data });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <>
      {roots.map(({ fingerprint, name, expiresAt }) => (
        <Row
          key={fingerprint}
          leading={<Certificate20Regular aria-hidden />}
          label={name}
          about={`Until ${day.format(new Date(expiresAt))} · SHA-256 ${fingerprint.slice(0, 16)}…`}
        >
          <Button
            aria-label={`Remove ${name}`}
            onClick={() => void change(() => api.settings.removeRootCertificate({ fingerprint }))}
          >
            Remove
          </Button>
        </Row>
      ))}
      <div>
        <Row
          label={roots.length === 0 ? 'Root certificates' : 'Another root certificate'}
          about="For a proxy that inspects traffic. Trusted beside those of the system; names and dates are checked as ever"
        >
          <Button onClick={() => void change(() => api.settings.addRootCertificates())}>
            Add root certificate
          </Button>
        </Row>
        {failure !== null && (
          <div className={styles.bar}>
            <FailureBar failure={failure} onDismiss={() => setFailure(null)} />
          </div>
        )}
      </div>
    </>
  );
}
