import { useRef, useState } from 'react';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { useAccounts } from '../../app/stores/accounts.ts';
import { dropConnection, putConnection } from '../../app/stores/connections.ts';
import { useSettings } from '../../app/stores/settings.ts';
import { notify } from '../../ui/toasts.ts';
import { fieldProblem, formProblems, newForm, toDraft } from './form.ts';
import type { ConnectionForm, FormField, FormProblems } from './form.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';

interface Made {
  readonly id: string;
  /** The draft it was made from, to tell whether the form has changed since. */
  readonly draft: string;
}

/** The New connection form: its fields, what is wrong with them, and the connection that it makes. */
export function useNewConnection(startCloud: CloudId | null, onDone: () => void) {
  const accounts = useAccounts((state) => state.data);
  const [form, setForm] = useState<ConnectionForm>(() =>
    newForm(
      startCloud ?? 'O365Default',
      useAccounts.getState().data,
      useSettings.getState().data.newConnectionsReadOnly,
    ),
  );
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const made = useRef<Made | null>(null);
  const cancelled = useRef(false);
  const left = useRef(false);

  const change = (patch: Partial<ConnectionForm>) => {
    setForm((before) => ({ ...before, ...patch }));
    // What was wrong with a field is not said any longer once it changes; leaving it checks again.
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !(field in patch))),
    );
  };
  const chooseCloud = (cloudId: CloudId) =>
    setForm((before) => ({
      ...newForm(cloudId, accounts, before.readOnly),
      name: before.name,
      folder: before.folder,
    }));
  const leave = (field: FormField) => {
    const problem = fieldProblem(form, field);
    setProblems((before) => {
      const others = Object.fromEntries(Object.entries(before).filter(([name]) => name !== field));
      return problem === null ? others : { ...others, [field]: problem };
    });
  };
  const check = (): ConnectionDraft | null => {
    const found = formProblems(form);
    setProblems(found);
    return Object.keys(found).length === 0 ? toDraft(form, accounts) : null;
  };

  /** Saves the draft; a profile from an earlier try is used again, or replaced where the form has changed. */
  const save = async (draft: ConnectionDraft): Promise<string> => {
    const text = JSON.stringify(draft);
    if (made.current !== null) {
      if (made.current.draft === text) return made.current.id;
      const old = made.current.id;
      made.current = null;
      await api.connections.remove({ id: old });
      dropConnection(old);
    }
    const view = await api.connections.create(draft);
    putConnection(view);
    made.current = { id: view.profile.id, draft: text };
    return view.profile.id;
  };

  const saveOnly = async () => {
    const draft = check();
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

  const connect = async () => {
    const draft = check();
    if (draft === null || saving) return;
    setSaving(true);
    setFailure(null);
    cancelled.current = false;
    try {
      const id = await save(draft);
      setWaitingFor(id);
      const view = await api.connections.connect({ id });
      putConnection(view);
      notify({ text: `Connected to ${view.profile.name}.` });
      if (!left.current) onDone();
    } catch (error) {
      if (!cancelled.current) setFailure(failureOf(error));
    } finally {
      setWaitingFor(null);
      setSaving(false);
    }
  };

  /** Gives the sign-in up and goes back to the form; the profile that was made for it goes too. */
  const cancel = async () => {
    const id = made.current?.id;
    cancelled.current = true;
    if (id === undefined) return;
    made.current = null;
    try {
      await api.connections.cancelConnect({ id });
      await api.connections.remove({ id });
      dropConnection(id);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  /** The drawer closes while the sign-in goes on. */
  const leaveDrawer = () => {
    left.current = true;
    onDone();
  };

  return {
    form,
    accounts: accounts.filter(({ cloudId }) => cloudId === form.cloudId),
    problems,
    failure,
    waitingFor,
    saving,
    change,
    chooseCloud,
    leave,
    connect,
    saveOnly,
    cancel,
    leaveDrawer,
    dismissFailure: () => setFailure(null),
  };
}
