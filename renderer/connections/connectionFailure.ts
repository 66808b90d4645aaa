import { connect, connectForSearches } from '../app/actions.ts';
import { askProxyLogin, askSecret } from '../app/connectionRequests.ts';
import { useConnections } from '../app/stores/connections.ts';
import { keepTrying } from '../app/stores/retries.ts';
import { go } from '../app/navigation.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { statusOf } from '../ui/connectionState.ts';
import { isPersonal } from '../../shared/model/sign-in-method.ts';
import type { FailureHandlers } from '../ui/failureActions.tsx';
import type { ConnectionProfile, Service } from '../../shared/model/connection.ts';

const profileOf = (id: string): ConnectionProfile | undefined =>
  useConnections.getState().data.find(({ profile }) => profile.id === id)?.profile;
const methodOf = (id: string): string | undefined => profileOf(id)?.signIn.kind;

/** A person can sign in in the browser instead; an app, a machine and a token that was given can't. */
function canUseBrowser(id: string): boolean {
  const signIn = profileOf(id)?.signIn;
  return signIn !== undefined && isPersonal(signIn);
}

/** Only a connection without such a session can be made again with one. */
function lacksSearches(id: string, services: readonly Service[]): boolean {
  const options = profileOf(id)?.options;
  return services.includes('compliance') && options !== undefined && !options.searchOnlySession;
}

/** What is connected has nothing to wait for: there the command is run again. */
function isConnected(id: string, services: readonly Service[]): boolean {
  const view = useConnections.getState().data.find(({ profile }) => profile.id === id);
  return view !== undefined && services.every((service) => statusOf(view, service).state === 'connected');
}

/** What the buttons of a connection's failure do, for the services that failed. */
export const connectionHandlers = (id: string, services: readonly Service[]): FailureHandlers => ({
  again: () => void connect(id, services),
  ...(canUseBrowser(id) && { browser: () => void connect(id, services, { inBrowser: true }) }),
  secretName: methodOf(id) === 'token' ? 'access token' : 'password',
  secret: () => askSecret(id, services),
  proxyLogin: () => askProxyLogin(id, services),
  edit: () => {
    go('connections');
    useUiRequests.getState().editConnection(id);
  },
  ...(!isConnected(id, services) && { keepTrying: () => keepTrying(id, services) }),
  ...(lacksSearches(id, services) && { forSearches: () => void connectForSearches(id) }),
});
