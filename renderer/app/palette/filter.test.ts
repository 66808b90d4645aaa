import { describe, expect, test } from 'vitest';
import { fold } from '../../ui/fold.ts';
import { filterEntries, indexEntries, markMatches } from './filter.ts';
import type { PaletteEntry } from './entries.ts';

const entry = (
  group: PaletteEntry['group'],
  title: string,
  more: Partial<PaletteEntry> = {},
): PaletteEntry => ({
  id: `${group}:${title}`,
  group,
  title,
  detail: '',
  aside: '',
  action: 'Open',
  icon: 'command',
  mark: null,
  usedAt: null,
  run: () => undefined,
  ...more,
});

const entries = [
  entry('Connections', 'Contoso', { detail: 'admin@contoso.example', usedAt: '2026-11-02T00:00:00.000Z' }),
  entry('Connections', 'Adventure Works', { usedAt: '2026-11-01T00:00:00.000Z' }),
  entry('Customers', 'Bäckerei Müller'),
  entry('Customers', 'Northwind Traders'),
  entry('Customers', 'Łódź Logistics'),
  entry('Screens', 'Settings'),
];
const index = indexEntries(entries);
const titles = (text: string, recents: string[] = []) =>
  filterEntries(index, text, recents).rows.map(({ entry: { title } }) => title);

describe('palette', () => {
  test('finds without accents and letter case', () => {
    expect(titles('backerei')).toEqual(['Bäckerei Müller']);
    expect(titles('LODZ')).toEqual(['Łódź Logistics']);
  });

  test('shows the groups in their order, the start of a title before its middle and its detail', () => {
    expect(titles('ad')).toEqual(['Adventure Works', 'Contoso', 'Northwind Traders']);
  });

  test('wants every typed word', () => {
    expect(titles('works adv')).toEqual(['Adventure Works']);
    expect(titles('works north')).toEqual([]);
  });

  test('before anything is typed shows what was run last, then what was used last', () => {
    expect(titles('', ['Customers:Northwind Traders']).slice(0, 3)).toEqual([
      'Northwind Traders',
      'Contoso',
      'Adventure Works',
    ]);
    expect(filterEntries(index, '', []).rows[0]?.heading).toBe('Recent');
  });

  test('heads each group once and counts all matches, also those not shown', () => {
    const many = indexEntries(Array.from({ length: 50 }, (_, at) => entry('Customers', `Customer ${at}`)));
    const { rows, total } = filterEntries(many, 'customer', []);
    expect(total).toBe(50);
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ heading }) => heading !== null)).toHaveLength(1);
  });

  test('finds one of 10,000 entries', () => {
    const many = indexEntries(
      Array.from({ length: 10_000 }, (_, at) => entry('Customers', `Bäckerei ${at}`)),
    );
    expect(filterEntries(many, 'backerei 9999', []).rows.map(({ entry: { title } }) => title)).toEqual([
      'Bäckerei 9999',
    ]);
  });

  test('marks what was typed, also under accents and where folding makes two letters of one', () => {
    expect(markMatches('Bäckerei Müller', 'mul')).toEqual([
      { text: 'Bäckerei ', hit: false },
      { text: 'Mül', hit: true },
      { text: 'ler', hit: false },
    ]);
    expect(markMatches('Weißwurst', 'wurst')).toEqual([
      { text: 'Weiß', hit: false },
      { text: 'wurst', hit: true },
    ]);
  });

  test('folds what has no accent of its own', () => {
    expect(fold('Łódź Ørsted Straße')).toBe('lodz orsted strasse');
  });
});
