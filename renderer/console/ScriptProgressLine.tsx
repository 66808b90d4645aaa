import { makeStyles, tokens } from '@fluentui/react-components';
import { Progress } from '../ui/Progress.tsx';
import type { ScriptProgress } from '../results/runStore.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '4px 12px',
    fontSize: tokens.fontSizeBase200,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0, flexShrink: 1 },
  bar: { flexGrow: 1, minWidth: '80px' },
});

/** Write-Progress of a running script. */
export function ScriptProgressLine({ progress }: { readonly progress: ScriptProgress | null }) {
  const styles = useStyles();
  if (progress === null) return null;
  const { activity, status, percent } = progress;
  const text = status === '' ? activity : `${activity} · ${status}`;
  return (
    <div className={styles.line}>
      <span className={styles.text}>{text}</span>
      <Progress
        className={styles.bar}
        aria-label={activity}
        {...(percent >= 0 && { value: Math.min(100, percent) / 100 })}
      />
      {percent >= 0 && <span>{Math.round(Math.min(100, percent))} %</span>}
    </div>
  );
}
