import {
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { putBannerAway, useReadBanners } from '../connections/banners.ts';
import { DismissButton } from '../ui/DismissButton.tsx';
import { serviceTitles, statusOf } from '../ui/connectionState.ts';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';

const useStyles = makeStyles({
  bar: { margin: '0 16px 16px', flexShrink: 0 },
  title: { display: 'block' },
  text: {
    margin: 0,
    maxHeight: '160px',
    overflowY: 'auto',
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
  },
});

/** What the service says to those who connect, in a tab in which nothing was run yet; nothing once it was put away. */
export function BannerNote({ view, service }: { readonly view: ConnectionView; readonly service: Service }) {
  const styles = useStyles();
  const status = statusOf(view, service);
  const read = useReadBanners((state) => state.read);
  if (status.state !== 'connected' || status.banner === undefined || read.has(status.connectionId))
    return null;
  const title = `${serviceTitles[service]} says`;
  return (
    <MessageBar intent="info" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>
        <p className={`focusable ${styles.text}`} tabIndex={0} role="region" aria-label={title}>
          {status.banner}
        </p>
      </MessageBarBody>
      <MessageBarActions
        containerAction={<DismissButton onDismiss={() => putBannerAway(status.connectionId)} />}
      />
    </MessageBar>
  );
}
