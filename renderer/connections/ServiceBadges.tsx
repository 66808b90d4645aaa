import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle12Filled,
  Circle12Regular,
  ErrorCircle12Filled,
  Mail16Regular,
  Shield16Regular,
} from '@fluentui/react-icons';
import { OutlineBadge } from '../ui/Badges.tsx';
import { serviceNames, serviceTitles, stateWords } from '../ui/connectionState.ts';
import type { ConnectionStatus, ConnectionView, Service } from '../../shared/model/connection.ts';

const useStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const icons: Readonly<Record<Service, typeof Mail16Regular>> = {
  exchange: Mail16Regular,
  compliance: Shield16Regular,
};

function StateIcon({ state }: { readonly state: ConnectionStatus['state'] }) {
  const styles = useStyles();
  switch (state) {
    case 'connected':
      return <CheckmarkCircle12Filled className={styles.good} aria-hidden />;
    case 'failed':
      return <ErrorCircle12Filled className={styles.bad} aria-hidden />;
    case 'signing-in':
    case 'connecting':
      return <Spinner size="extra-tiny" aria-hidden />;
    case 'signed-out':
      return <Circle12Regular className={styles.quiet} aria-hidden />;
  }
}

/** The connection's services; each with its own state where there is more than one. */
export function ServiceBadges({ view }: { readonly view: ConnectionView }) {
  const both = view.services.length > 1;
  return view.services.map(({ service, status }) => {
    const Icon = icons[service];
    const words = stateWords[status.state];
    return (
      <OutlineBadge
        key={service}
        icon={<Icon aria-hidden />}
        title={both ? `${serviceTitles[service]}: ${words}` : serviceTitles[service]}
      >
        {serviceNames[service]}
        {both && (
          <>
            <span className="visually-hidden">{`, ${words}`}</span>
            <StateIcon state={status.state} />
          </>
        )}
      </OutlineBadge>
    );
  });
}
