import { CLOUDS, type Cloud, type CloudId } from '../../shared/clouds.ts';
import { endpointOf } from '../../shared/endpoints.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';

/** The service behind a host. */
export interface Place {
  readonly cloud: Cloud;
  readonly service: 'exchange' | 'compliance';
  readonly eop: boolean;
  readonly host: string;
  /** Without a regional label. */
  readonly audience: string;
}

/** Null: no service of any environment. */
export function placeOf(host: string): Place | null {
  for (const id of Object.keys(CLOUDS) as CloudId[]) {
    const cloud = CLOUDS[id];
    for (const service of ['exchange', 'compliance'] as const) {
      const { host: own, audience } = endpointOf(id, NO_OPTIONS, service);
      if (host === own || host.endsWith(`.${own}`)) return { cloud, service, eop: false, host, audience };
    }
    if (host === cloud.eopHost)
      return { cloud, service: 'compliance', eop: true, host, audience: `https://${host}` };
  }
  return null;
}
