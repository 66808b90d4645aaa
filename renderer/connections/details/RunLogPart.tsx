import { Button } from '@fluentui/react-components';
import { FolderOpen20Regular } from '@fluentui/react-icons';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { connectionHandlers } from '../connectionFailure.ts';
import { Facts, Part } from './Facts.tsx';
import type { RunLogState, Service } from '../../../shared/model/connection.ts';

async function showFolder(id: string, service: Service): Promise<void> {
  try {
    await api.connections.showRunLog({ id, service });
  } catch (error) {
    tellFailure(error);
  }
}

/** The file in which the connection writes what it asks: where it is, or why there is none. */
export function RunLogPart({
  id,
  service,
  log,
}: {
  readonly id: string;
  readonly service: Service;
  readonly log: RunLogState;
}) {
  const { path, problem } = log;
  const { edit } = connectionHandlers(id, [service]);
  return (
    <Part
      title="Run log"
      action={
        <>
          <Button size="small" icon={<FolderOpen20Regular />} onClick={() => void showFolder(id, service)}>
            Open folder
          </Button>
          <CopyButton text={path} label="Copy path of the run log">
            Copy path
          </CopyButton>
        </>
      }
    >
      {problem !== null && (
        <FailureBar
          failure={problem}
          intent="warning"
          help={false}
          actions={
            problem.action === 'edit-connection' && edit !== undefined
              ? [{ label: 'Edit connection', run: edit }]
              : []
          }
        />
      )}
      <Facts facts={[{ name: problem === null ? 'File' : 'Should be', value: path, code: true }]} />
    </Part>
  );
}
