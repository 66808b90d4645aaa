/** .NET's default text of a double: the shortest that reads back as the same. Invariant. */
export function shortest(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  if (size < 1e-4) return exponential(value.toExponential());
  // Up to 17 digits before the point are written out.
  return size < 1e17 ? String(value) : exponential(value.toExponential());
}

/** What PowerShell writes for a double: 15 significant digits (7 of a single). Invariant. */
export function general(value: number, digits: number): string {
  if (Number.isInteger(value) && value < 1e15 && value > -1e15 && digits === 15) {
    return value === 0 && Object.is(value, -0) ? '-0' : String(value);
  }
  if (!Number.isFinite(value)) return shortest(value);
  const size = Math.abs(value);
  if (digits === 15 && size >= 1e-4 && size < 1e15) {
    const short = String(value);
    if (short.length < 16) return short;
    const text = value.toPrecision(15);
    if (text.includes('.') && !text.includes('e')) {
      let end = text.length;
      while (text.charCodeAt(end - 1) === 48) end--;
      return text.slice(0, text.charCodeAt(end - 1) === 46 ? end - 1 : end);
    }
  }
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '0', exponentText = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  const cut = mantissa.replace(/\.?0+$/, '');
  if (exponent >= digits || exponent < -4) return exponential(`${cut}e${exponentText}`);
  const negative = cut.startsWith('-');
  const all = cut.replace(/[-.]/g, '');
  let text: string;
  if (exponent < 0) text = `0.${'0'.repeat(-exponent - 1)}${all}`;
  else if (all.length <= exponent + 1) text = all.padEnd(exponent + 1, '0');
  else text = `${all.slice(0, exponent + 1)}.${all.slice(exponent + 1)}`;
  return negative ? `-${text}` : text;
}

/** "1.5e-7" → "1.5E-07". */
function exponential(text: string): string {
  const [mantissa = '0', exponent = '0'] = text.split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${mantissa}E${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}

/** Shortest text of a single. */
export function shortestSingle(value: number): string {
  if (!Number.isFinite(value) || value === 0) return shortest(value);
  for (let digits = 1; digits <= 9; digits++) {
    if (Math.fround(Number(value.toPrecision(digits))) === value) {
      const near = Number(value.toPrecision(digits));
      const size = Math.abs(near);
      if (size >= 1e-4 && size < 1e9) return shortest(near);
      return exponential(near.toExponential());
    }
  }
  return shortest(value);
}
