import { useEffect, useState } from 'react';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { Failure } from '../../../shared/model/failure.ts';

type Found = Awaited<ReturnType<typeof api.connections.lookupTenant>>;
export type ToldTenant = { readonly found: Found } | { readonly failure: Failure } | null;

/** Asks which organisation has the domain, once each time another one is put in; nothing for an empty one. */
export function useTenant(domain: string, cloudId: CloudId): ToldTenant {
  const [told, setTold] = useState<ToldTenant>(null);
  useEffect(() => {
    setTold(null);
    if (domain === '') return undefined;
    let wanted = true;
    const put = (next: ToldTenant) => {
      if (wanted) setTold(next);
    };
    api.connections.lookupTenant({ domain, cloudId }).then(
      (found) => put({ found }),
      (error: unknown) => put({ failure: failureOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [domain, cloudId]);
  return told;
}
