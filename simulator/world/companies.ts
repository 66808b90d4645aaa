import { createPrng, deriveSeed } from './prng.ts';

export interface Company {
  readonly name: string;
  /** First label of its initial domain: a to z, 0 to 9 and hyphens. */
  readonly slug: string;
}

type Named = readonly [name: string, slug: string];

/** The customers whose relationships are fixed (see relationships.ts), first so that small worlds have them too. */
const FIRST: readonly Named[] = [
  ['Adventure Works', 'adventureworks'],
  ['Bäckerei Müller', 'baeckereimueller'],
  ['Łódź Logistics', 'lodzlogistics'],
  ['Tailspin Toys', 'tailspintoys'],
  ['李明 商店', 'limingshop'],
  ['Adatum Corporation', 'adatumcorporation'],
  ['Alpine Ski House', 'alpineskihouse'],
  ['Ångström Instruments', 'angstrominstruments'],
  ['Arbor Shoes', 'arborshoes'],
  ['Atelier Hélène Dufour', 'atelierhelenedufour'],
  ['Bellows College', 'bellowscollege'],
  ['Best For You Organics', 'bestforyouorganics'],
  ['Blåbær Kaffe', 'blabaerkaffe'],
  ['Blue Yonder Airlines', 'blueyonderairlines'],
  ['Brasserie de l’Élysée', 'brasseriedelelysee'],
  ['Café Zoë', 'cafezoe'],
  ['City Power & Light', 'citypowerlight'],
  ['Clínica São João', 'clinicasaojoao'],
  ['Wide World Importers', 'wideworldimporters'],
  ['Woodgrove Bank', 'woodgrovebank'],
];

const SPECIAL: readonly Named[] = [
  ['מאפיית הגליל', 'galilbakery'],
  ['شركة النخيل للتجارة', 'alnakheeltrading'],
  ['山田製作所', 'yamadaworks'],
  ['한빛 소프트', 'hanbitsoft'],
  ['Кузнецов и сыновья', 'kuznetsov'],
  ['Ελαιώνας Κρήτης', 'elaionas'],
  ['บริษัท สยามผ้าไหม', 'siamsilk'],
  ['O’Reilly & Sons Plumbing', 'oreillysons'],
  ["Margie's Travel", 'margiestravel'],
  ['Genossenschaft für nachhaltige Landwirtschaft und regionale Vermarktung Südtirol', 'gnlrv'],
  ['The Worshipful Company of Clockmakers, Engravers, Bookbinders & Instrument Maker', 'clockmakers'],
  ['Ñandú Turismo', 'nanduturismo'],
  ['Žďár Sklo', 'zdarsklo'],
  ['İstanbul Kağıt', 'istanbulkagit'],
  ['Ørsted & Bjørn Arkitekter', 'orstedbjorn'],
  ['Þórsmörk Ferðir', 'thorsmork'],
  ['Công ty Trà Hà Nội', 'trahanoi'],
  ['1. FC Sportbedarf', '1fcsportbedarf'],
  ['Q', 'q-company'],
  ['Fourth Coffee', 'fourthcoffee'],
  ['Graphic Design Institute', 'graphicdesigninstitute'],
  ['Humongous Insurance', 'humongousinsurance'],
  ['Lucerne Publishing', 'lucernepublishing'],
  ['Northwind Traders', 'northwindtraders'],
  ['Proseware', 'proseware'],
  ['Southridge Video', 'southridgevideo'],
  ['Trey Research', 'treyresearch'],
  ['VanArsdel', 'vanarsdel'],
  ['Wingtip Toys', 'wingtiptoys'],
];

const OWNERS = [
  'Albrecht',
  'Aydın',
  'Bianchi',
  'Björk',
  'Castañeda',
  'Černý',
  'D’Angelo',
  'Dubois',
  'Eriksson',
  'Ferreira',
  'Fischer',
  'García',
  'Grønberg',
  'Horváth',
  'Ivanova',
  'Jansen',
  'Jørgensen',
  'Kovač',
  'Kowalski',
  'Lefèvre',
  'MacLeod',
  'Martínez',
  'Nagy',
  'Nguyễn',
  'O’Neill',
  'Öberg',
  'Papadakis',
  'Popescu',
  'Rossi',
  'Sánchez',
  'Schröder',
  'Silva',
  'Şahin',
  'Štefan',
  'Thompson',
  'Ueda',
  'Vermeulen',
  'Virtanen',
  'Weiß',
  'Zieliński',
] as const;

const TRADES = [
  'Accountants',
  'Architects',
  'Autohaus',
  'Bakery',
  'Brewery',
  'Catering',
  'Consulting',
  'Dental Practice',
  'Elektrotechnik',
  'Engineering',
  'Estates',
  'Farms',
  'Foods',
  'Fotostudio',
  'Garden Centre',
  'Gruppe',
  'Holding',
  'Hotels',
  'Immobilien',
  'Insurance',
  'Joinery',
  'Kliniek',
  'Law',
  'Logistics',
  'Maschinenbau',
  'Media',
  'Optics',
  'Pharmacy',
  'Plastics',
  'Press',
  'Robotics',
  'Schreinerei',
  'Shipping',
  'Solar',
  'Textiles',
  'Transport',
  'Vineyards',
  'Wholesale',
] as const;

const PLACES = [
  'Aarhus',
  'Bergen',
  'Bilbao',
  'Cork',
  'Den Haag',
  'Évora',
  'Genève',
  'Gdańsk',
  'Göteborg',
  'Graz',
  'Leeds',
  'Liège',
  'Lyon',
  'Málaga',
  'München',
  'Nîmes',
  'Oslo',
  'Plzeň',
  'Porto',
  'Tartu',
  'Trieste',
  'Zürich',
] as const;

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  þ: 'th',
};

/** A domain label for a name written in Latin letters: accents dropped, all else left out. */
export function slugOf(name: string): string {
  const spelt = name.toLowerCase().replace(/./gu, (letter) => LETTERS[letter] ?? letter);
  return spelt
    .normalize('NFD')
    .replace(/[^a-z0-9]/gu, '')
    .slice(0, 40);
}

/** `count` companies with different names and slugs; the same seed gives the same list, and a longer list starts with the shorter one. */
export function buildCompanies(count: number, seed: number): Company[] {
  const prng = createPrng(deriveSeed(seed, 'companies'));
  const companies: Company[] = [...FIRST, ...SPECIAL].slice(0, count).map(([name, slug]) => ({ name, slug }));
  const names = new Set(companies.map((company) => company.name));
  const slugs = new Set(companies.map((company) => company.slug));
  while (companies.length < count) {
    const owner = prng.pick(OWNERS);
    const trade = prng.pick(TRADES);
    const place = prng.pick(PLACES);
    const name = [`${owner} ${trade}`, `${owner} ${trade} ${place}`, `${place} ${trade} ${owner}`].find(
      (candidate) => !names.has(candidate),
    );
    if (name === undefined) continue;
    let slug = slugOf(name);
    if (slugs.has(slug)) slug = `${slug}${companies.length}`;
    names.add(name);
    slugs.add(slug);
    companies.push({ name, slug });
  }
  return companies;
}
