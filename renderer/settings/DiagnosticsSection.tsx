import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { notify } from '../ui/toasts.ts';
import { Box, Row, Section } from './parts.tsx';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  preview: { padding: '0 16px 16px' },
  text: {
    margin: '0 0 12px',
    maxHeight: '320px',
    overflow: 'auto',
    padding: '12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  buttons: { display: 'flex', gap: '8px' },
  bar: { padding: '0 16px 12px' },
});

type Preview = { readonly state: 'closed' | 'reading' } | { readonly state: 'shown'; readonly text: string };

/** The support bundle: shown whole before it is saved. */
export function DiagnosticsSection() {
  const styles = useStyles();
  const [preview, setPreview] = useState<Preview>({ state: 'closed' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const show = async () => {
    setFailure(null);
    setPreview({ state: 'reading' });
    try {
      setPreview({ state: 'shown', text: (await api.diagnostics.preview()).text });
    } catch (error) {
      setPreview({ state: 'closed' });
      setFailure(failureOf(error));
    }
  };
  const save = async () => {
    setFailure(null);
    try {
      const saved = await api.diagnostics.save();
      if (saved === null) return;
      setPreview({ state: 'closed' });
      notify({ text: `The support bundle was saved as ${saved.path}.`, timeout: 8000 });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Section id="diagnostics" title="Diagnostics">
      <Box>
        <div>
          <Row
            label="Support bundle"
            about="Versions, settings and the newest log lines, without tokens or passwords. You see all of it before it is saved"
          >
            {preview.state === 'reading' && <Spinner size="tiny" label="Collecting" />}
            {preview.state === 'closed' && <Button onClick={() => void show()}>Show the bundle</Button>}
          </Row>
          {failure !== null && (
            <div className={styles.bar}>
              <FailureBar failure={failure} onDismiss={() => setFailure(null)} />
            </div>
          )}
          {preview.state === 'shown' && (
            <div className={styles.preview}>
              <pre
                className={styles.text}
                tabIndex={0}
                role="region"
                aria-label="Content of the support bundle"
              >
                {preview.text}
              </pre>
              <div className={styles.buttons}>
                <Button appearance="primary" onClick={() => void save()}>
                  Save the bundle
                </Button>
                <Button onClick={() => setPreview({ state: 'closed' })}>Hide</Button>
              </div>
            </div>
          )}
        </div>
        <Row label="Log files" about="Rotated, and without secrets">
          <Button onClick={() => void api.diagnostics.openLogFolder().catch(tellFailure)}>
            Open log folder
          </Button>
        </Row>
      </Box>
    </Section>
  );
}
