import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  makeStyles,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { useFocusReturn } from './useFocusReturn.ts';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  drawer: { maxWidth: '100vw' },
  header: { paddingBottom: '8px' },
  // A long name gives way to the button beside it, and never widens the panel.
  heading: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  // The gutter: what unfolds in it does not move the rest aside when the scrollbar comes.
  body: { display: 'flex', flexDirection: 'column', paddingBottom: '24px', scrollbarGutter: 'stable' },
});

/** A panel on the right that is read and closed again; the focus goes back to where it was. */
export function SidePanel({
  open,
  label,
  title,
  width,
  onClose,
  children,
}: {
  readonly open: boolean;
  /** Its name for screen readers. */
  readonly label: string;
  readonly title: ReactNode;
  /** In px. */
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  useFocusReturn(open);
  return (
    <OverlayDrawer
      position="end"
      open={open}
      className={styles.drawer}
      style={{ width: `${width}px` }}
      surfaceMotion={null}
      aria-label={label}
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DrawerHeader className={styles.header}>
        <DrawerHeaderTitle
          heading={{ as: 'h2', className: styles.heading }}
          action={
            <Button appearance="subtle" icon={<Dismiss24Regular />} aria-label="Close" onClick={onClose} />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>{children}</DrawerBody>
    </OverlayDrawer>
  );
}
