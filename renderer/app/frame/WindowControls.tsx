import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Dismiss16Regular, Square16Regular, Subtract16Regular } from '@fluentui/react-icons';
import { api } from '../api.ts';
import type { FluentIcon } from '@fluentui/react-icons';

const useStyles = makeStyles({
  root: { display: 'flex', height: '100%', flexShrink: 0, WebkitAppRegion: 'no-drag' },
  button: {
    width: '46px',
    height: '100%',
    border: 'none',
    padding: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground4Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
  },
  close: { ':hover': { backgroundColor: tokens.colorPaletteRedBackground3, color: '#ffffff' } },
});

type Action = 'minimise' | 'maximise' | 'close';

const buttons: readonly { readonly action: Action; readonly label: string; readonly icon: FluentIcon }[] = [
  { action: 'minimise', label: 'Minimise', icon: Subtract16Regular },
  { action: 'maximise', label: 'Maximise', icon: Square16Regular },
  { action: 'close', label: 'Close', icon: Dismiss16Regular },
];

/** Minimise, maximise and close, where the system draws none (Windows, Linux). */
export function WindowControls() {
  const styles = useStyles();
  return (
    <div role="group" aria-label="Window" className={styles.root}>
      {buttons.map(({ action, label, icon: Icon }) => (
        <button
          key={action}
          type="button"
          tabIndex={-1}
          aria-label={label}
          className={mergeClasses('focusable', styles.button, action === 'close' && styles.close)}
          onClick={() => void api.app.window({ action }).catch(() => undefined)}
        >
          <Icon aria-hidden />
        </button>
      ))}
    </div>
  );
}
