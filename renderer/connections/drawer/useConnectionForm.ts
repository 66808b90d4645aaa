import { useRef, useState } from 'react';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { useAccounts } from '../../app/stores/accounts.ts';
import { dropConnection, putConnection, useConnections } from '../../app/stores/connections.ts';
import { keepTrying, stopTrying } from '../../app/stores/retries.ts';
import { useSettings } from '../../app/stores/settings.ts';
import { notify } from '../../ui/toasts.ts';
import { draftOf } from '../../../shared/model/connection-draft.ts';
import { NO_SECRETS, newForm, whoIn } from './form.ts';
import { formOf, proxyOnly, toDraft, toProxySecret, toSecrets } from './formDraft.ts';
import { fieldProblem, formProblems, secretProblems } from './formProblems.ts';
import type { ConnectionForm, Secrets } from './form.ts';
import type { FormField, FormProblems } from './formProblems.ts';
import type { DrawerRequest } from '../../app/uiRequests.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';

const SERVICES: ReadonlySet<string> = new Set(['exchange', 'compliance']);

interface Made {
  readonly id: string;
  /** The draft it was made from, to tell whether the form has changed since. */
  readonly draft: string;
}

/** What the panel starts with: a saved connection, or a new one on an environment. */
function startOf({ cloudId, connectionId }: DrawerRequest): { form: ConnectionForm; made: Made | null } {
  const accounts = useAccounts.getState().data;
  const view = useConnections.getState().data.find(({ profile }) => profile.id === connectionId);
  if (view === undefined) {
    const readOnly = useSettings.getState().data.newConnectionsReadOnly;
    return { form: newForm(cloudId ?? 'O365Default', accounts, readOnly), made: null };
  }
  const draft = draftOf(view.profile);
  return { form: formOf(draft, accounts), made: { id: view.profile.id, draft: JSON.stringify(draft) } };
}

/** The connection's form: its fields, what is wrong with them, and the connection that it makes or changes. */
export function useConnectionForm(request: DrawerRequest, onDone: () => void) {
  const accounts = useAccounts((state) => state.data);
  const [start] = useState(() => startOf(request));
  const [form, setForm] = useState<ConnectionForm>(start.form);
  /** Names as they were last left: what is looked up of them is not asked for while they are typed. */
  const [settled, setSettled] = useState({ domain: '', loginHint: '' });
  const [secrets, setSecrets] = useState<Secrets>(NO_SECRETS);
  const [problems, setProblems] = useState<FormProblems>({});
  /** Counts the checks of the whole form that found something. */
  const [refusals, setRefusals] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const made = useRef<Made | null>(start.made);
  const kept = useRef(start.made !== null);
  const cancelled = useRef(false);
  const left = useRef(false);
  const editing = start.made !== null;

  /** What was wrong with a field is not said any longer once it changes; leaving it checks again. */
  const forget = (patch: object) => {
    // The services are one field of two boxes.
    const changed = new Set(Object.keys(patch).map((key) => (SERVICES.has(key) ? 'services' : key)));
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !changed.has(field))),
    );
  };
  const change = (patch: Partial<ConnectionForm>) => {
    setForm((before) => ({ ...before, ...patch }));
    forget(patch);
  };
  const changeSecrets = (patch: Partial<Secrets>) => {
    setSecrets((before) => ({ ...before, ...patch }));
    forget(patch);
  };
  const chooseCloud = (cloudId: CloudId) => {
    change({
      ...whoIn(cloudId, accounts),
      ownHosts: false,
      connectionUri: '',
      authorityUri: '',
      confirmedHosts: [],
    });
    setProblems({});
  };
  /** Another environment for the same account or domain that was typed. */
  const moveTo = (cloudId: CloudId) => change({ cloudId, accountId: null, customer: null });
  const leave = (field: FormField) => {
    const problem = fieldProblem(form, field);
    setSettled(form);
    setProblems((before) => {
      const others = Object.fromEntries(Object.entries(before).filter(([name]) => name !== field));
      return problem === null ? others : { ...others, [field]: problem };
    });
  };
  const check = (found: FormProblems, filled: ConnectionForm): ConnectionDraft | null => {
    setProblems(found);
    if (Object.keys(found).length === 0) return toDraft(filled, accounts);
    setRefusals((before) => before + 1);
    return null;
  };

  /** Saves the draft; the connection of an earlier try, or the one that is edited, is changed. */
  const save = async (draft: ConnectionDraft): Promise<string> => {
    const text = JSON.stringify(draft);
    if (made.current?.draft === text) return made.current.id;
    const proxySecret = toProxySecret(form, secrets);
    const typed = proxySecret === undefined ? {} : { proxySecret };
    const view =
      made.current === null
        ? await api.connections.create({ ...draft, ...typed })
        : await api.connections.update({ id: made.current.id, patch: draft, ...typed });
    putConnection(view);
    made.current = { id: view.profile.id, draft: text };
    return view.profile.id;
  };

  const connected = (name: string) => {
    notify({ text: `Connected to ${name}.` });
    if (!left.current) onDone();
  };

  const saveOnly = async () => {
    const draft = check(formProblems(form), form);
    if (draft === null || saving) return;
    setSaving(true);
    setFailure(null);
    try {
      await save(draft);
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setSaving(false);
    }
  };

  /** @param inBrowser a person signs in in the browser this time, and the form's way to sign in stays */
  const connect = async (inBrowser = false) => {
    const missing = inBrowser ? {} : secretProblems(form, secrets, kept.current);
    const draft = check({ ...formProblems(form), ...missing }, form);
    if (draft === null || saving) return;
    if (made.current !== null) stopTrying(made.current.id);
    setSaving(true);
    setFailure(null);
    cancelled.current = false;
    try {
      const id = await save(draft);
      const typed = inBrowser ? proxyOnly(form, secrets) : toSecrets(form, secrets);
      // From here on it is main's; nothing of it stays on the screen.
      setSecrets(({ keep, proxyKeep }) => ({ ...NO_SECRETS, keep, proxyKeep }));
      kept.current ||= typed?.keep === true;
      setWaitingFor(id);
      const view = await api.connections.connect({
        id,
        ...(typed !== null && { secrets: typed }),
        ...(inBrowser && { inBrowser }),
      });
      putConnection(view);
      connected(view.profile.name);
    } catch (error) {
      if (!cancelled.current) setFailure(failureOf(error));
    } finally {
      setWaitingFor(null);
      setSaving(false);
    }
  };

  /** Leads to the field of what has to be typed again, opened where it is folded away. */
  const askAgain = () => {
    const field = form.method === 'token' ? 'accessToken' : 'password';
    setProblems({ [field]: field === 'accessToken' ? 'Paste another token' : 'Type the password again' });
    setRefusals((before) => before + 1);
  };

  /** The same for the login of the connection's own proxy. */
  const askProxyAgain = () => {
    setProblems(
      form.proxyUser.trim() === ''
        ? { proxyUser: 'Type the user name' }
        : { proxyPassword: 'Type the password' },
    );
    setRefusals((before) => before + 1);
  };

  /** What came of it is waited for: tries again every minute by itself. */
  const keepTryingIt = () => {
    const view = useConnections.getState().data.find(({ profile }) => profile.id === made.current?.id);
    if (view === undefined) return;
    const { id, name, services } = view.profile;
    keepTrying(id, services, (ended) => {
      if (ended === null) connected(name);
      else setFailure(ended);
    });
  };

  /** Gives the sign-in up and goes back to the form; a profile that was made for it goes too. */
  const cancel = async () => {
    const id = made.current?.id;
    cancelled.current = true;
    if (id === undefined) return;
    stopTrying(id);
    if (!editing) made.current = null;
    try {
      await api.connections.cancelConnect({ id });
      if (editing) return;
      await api.connections.remove({ id });
      dropConnection(id);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  /** The panel closes while the sign-in goes on. */
  const leaveDrawer = () => {
    left.current = true;
    setSecrets(NO_SECRETS);
    onDone();
  };

  return {
    form,
    settled,
    secrets,
    editing,
    accounts: accounts.filter(({ cloudId }) => cloudId === form.cloudId),
    allAccounts: accounts,
    problems,
    refusals,
    failure,
    waitingFor,
    saving,
    change,
    changeSecrets,
    chooseCloud,
    moveTo,
    leave,
    /** Puts another form in the place of this one, e.g. that of a pasted command. */
    replace: (filled: ConnectionForm) => {
      setForm(filled);
      setSettled(filled);
      setProblems({});
      setFailure(null);
    },
    connect: () => connect(),
    continueInBrowser: () => connect(true),
    keepTrying: keepTryingIt,
    /** The connection that an earlier try, or the panel itself, made; null: none yet. */
    madeId: () => made.current?.id ?? null,
    askAgain,
    askProxyAgain,
    saveOnly,
    cancel,
    leaveDrawer,
    dismissFailure: () => setFailure(null),
  };
}

export type ConnectionFormModel = ReturnType<typeof useConnectionForm>;
