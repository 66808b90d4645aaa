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
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { closeOverlays, useOverlays } from './overlays.ts';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl+K', 'Search and go anywhere'],
      ['Ctrl+1 … Ctrl+6', 'Connections, Customers, Console, Queries, Activity, Settings'],
      ['Esc', 'Close what is on top'],
      ['F1', 'Help on connecting'],
      ['?', 'These keys'],
    ],
  },
  {
    title: 'Customers',
    keys: [
      ['Letters', 'Search, from anywhere in the list'],
      ['↑ ↓ Home End', 'Move in the list'],
      ['Enter', 'Open a console'],
      ['Ctrl+Enter', 'Open it in the background'],
      ['Space', 'Tick'],
      ['Ctrl+D', 'Favourite'],
    ],
  },
  {
    title: 'Console',
    keys: [
      ['Ctrl+Enter', 'Run'],
      ['Esc, then Tab', 'Leave the editor'],
      ['Ctrl+C', 'Copy rows as tab-separated text'],
    ],
  },
];

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  title: { fontSize: tokens.fontSizeBase300, margin: '16px 0 4px' },
  list: {
    display: 'grid',
    gridTemplateColumns: '140px minmax(0, 1fr)',
    rowGap: '8px',
    margin: 0,
    alignItems: 'center',
    '& dd': { margin: 0 },
  },
});

/** Which keys do what. Opened with ? from anywhere. */
export default function KeysDialog() {
  const styles = useStyles();
  const open = useOverlays((state) => state.keys);
  useFocusReturn(open);
  return (
    <Dialog open={open} onOpenChange={() => closeOverlays()} surfaceMotion={null}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Keys</DialogTitle>
          <DialogContent>
            {groups.map((group) => (
              <section key={group.title} aria-label={group.title}>
                <h3 className={styles.title}>{group.title}</h3>
                <dl className={styles.list}>
                  {group.keys.map(([keys, what]) => (
                    <div key={keys} style={{ display: 'contents' }}>
                      <dt>
                        <KeyCap keys={keys} />
                      </dt>
                      <dd>{what}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => closeOverlays()}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
