import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, DismissRegular, FolderOpenRegular } from '@fluentui/react-icons';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import { Progress } from '../ui/Progress.tsx';
import { notify } from '../ui/toasts.ts';
import { fileName } from './format.ts';
import { dismissExport } from './runStore.ts';
import type { ExportProgress } from './runStore.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '12px',
    minHeight: '36px',
    padding: '2px 12px',
    boxSizing: 'border-box',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  grow: { flexGrow: 1 },
  progress: { width: '160px' },
  done: { display: 'inline-flex', fontSize: '16px', color: tokens.colorPaletteGreenForeground1 },
});

const complain = (error: unknown) => notify({ text: failureOf(error).message, intent: 'error' });

/** One export: how far it is with Cancel, where it went with "Show in folder", or why it failed. */
export function ExportBar({ progress }: { readonly progress: ExportProgress }) {
  const styles = useStyles();
  const { exportId, path, rows, total, state, failure } = progress;
  const dismiss = () => dismissExport(exportId);
  if (state === 'failed' && failure !== null) return <FailureBar failure={failure} onDismiss={dismiss} />;
  const name = fileName(path);
  const close = (
    <Button
      appearance="subtle"
      size="small"
      icon={<DismissRegular />}
      aria-label="Dismiss export"
      onClick={dismiss}
    />
  );
  return (
    <div className={styles.bar} role="status" aria-label="Export">
      {state === 'running' && (
        <>
          <span className={styles.text}>
            Exporting to {name}: {formatCount(rows)} of {formatCount(total)} rows
          </span>
          <Progress
            className={styles.progress}
            value={total > 0 ? rows / total : 0}
            aria-label={`Export to ${name}`}
            thickness="large"
          />
          <span className={styles.grow} />
          <Button size="small" onClick={() => void api.console.cancelExport({ exportId }).catch(complain)}>
            Cancel export
          </Button>
        </>
      )}
      {state === 'done' && (
        <>
          <span aria-hidden className={styles.done}>
            <CheckmarkCircleFilled />
          </span>
          <span className={styles.text} title={path}>
            {formatPlural(rows, 'row', 'rows')} written to {name}
          </span>
          <span className={styles.grow} />
          <Button
            size="small"
            icon={<FolderOpenRegular />}
            onClick={() => void api.console.showInFolder({ exportId }).catch(complain)}
          >
            Show in folder
          </Button>
          {close}
        </>
      )}
      {(state === 'cancelled' || state === 'failed') && (
        <>
          <span className={styles.text}>
            Export to {name} was {state === 'failed' ? 'not finished' : 'cancelled'}.
          </span>
          <span className={styles.grow} />
          {close}
        </>
      )}
    </div>
  );
}
