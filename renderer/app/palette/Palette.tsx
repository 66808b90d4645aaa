import { Dialog, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { closeOverlays, useOverlays } from '../frame/overlays.ts';
import { PaletteBox } from './PaletteBox.tsx';

const useStyles = makeStyles({
  surface: {
    position: 'fixed',
    top: '88px',
    bottom: 'auto',
    margin: '0 auto',
    left: '72px',
    '@media (max-width: 1099px)': { left: 0 },
    width: '640px',
    maxWidth: 'calc(100vw - 48px)',
    padding: 0,
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow64,
    animationName: {
      from: { opacity: 0, transform: 'translateY(-4px)' },
      to: { opacity: 1, transform: 'none' },
    },
    animationDuration: tokens.durationFaster,
    '@media (prefers-reduced-motion: reduce)': { animationDuration: '0s' },
  },
});

/** Ctrl+K: one field that finds connections, customers, queries, commands, screens and settings. */
export default function Palette() {
  const styles = useStyles();
  const open = useOverlays((state) => state.palette);
  useFocusReturn(open);
  return (
    <Dialog open={open} onOpenChange={() => closeOverlays()} surfaceMotion={null}>
      <DialogSurface className={styles.surface} aria-label="Search and go" backdropMotion={null}>
        <PaletteBox onClose={closeOverlays} />
      </DialogSurface>
    </Dialog>
  );
}
