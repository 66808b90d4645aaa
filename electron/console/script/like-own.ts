import { draftOf } from '../../../shared/model/connection-draft.ts';
import type { ConnectionDraft, ConnectionProfile } from '../../../shared/model/connection.ts';
import type { ConnectRequest } from '../language/host.ts';

/**
 * A connection of its own with the account, organisation and way to sign in of the tab's: what a Connect- command asks
 * for that means these but wants other options. What it does not say is as in the tab's own.
 * @param wanted what the command says by itself
 */
export function likeOwn(
  wanted: ConnectionDraft,
  own: ConnectionProfile,
  values: ConnectRequest['values'],
): ConnectionDraft {
  const base = draftOf(own);
  const given = new Set(Object.keys(values).map((name) => name.toLowerCase()));
  const said = wanted.options;
  return {
    ...base,
    name: '',
    folder: '',
    services: wanted.services,
    // A certificate that the command names comes with its password; else it is that of the tab.
    signIn: wanted.signIn.kind === 'browser' ? base.signIn : wanted.signIn,
    options: {
      ...base.options,
      prefix: said.prefix,
      showBanner: said.showBanner,
      loadCmdletHelp: said.loadCmdletHelp,
      skipLoadingCmdletHelp: said.skipLoadingCmdletHelp,
      // A log is written where a command asks for one, each time anew.
      runLog: said.runLog,
      inert: said.inert,
      ...(given.has('commandname') && { commandNames: said.commandNames }),
      ...(given.has('pagesize') && { pageSize: said.pageSize }),
      ...(given.has('bypassmailboxanchoring') && { bypassMailboxAnchoring: said.bypassMailboxAnchoring }),
      ...(given.has('enablesearchonlysession') && { searchOnlySession: said.searchOnlySession }),
      ...(said.proxy !== 'app' && { proxy: said.proxy }),
      ...(said.proxyLogin !== null && { proxyLogin: said.proxyLogin }),
      ...(said.connectionUri !== null && { connectionUri: said.connectionUri }),
    },
  };
}
