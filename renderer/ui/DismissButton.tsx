import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';

/** Takes a notice off the screen; the container action of a message bar. */
export function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <Button appearance="transparent" icon={<DismissRegular />} aria-label="Dismiss" onClick={onDismiss} />
  );
}
