/** An organisation that sign-in knows of and that lives in another cloud, so that a wrong choice can be tried. */
export interface TenantElsewhere {
  readonly domain: string;
  readonly id: string;
  /** `tenant_region_scope`, `tenant_region_sub_scope` and `cloud_instance_name` (exchange-rest-protocol.md 4.4). */
  readonly scope: string;
  readonly subScope: string | null;
  readonly instance: string;
}

const ELSEWHERE: readonly TenantElsewhere[] = [
  {
    domain: 'agency.practice.localhost',
    id: '0a9e0c1e-0001-4000-8000-00000000000a',
    scope: 'USGov',
    subScope: 'DODCON',
    instance: 'microsoftonline.us',
  },
  {
    domain: 'county.practice.localhost',
    id: '0a9e0c1e-0003-4000-8000-00000000000c',
    scope: 'NA',
    subScope: 'GCC',
    instance: 'microsoftonline.com',
  },
  {
    domain: 'navy.practice.localhost',
    id: '0a9e0c1e-0004-4000-8000-00000000000d',
    scope: 'USGov',
    subScope: 'DOD',
    instance: 'microsoftonline.us',
  },
  {
    domain: 'teahouse.practice.localhost',
    id: '0a9e0c1e-0002-4000-8000-00000000000b',
    scope: 'AS',
    subScope: null,
    instance: 'partner.microsoftonline.cn',
  },
];

export function findElsewhere(domain: string): TenantElsewhere | null {
  return ELSEWHERE.find((one) => one.domain === domain.toLowerCase()) ?? null;
}
