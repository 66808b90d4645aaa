import type { Culture } from '../culture.ts';

/** What .NET's NumberFormatInfo says. */
export interface NumberSymbols {
  readonly decimal: string;
  readonly group: string;
  /** From the right; the last repeats. */
  readonly groupSizes: readonly number[];
  readonly negative: string;
  readonly positive: string;
  readonly nan: string;
  readonly infinity: string;
  readonly percent: string;
  readonly perMille: string;
  readonly currency: string;
  readonly currencyDigits: number;
  /** "n" the number, "$" the symbol, "-" the sign. */
  readonly currencyPositive: string;
  readonly currencyNegative: string;
  readonly percentPositive: string;
  readonly percentNegative: string;
  readonly numberDigits: number;
  readonly percentDigits: number;
}

const EN_US: NumberSymbols = {
  decimal: '.',
  group: ',',
  groupSizes: [3],
  negative: '-',
  positive: '+',
  nan: 'NaN',
  infinity: '∞',
  percent: '%',
  perMille: '‰',
  currency: '$',
  currencyDigits: 2,
  currencyPositive: '$n',
  currencyNegative: '-$n',
  percentPositive: 'n%',
  percentNegative: '-n%',
  numberDigits: 3,
  percentDigits: 3,
};

const INVARIANT_SYMBOLS: NumberSymbols = {
  ...EN_US,
  infinity: 'Infinity',
  currency: '¤',
  currencyNegative: '($n)',
  percentPositive: 'n %',
  percentNegative: '-n %',
  numberDigits: 2,
  percentDigits: 2,
};

const known = new Map<string, NumberSymbols>([
  ['', INVARIANT_SYMBOLS],
  ['en-US', EN_US],
]);

/** Symbols and patterns of a culture; "" is invariant; others come from the system's locale data. */
export function numberSymbols(culture: Culture): NumberSymbols {
  let symbols = known.get(culture.name);
  if (symbols === undefined) {
    symbols = read(culture.name);
    known.set(culture.name, symbols);
  }
  return symbols;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  US: 'USD', GB: 'GBP', CH: 'CHF', LI: 'CHF', JP: 'JPY', CN: 'CNY', IN: 'INR', CA: 'CAD', AU: 'AUD', NZ: 'NZD',
  SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON', BG: 'BGN', TR: 'TRY', RU: 'RUB',
  UA: 'UAH', BR: 'BRL', MX: 'MXN', AR: 'ARS', CL: 'CLP', CO: 'COP', PE: 'PEN', ZA: 'ZAR', KR: 'KRW', TW: 'TWD',
  HK: 'HKD', SG: 'SGD', MY: 'MYR', TH: 'THB', ID: 'IDR', PH: 'PHP', VN: 'VND', IL: 'ILS', AE: 'AED', SA: 'SAR',
  EG: 'EGP', IS: 'ISK', RS: 'RSD', KE: 'KES', NG: 'NGN', PK: 'PKR', MA: 'MAD',
}; // prettier-ignore

function read(name: string): NumberSymbols {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(name).maximize();
  } catch {
    return EN_US;
  }
  const currency = CURRENCIES[locale.region ?? ''] ?? 'EUR';
  const number = new Intl.NumberFormat(name, {
    minimumFractionDigits: 2,
    numberingSystem: 'latn',
    useGrouping: true,
  });
  const parts = number.formatToParts(-123456789012.5);
  const part = (type: string): string | undefined => parts.find((each) => each.type === type)?.value;
  const groups = parts.filter((each) => each.type === 'integer').map((each) => each.value.length);
  const sizes =
    groups.length > 2 && groups.at(-1) !== groups.at(-2)
      ? [groups.at(-1) ?? 3, groups.at(-2) ?? 3]
      : [groups.at(-1) ?? 3];
  const money = new Intl.NumberFormat(name, { style: 'currency', currency, numberingSystem: 'latn' });
  const percent = new Intl.NumberFormat(name, { style: 'percent', numberingSystem: 'latn' });
  const moneyParts = money.formatToParts(1);
  return {
    decimal: part('decimal') ?? '.',
    group: part('group') ?? ',',
    groupSizes: sizes,
    negative: part('minusSign') ?? '-',
    positive: '+',
    nan: 'NaN',
    infinity: '∞',
    percent: '%',
    perMille: '‰',
    currency: moneyParts.find((each) => each.type === 'currency')?.value ?? '¤',
    currencyDigits: money.resolvedOptions().maximumFractionDigits ?? 2,
    currencyPositive: pattern(moneyParts),
    currencyNegative: pattern(money.formatToParts(-1)),
    percentPositive: pattern(percent.formatToParts(1)),
    percentNegative: pattern(percent.formatToParts(-1)),
    numberDigits: 3,
    percentDigits: 3,
  };
}

function pattern(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .map(({ type, value }) => {
      if (type === 'integer') return 'n';
      if (type === 'minusSign') return '-';
      if (type === 'currency') return '$';
      if (type === 'percentSign') return '%';
      return type === 'literal' ? value.replace(/[\u00a0\u202f]/g, ' ') : '';
    })
    .join('');
}

/** Puts the culture's group separators into a run of digits. */
export function groupDigits(digits: string, symbols: NumberSymbols): string {
  let size = symbols.groupSizes[0] ?? 3;
  if (digits.length <= size || size === 0) return digits;
  const groups: string[] = [];
  let rest = digits;
  for (let at = 1; rest.length > size && size > 0; at++) {
    groups.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
    size = symbols.groupSizes[at] ?? size;
  }
  return [rest, ...groups].join(symbols.group);
}
