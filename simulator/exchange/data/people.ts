import type { PracticeTenant } from '../../types.ts';
import {
  EQUIPMENT_NAMES,
  FIRST_PEOPLE,
  NAME_POOLS,
  ROOM_NAMES,
  SHARED_NAMES,
  addressPart,
  type NamePool,
} from './names.ts';
import { hash32, pick } from './random.ts';

export type MailboxKind = 'UserMailbox' | 'SharedMailbox' | 'RoomMailbox' | 'EquipmentMailbox';

/** The little that must be known of every mailbox at once: names are unique across the tenant. */
export interface MailboxCore {
  readonly index: number;
  readonly kind: MailboxKind;
  readonly first: string;
  readonly last: string;
  readonly displayName: string;
  readonly name: string;
  readonly alias: string;
}

const POOL_BY_SHARE: readonly NamePool[] = NAME_POOLS.flatMap((pool) =>
  Array.from({ length: pool.share }, () => pool),
);

function kindOf(seed: number, index: number): MailboxKind {
  if (index < FIRST_PEOPLE.length) return 'UserMailbox';
  const h = hash32(seed, index, 1) % 100;
  if (h < 86) return 'UserMailbox';
  if (h < 94) return 'SharedMailbox';
  return h < 98 ? 'RoomMailbox' : 'EquipmentMailbox';
}

function person(
  seed: number,
  index: number,
): { first: string; last: string; shown: string; address: string } {
  const fixed = FIRST_PEOPLE[index];
  if (fixed) {
    const [first, last, givenPart, familyPart] = fixed;
    const shown = first === '明' ? `${last}${first}` : `${first} ${last}`;
    return { first, last, shown, address: `${givenPart}.${familyPart}` };
  }
  const pool = pick(POOL_BY_SHARE, hash32(seed, index, 2));
  const given = pick(pool.given, hash32(seed, index, 3));
  const family = pick(pool.family, hash32(seed, index, 4));
  return {
    first: given.text,
    last: family.text,
    shown: pool.familyFirst ? `${family.text}${given.text}` : `${given.text} ${family.text}`,
    address: `${given.address}.${family.address}`,
  };
}

const THINGS: Readonly<Record<Exclude<MailboxKind, 'UserMailbox'>, readonly string[]>> = {
  SharedMailbox: SHARED_NAMES,
  RoomMailbox: ROOM_NAMES,
  EquipmentMailbox: EQUIPMENT_NAMES,
};

/** Names every mailbox of a tenant. `Name` and `Alias` are unique; display names may repeat, as people's do. */
export function nameMailboxes(tenant: PracticeTenant, count: number): MailboxCore[] {
  const seen = new Map<string, number>();
  const unique = (text: string): number => {
    const n = (seen.get(text) ?? 0) + 1;
    seen.set(text, n);
    return n;
  };
  const cores: MailboxCore[] = [];
  for (let index = 0; index < count; index++) {
    const kind = kindOf(tenant.seed, index);
    let first = '';
    let last = '';
    let shown: string;
    let address: string;
    if (kind === 'UserMailbox') {
      ({ first, last, shown, address } = person(tenant.seed, index));
    } else {
      const thing = pick(THINGS[kind], hash32(tenant.seed, index, 5));
      const number = unique(`thing:${thing}`);
      shown = number === 1 ? thing : `${thing} ${number}`;
      address = shown.split(' ').map(addressPart).join('-');
    }
    const turn = unique(`alias:${address}`);
    const again = unique(`name:${shown}`);
    cores.push({
      index,
      kind,
      first,
      last,
      displayName: shown,
      name: again === 1 ? shown : `${shown} ${again}`,
      alias: turn === 1 ? address : `${address}${turn}`,
    });
  }
  return cores;
}
