import { OverlayDrawer, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useConnection } from '../../app/stores/connections.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { DrawerContent } from './DrawerContent.tsx';

const useStyles = makeStyles({
  drawer: {
    width: '640px',
    maxWidth: '100vw',
    animationName: {
      from: { opacity: 0, transform: 'translateX(24px)' },
      to: { opacity: 1, transform: 'none' },
    },
    animationDuration: tokens.durationFaster,
    '@media (prefers-reduced-motion: reduce)': { animationDuration: '0s' },
  },
});

/** The panel on the right that makes or changes a connection: form, waiting for a sign-in, failure in its place. */
export default function NewConnectionDrawer() {
  const styles = useStyles();
  const drawer = useUiRequests((state) => state.drawer);
  const close = useUiRequests((state) => state.closeDrawer);
  const edited = useConnection(drawer?.connectionId ?? null);
  const title = edited === undefined ? 'New connection' : `Edit ${edited.profile.name}`;
  const surface = useRef<HTMLDivElement>(null);
  useFocusReturn(drawer !== null);
  useEffect(() => {
    // Fluent begins with what is first in the panel, which closes it.
    if (drawer !== null) surface.current?.querySelector<HTMLElement>('textarea, input:checked')?.focus();
  }, [drawer]);
  return (
    <OverlayDrawer
      ref={surface}
      position="end"
      open={drawer !== null}
      className={styles.drawer}
      surfaceMotion={null}
      aria-label={title}
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
    >
      {drawer !== null && <DrawerContent request={drawer} title={title} onClose={close} />}
    </OverlayDrawer>
  );
}
