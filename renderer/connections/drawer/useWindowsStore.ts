import { useEffect, useState } from 'react';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';
import type { Failure } from '../../../shared/model/failure.ts';

type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly list: readonly Certificate[] }
  | { readonly state: 'failed'; readonly failure: Failure };

/** What the Windows certificate store holds, read as the form comes to it, and again when asked to. */
export function useWindowsStore(): {
  /** While it is read again: what came of it before. */
  readonly reading: Reading;
  readonly busy: boolean;
  readonly readAgain: () => void;
} {
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const [busy, setBusy] = useState(true);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    const put = (next: Reading) => {
      if (!wanted) return;
      setReading(next);
      setBusy(false);
    };
    api.certificates.listStore().then(
      (list) => put({ state: 'read', list }),
      (error: unknown) => put({ state: 'failed', failure: failureOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [round]);
  return {
    reading,
    busy,
    readAgain: () => {
      if (busy) return;
      setBusy(true);
      setRound(round + 1);
    },
  };
}
