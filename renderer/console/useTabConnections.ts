import { useEffect, useState } from 'react';
import { api, on } from '../app/api.ts';
import type { TabConnection } from '../../shared/model/console.ts';

/** What scripts of a tab connected to, in the order of connecting. */
export function useTabConnections(tabId: string): readonly TabConnection[] {
  const [connections, setConnections] = useState<readonly TabConnection[]>([]);
  useEffect(() => {
    let told = false;
    const stop = on('tabConnections', (event) => {
      if (event.tabId !== tabId) return;
      told = true;
      setConnections(event.connections);
    });
    api.console.connections({ tabId }).then(
      (answer) => {
        if (!told) setConnections(answer.connections);
      },
      () => undefined,
    );
    return () => {
      stop();
      setConnections([]);
    };
  }, [tabId]);
  return connections;
}
