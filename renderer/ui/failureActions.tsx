import {
  ArrowClockwise20Regular,
  Copy20Regular,
  Cloud20Regular,
  Edit20Regular,
  Globe20Regular,
  Key20Regular,
  Link20Regular,
  PersonArrowRight20Regular,
  PlugConnected20Regular,
  Settings20Regular,
  Timer20Regular,
} from '@fluentui/react-icons';
import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { go } from '../app/navigation.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { notify } from './toasts.ts';
import type { ReactElement } from 'react';
import type { Failure, FailureAction, FailureCode } from '../../shared/model/failure.ts';

/** What a button beside a failure looks like and does. */
export interface FailureButton {
  readonly label: string;
  readonly icon: ReactElement;
  readonly run: () => void;
}

/** What the place of a failure can do; a way on that it has not is not offered. */
export interface FailureHandlers {
  /** The same thing once more. */
  readonly again?: () => void;
  /** Signs in in the browser this time, where the way to sign in is another one. */
  readonly browser?: () => void;
  readonly secret?: () => void;
  /** What `secret` asks for; a password unless told. */
  readonly secretName?: string;
  readonly keepTrying?: () => void;
  /** Asks for the login of the connection's own proxy. */
  readonly proxyLogin?: () => void;
  readonly edit?: () => void;
  /** Chooses the environment that was meant. */
  readonly environment?: (cloudId: CloudId) => void;
  /** Connects again with a session for compliance searches. */
  readonly forSearches?: () => void;
}

const SIGN_IN: ReadonlySet<FailureCode> = new Set([
  'sign-in-needed',
  'sign-in-cancelled',
  'sign-in-timed-out',
  'sign-in-failed',
  'state-mismatch',
  'account-unknown',
  'wrong-tenant',
  'no-access',
  'consent-needed',
  'conditional-access',
  'mfa-needed',
]);

/** What helps where main named nothing: another sign-in for what went wrong in one, else another try. */
export function actionOf(failure: Failure): FailureAction {
  if (failure.action !== undefined) return failure.action;
  if (failure.code === 'secret-needed' || failure.code === 'wrong-password') return 'enter-secret';
  return SIGN_IN.has(failure.code) ? 'sign-in-again' : 'retry';
}

async function copyConsentLink(link: string): Promise<void> {
  try {
    await api.app.copyText({ text: link });
    notify({ text: 'The link was copied. An administrator of the organisation opens it and accepts.' });
  } catch (error) {
    tellFailure(error);
  }
}

/** What to type instead, for the editor of a console; none where nothing was typed. */
export function commandButtons({ command }: Failure): readonly FailureButton[] {
  if (command === undefined) return [];
  return [{ label: 'Copy command', icon: <Copy20Regular />, run: () => void copyCommand(command) }];
}

async function copyCommand(text: string): Promise<void> {
  try {
    await api.app.copyText({ text });
    notify({ text: 'The command was copied.' });
  } catch (error) {
    tellFailure(error);
  }
}

function showProxySettings(): void {
  useUiRequests.getState().showSettings('network');
  go('settings');
}

function chooseEnvironment({ environment }: Failure, on: FailureHandlers): readonly FailureButton[] {
  const choose = on.environment;
  if (environment === undefined || choose === undefined) return [];
  const label = `Choose ${CLOUDS[environment].name}`;
  return [{ label, icon: <Cloud20Regular />, run: () => choose(environment) }];
}

/** The buttons that help with a failure, the best one first. */
export function failureButtons(failure: Failure, on: FailureHandlers): readonly FailureButton[] {
  const again = (label: string): FailureButton[] =>
    on.again === undefined ? [] : [{ label, icon: <ArrowClockwise20Regular />, run: on.again }];
  const other = (label: string, icon: ReactElement, run: (() => void) | undefined): FailureButton[] =>
    run === undefined ? [] : [{ label, icon, run }];
  const inBrowser = other('Continue in browser', <Globe20Regular />, on.browser);
  switch (actionOf(failure)) {
    case 'sign-in-again':
      return other('Sign in again', <PersonArrowRight20Regular />, on.again);
    case 'continue-in-browser':
      return inBrowser;
    case 'enter-secret':
      return [
        ...other(`Enter ${on.secretName ?? 'password'}`, <Key20Regular />, on.secret ?? on.again),
        ...inBrowser,
      ];
    case 'admin-consent':
      return [
        ...(failure.link === undefined
          ? []
          : other(
              'Copy link for an administrator',
              <Link20Regular />,
              () => void copyConsentLink(failure.link ?? ''),
            )),
        ...again('Try again'),
      ];
    case 'wait-and-retry':
      return [...other('Keep trying', <Timer20Regular />, on.keepTrying), ...again('Try now')];
    case 'proxy-settings':
      return [...other('Proxy settings', <Settings20Regular />, showProxySettings), ...again('Try again')];
    case 'proxy-login':
      return [...other('Enter proxy login', <Key20Regular />, on.proxyLogin), ...again('Try again')];
    case 'edit-connection':
      return [
        ...chooseEnvironment(failure, on),
        ...other('Edit connection', <Edit20Regular />, on.edit),
        ...again('Try again'),
      ];
    case 'connect-for-searches':
      return other('Connect again with it', <PlugConnected20Regular />, on.forSearches);
    case 'retry':
      // The same again would meet the same other connection.
      return failure.code === 'conflict' ? [] : again('Try again');
  }
}
