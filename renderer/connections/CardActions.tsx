import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
} from '@fluentui/react-components';
import {
  Copy20Regular,
  Mail20Regular,
  Open20Regular,
  PlugDisconnected20Regular,
  Shield20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import { connect, disconnect, openConsole, tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { useSignIn } from '../app/stores/accounts.ts';
import { useRetries } from '../app/stores/retries.ts';
import {
  connectedServices,
  failedServices,
  hasBoth,
  idleServices,
  overallStatus,
  serviceNames,
  serviceTitles,
} from '../ui/connectionState.ts';
import { failureButtons } from '../ui/failureActions.tsx';
import { copySignInCode, copySignInLink, openSignInPage } from '../ui/SignInButtons.tsx';
import { RetryLine } from './RetryLine.tsx';
import { connectionHandlers } from './connectionFailure.ts';
import type { MenuButtonProps } from '@fluentui/react-components';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';

const serviceIcons = { exchange: <Mail20Regular />, compliance: <Shield20Regular /> } as const;

/** Opens the console; of two services the first that is connected, with the other in its menu. */
function OpenConsole({ view }: { readonly view: ConnectionView }) {
  const { profile } = view;
  const first = connectedServices(view)[0]?.service ?? profile.services[0] ?? 'exchange';
  const open = (service: Service) => void openConsole(profile.id, { service });
  if (!hasBoth(profile)) {
    return (
      <Button icon={<WindowConsole20Regular />} onClick={() => open(first)}>
        Open console
      </Button>
    );
  }
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger: MenuButtonProps) => (
          <SplitButton
            icon={<WindowConsole20Regular />}
            primaryActionButton={{ onClick: () => open(first) }}
            menuButton={{ ...trigger, 'aria-label': `Console of which service of ${profile.name}` }}
          >
            Open console
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {profile.services.map((service) => (
            <MenuItem key={service} icon={serviceIcons[service]} onClick={() => open(service)}>
              {serviceTitles[service]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** The page again, or a device code and its page; without a browser the link. */
function WaitButtons({ signInId }: { readonly signInId: string }) {
  const signIn = useSignIn(signInId);
  const device = signIn?.device ?? null;
  return (
    <>
      {device !== null && (
        <Button icon={<Copy20Regular />} onClick={() => copySignInCode(signInId)}>
          Copy code
        </Button>
      )}
      {device === null && signIn?.failure?.code === 'no-browser' ? (
        <Button icon={<Copy20Regular />} onClick={() => copySignInLink(signInId)}>
          Copy link
        </Button>
      ) : (
        <Button icon={<Open20Regular />} onClick={() => openSignInPage(signInId)}>
          {device === null ? 'Open page again' : 'Open page'}
        </Button>
      )}
    </>
  );
}

/** What can be done next with a connection, by how it stands. */
export function CardActions({ view }: { readonly view: ConnectionView }) {
  const { profile } = view;
  const status = overallStatus(view);
  const trying = useRetries((state) => state.retries[profile.id] !== undefined);
  const cancel = () => void api.connections.cancelConnect({ id: profile.id }).catch(tellFailure);
  switch (status.state) {
    case 'connected': {
      const [idle] = idleServices(view);
      return (
        <>
          <OpenConsole view={view} />
          {idle === undefined ? (
            <Button appearance="subtle" onClick={() => void disconnect(profile.id)}>
              Disconnect
            </Button>
          ) : (
            <Button appearance="subtle" onClick={() => void connect(profile.id, [idle])}>
              {`Connect ${serviceNames[idle]}`}
            </Button>
          )}
        </>
      );
    }
    case 'signing-in':
      return (
        <>
          <WaitButtons signInId={status.signInId} />
          <Button appearance="subtle" onClick={cancel}>
            Cancel
          </Button>
        </>
      );
    case 'connecting':
      return (
        <Button appearance="subtle" onClick={cancel}>
          Cancel
        </Button>
      );
    case 'failed': {
      if (trying) return <RetryLine id={profile.id} />;
      const services = failedServices(view).map(({ service }) => service);
      return failureButtons(status.failure, connectionHandlers(profile.id, services)).map(
        ({ label, icon, run }, index) => (
          <Button key={label} appearance={index === 0 ? 'secondary' : 'subtle'} icon={icon} onClick={run}>
            {label}
          </Button>
        ),
      );
    }
    case 'signed-out':
      return (
        <Button icon={<PlugDisconnected20Regular />} onClick={() => void connect(profile.id)}>
          Connect
        </Button>
      );
  }
}
