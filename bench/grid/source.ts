/** Rows made up on the spot by a worker, as main's answers come: asynchronous and cloned. Nothing is stored anywhere. */
export type Ask = { id: number; columns: readonly string[]; from: number; to: number };
export type Told = { id: number; rows: string[][] };

const first = [
  'Anaïs',
  'Björn',
  'Dieter',
  'Éloïse',
  'Fátima',
  'Jürgen',
  'Łukasz',
  'Renée',
  'Tomáš',
  'Yusuf',
  '李明',
];
const last = [
  'Garçon',
  'Larsson',
  'Novák',
  'Núñez',
  'Müller',
  'Schäfer',
  'O’Brien',
  'Kowalska',
  'Özdemir',
  'Weiß',
];
const kinds = ['UserMailbox', 'SharedMailbox', 'RoomMailbox', 'EquipmentMailbox'];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

export function cell(column: string, row: number): string {
  switch (column) {
    case 'DisplayName':
      return `${pick(first, row)} ${pick(last, Math.floor(row / 11))} ${row}`;
    case 'PrimarySmtpAddress':
      return `mailbox.${row}@contoso.example`;
    case 'RecipientTypeDetails':
      return pick(kinds, row * 7);
    case 'LitigationHoldEnabled':
      return row % 3 === 0 ? 'True' : 'False';
    case 'ProhibitSendQuota':
      return `${(49.5 + (row % 50)).toFixed(1)} GB`;
    case 'WhenMailboxCreated':
      return `20${10 + (row % 15)}-${String(1 + (row % 12)).padStart(2, '0')}-${String(1 + (row % 28)).padStart(2, '0')}`;
    default:
      return `Office ${row % 40}`;
  }
}
