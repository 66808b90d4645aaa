const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  sect: '§',
  para: '¶',
  deg: '°',
  middot: '·',
  laquo: '«',
  raquo: '»',
  bull: '•',
  times: '×',
  divide: '÷',
  plusmn: '±',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  euml: 'ë',
  igrave: 'ì',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  yacute: 'ý',
  yuml: 'ÿ',
  shy: '\u00ad',
  iexcl: '¡',
  iquest: '¿',
};

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As .NET's HtmlEncode: the five marks by name, U+00A0 to U+00FF and what lies beyond the basic plane by number. */
export function encodeHtml(value: string): string {
  return value.replace(
    /[&<>"'\u00a0-\u00ff]|[\ud800-\udbff][\udc00-\udfff]/g,
    (c) => MARKS[c] ?? `&#${String(c.codePointAt(0))};`,
  );
}

export function decodeHtml(value: string): string {
  return value.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]\w{1,10}));/g,
    (whole: string, decimal: unknown, hex: unknown, name: unknown) => {
      if (typeof name === 'string') return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
      const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** As a form field: blanks as "+", everything but letters, digits and -_.!*() as %XX (`upper`: in capitals). */
export function encodeUrl(value: string, upper: boolean): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(value)) {
    const c = String.fromCharCode(byte);
    if (c === ' ') encoded += '+';
    else if (/[A-Za-z0-9\-_.!*()]/.test(c)) encoded += c;
    else {
      const hex = byte.toString(16).padStart(2, '0');
      encoded += `%${upper ? hex.toUpperCase() : hex}`;
    }
  }
  return encoded;
}

export function decodeUrl(value: string): string {
  return value
    .replace(/\+/g, ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'));
}
