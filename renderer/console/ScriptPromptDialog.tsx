import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { RowPickDialog } from './RowPickDialog.tsx';
import { useFocusReturn } from '../ui/useFocusReturn.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { PromptAnswer, PromptView } from '../../shared/model/prompt.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '12px' },
  message: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** What a running script asks: Read-Host, Get-Credential, or a choice. Closing it stops what waits for the answer. */
export function ScriptPromptDialog({ prompt: view }: { readonly prompt: PromptView | null }) {
  useFocusReturn(view !== null);
  if (view === null) return null;
  const { prompt } = view;
  if (prompt.type === 'rows') return <RowPickDialog key={view.promptId} view={view} prompt={prompt} />;
  return (
    <Dialog key={view.promptId} open modalType="alert">
      <Question promptId={view.promptId} prompt={prompt} />
    </Dialog>
  );
}

type Asked = Exclude<PromptView['prompt'], { type: 'rows' }>;

function Question({ promptId, prompt }: { readonly promptId: string; readonly prompt: Asked }) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [userName, setUserName] = useState(prompt.type === 'credential' ? (prompt.userName ?? '') : '');
  const [failure, setFailure] = useState<Failure | null>(null);

  const answer = (given: PromptAnswer) => {
    api.console
      .answerPrompt({ promptId, answer: given })
      .catch((error: unknown) => setFailure(failureOf(error)));
  };
  const given = (): PromptAnswer =>
    prompt.type === 'credential' ? { type: 'credential', userName, password: text } : { type: 'text', text };

  return (
    <DialogSurface
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        answer({ type: 'cancel' });
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (prompt.type !== 'choice') answer(given());
        }}
      >
        <DialogBody>
          <DialogTitle action={null}>{titleOf(prompt)}</DialogTitle>
          <DialogContent className={styles.fields}>
            {prompt.type === 'choice' && <p className={styles.message}>{prompt.message}</p>}
            {prompt.type === 'credential' && prompt.caption !== '' && (
              <p className={styles.message}>{prompt.caption}</p>
            )}
            {prompt.type === 'credential' && (
              <Field label="User name">
                <Input
                  autoFocus={userName === ''}
                  value={userName}
                  onChange={(_, data) => setUserName(data.value)}
                />
              </Field>
            )}
            {prompt.type !== 'choice' && (
              <Field
                label={prompt.type === 'line' ? 'Answer' : prompt.type === 'secret' ? 'Secret' : 'Password'}
              >
                <Input
                  autoFocus={prompt.type !== 'credential' || userName !== ''}
                  type={prompt.type === 'line' ? 'text' : 'password'}
                  autoComplete="off"
                  value={text}
                  onChange={(_, data) => setText(data.value)}
                />
              </Field>
            )}
            {failure !== null && <FailureBar failure={failure} />}
          </DialogContent>
          <DialogActions fluid>
            {prompt.type === 'choice' ? (
              prompt.answers.map((label, index) => (
                <Button
                  key={index}
                  appearance={index === prompt.otherwise ? 'primary' : 'secondary'}
                  autoFocus={index === prompt.otherwise}
                  onClick={() => answer({ type: 'choice', index })}
                >
                  {label.replace('&', '')}
                </Button>
              ))
            ) : (
              <Button type="submit" appearance="primary">
                OK
              </Button>
            )}
            <Button onClick={() => answer({ type: 'cancel' })}>Stop the script</Button>
          </DialogActions>
        </DialogBody>
      </form>
    </DialogSurface>
  );
}

function titleOf(prompt: Asked): string {
  if (prompt.type === 'credential') return 'Sign-in details for the script';
  return prompt.caption === '' ? 'The script asks' : prompt.caption;
}
