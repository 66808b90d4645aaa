import {
  Button,
  Dropdown,
  Option,
  Radio,
  RadioGroup,
  Spinner,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useId, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useSettings } from '../app/stores/settings.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { notify } from '../ui/toasts.ts';
import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { ProxyFields } from './ProxyFields.tsx';
import { ProxyTrialView } from './ProxyTrialView.tsx';
import {
  FIELDS,
  PROXY_KINDS,
  firstProblem,
  formOf,
  isChanged,
  isWhole,
  proxyOf,
  withKind,
} from './proxyForm.ts';
import type { ProxyForm, ProxyKind } from './proxyForm.ts';
import type { CloudId } from '../../shared/clouds.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ProxyTrial } from '../../shared/model/proxy.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: '12px', padding: '12px 16px 16px' },
  kinds: { display: 'flex', flexDirection: 'column' },
  about: { marginLeft: '4px', fontSize: tokens.fontSizeBase200 },
  buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'center' },
  environment: { minWidth: '200px' },
});

type Trial =
  { readonly state: 'none' | 'asking' } | { readonly state: 'done'; readonly trials: ProxyTrial[] };

const environments = CLOUD_IDS.filter((id) => CLOUDS[id].closed === null);

/** How requests leave this computer, with what is needed for it, and whether it works. */
export function ProxySettings() {
  const styles = useStyles();
  const heading = useId();
  const saved = useSettings((state) => state.data.proxy);
  const [form, setForm] = useState<ProxyForm>(() => formOf(saved));
  const [passwordKept, setPasswordKept] = useState(false);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [trial, setTrial] = useState<Trial>({ state: 'none' });
  const [cloudId, setCloudId] = useState<CloudId>('O365Default');
  const changed = isChanged(form, saved);

  // Main tells of every change of any setting; only another proxy takes what is being typed away.
  const savedText = JSON.stringify(saved);
  const [shown, setShown] = useState(savedText);
  if (shown !== savedText) {
    setShown(savedText);
    setForm(formOf(saved));
  }
  useEffect(() => {
    let current = true;
    api.settings.proxyPassword().then(
      ({ kept }) => current && setPasswordKept(kept),
      (error: unknown) => current && setFailure(failureOf(error)),
    );
    return () => {
      current = false;
    };
  }, [savedText]);

  const save = async (next: ProxyForm): Promise<boolean> => {
    setAsked(true);
    if (firstProblem(next) !== null) return false;
    setFailure(null);
    try {
      const password = next.password === '' ? null : next.password;
      const data = await api.settings.setProxy({ proxy: proxyOf(next), password });
      useSettings.setState({ data });
      setForm({ ...next, password: '' });
      setPasswordKept((await api.settings.proxyPassword()).kept);
      setAsked(false);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  const choose = (kind: ProxyKind) => {
    const next = withKind(form, kind);
    setForm(next);
    setTrial({ state: 'none' });
    setAsked(false);
    // Where nothing has to be filled in, choosing is all.
    if (isWhole(kind)) void save(next);
  };
  const change = (patch: Partial<ProxyForm>) => {
    setForm({ ...form, ...patch });
    setTrial({ state: 'none' });
  };
  const tryIt = async () => {
    if (changed && !(await save(form))) return;
    setFailure(null);
    setTrial({ state: 'asking' });
    try {
      setTrial({ state: 'done', trials: await api.settings.tryProxy({ cloudId }) });
    } catch (error) {
      setTrial({ state: 'none' });
      setFailure(failureOf(error));
    }
  };
  const hasFields = FIELDS[form.kind].length > 0;
  return (
    <form
      className={styles.part}
      noValidate
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        void save(form).then((done) => done && notify({ text: 'The proxy is set.' }));
      }}
    >
      <div>
        <span id={heading}>Proxy</span>
        <RadioGroup
          aria-labelledby={heading}
          className={styles.kinds}
          value={form.kind}
          onChange={(_, { value }) => choose(value as ProxyKind)}
        >
          {PROXY_KINDS.map(({ kind, label, about }) => (
            <Radio
              key={kind}
              value={kind}
              label={
                <>
                  {label} <span className={styles.about}>{about}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </div>
      {hasFields && <ProxyFields form={form} passwordKept={passwordKept} asked={asked} onChange={change} />}
      {failure !== null && <FailureBar failure={failure} onDismiss={() => setFailure(null)} />}
      <div className={styles.buttons}>
        {hasFields && (
          <Button type="submit" appearance="primary" disabled={!changed}>
            Save proxy
          </Button>
        )}
        {hasFields && passwordKept && (
          <Button
            onClick={() => {
              void api.settings
                .setProxy({ proxy: saved, password: '' })
                .then(() => setPasswordKept(false))
                .catch((error: unknown) => setFailure(failureOf(error)));
            }}
          >
            Forget password
          </Button>
        )}
        <Button disabled={trial.state === 'asking'} onClick={() => void tryIt()}>
          {changed ? 'Save and try' : 'Try it'}
        </Button>
        <Dropdown
          aria-label="Environment to try"
          className={styles.environment}
          value={CLOUDS[cloudId].name}
          selectedOptions={[cloudId]}
          onOptionSelect={(_, { optionValue }) => {
            const chosen = environments.find((id) => id === optionValue);
            if (chosen !== undefined) setCloudId(chosen);
          }}
        >
          {environments.map((id) => (
            <Option key={id} value={id}>
              {CLOUDS[id].name}
            </Option>
          ))}
        </Dropdown>
        {trial.state === 'asking' && <Spinner size="tiny" label="Asking" />}
      </div>
      <div aria-live="polite">{trial.state === 'done' && <ProxyTrialView trials={trial.trials} />}</div>
    </form>
  );
}
