import { CLOUDS } from '../../shared/clouds.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { APPS_WAY } from '../http/proxy-way.ts';
import type { ExchangeTarget } from '../exchange/types.ts';

/** A user's own organisation in Exchange Online; what a test is about comes in `more`. */
export function exchangeTarget(more: Partial<ExchangeTarget> = {}): ExchangeTarget {
  const cloud = more.cloud ?? CLOUDS.Practice;
  return {
    connectionId: 'c',
    cloud,
    service: 'exchange',
    eop: false,
    host: more.service === 'compliance' ? cloud.complianceHost : cloud.exchangeHost,
    tenantId: '00000000-0000-4000-8000-000000000001',
    username: 'admin@contoso.com',
    actor: 'user',
    organization: null,
    delegatedOrganization: null,
    options: NO_OPTIONS,
    proxy: APPS_WAY,
    cacheKey: 'c',
    token: () => Promise.reject(new Error('no token is needed here')),
    ...more,
  };
}
