import { useCallback, useState } from 'react';
import { rememberUiState, uiState } from '../app/uiState.ts';
import { noChoice } from './grid/columnLayout.ts';
import type { ColumnChoice } from './grid/columnLayout.ts';

/** What was chosen for a cmdlet's columns, and how to change it; remembered over a restart. */
export function useColumnChoice(cmdlet: string): readonly [ColumnChoice, (next: ColumnChoice) => void] {
  const [own, setOwn] = useState<{ cmdlet: string; choice: ColumnChoice }>(() => read(cmdlet));
  const now = own.cmdlet === cmdlet ? own : read(cmdlet);
  if (now !== own) setOwn(now);
  const choose = useCallback(
    (choice: ColumnChoice) => {
      setOwn({ cmdlet, choice });
      rememberUiState({ columns: { ...uiState().columns, [cmdlet.slice(0, 80)]: choice } });
    },
    [cmdlet],
  );
  return [now.choice, choose];
}

const read = (cmdlet: string) => ({ cmdlet, choice: uiState().columns[cmdlet.slice(0, 80)] ?? noChoice });
