import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { seenLeftOpen, useConnections } from '../app/stores/connections.ts';
import { DismissButton } from '../ui/DismissButton.tsx';
import { formatPlural } from '../ui/format.ts';

/** After a crash: what was open then is not any more. Nothing otherwise. */
export function LeftOpenBar() {
  const many = useConnections((state) => state.leftOpen);
  if (many === 0) return null;
  return (
    <MessageBar intent="info" layout="auto">
      <MessageBarBody>
        <MessageBarTitle>Tenantdeck ended without closing last time.</MessageBarTitle>
        {many === 1
          ? 'The connection that was open is disconnected now. Connect it again when you need it.'
          : `${formatPlural(many, 'connection', 'connections')} that were open are disconnected now. Connect them again when you need them.`}
      </MessageBarBody>
      <MessageBarActions containerAction={<DismissButton onDismiss={seenLeftOpen} />} />
    </MessageBar>
  );
}
