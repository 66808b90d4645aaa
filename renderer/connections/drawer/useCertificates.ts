import { useEffect, useState } from 'react';
import { api, on } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';
import type { Failure } from '../../../shared/model/failure.ts';

interface Certificates {
  readonly loaded: boolean;
  readonly kept: readonly (Certificate & { readonly id: string })[];
  readonly failure: Failure | null;
}

const isKept = (one: Certificate): one is Certificate & { readonly id: string } => one.id !== null;

/** The app's own certificates, as they are added and removed. */
export function useCertificates(): Certificates {
  const [state, setState] = useState<Certificates>({ loaded: false, kept: [], failure: null });
  useEffect(() => {
    let wanted = true;
    const put = (list: readonly Certificate[]) => {
      if (wanted) setState({ loaded: true, kept: list.filter(isKept), failure: null });
    };
    const stop = on('certificates', put);
    api.certificates.list().then(put, (error: unknown) => {
      if (wanted) setState({ loaded: true, kept: [], failure: failureOf(error) });
    });
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  return state;
}
