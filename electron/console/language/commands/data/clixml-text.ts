import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../../values/time.ts';
import { failure } from '../../values/errors.ts';

/** Characters that XML can't hold, as _xHHHH_; an underscore that would look like one too. */
export function encodeClixml(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)/gi,
    (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

export function decodeClixml(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** A time span as an ISO 8601 duration: "P1DT2H3M4.5S". */
export function toDuration(ticks: bigint): string {
  const sign = ticks < 0n ? '-' : '';
  let rest = ticks < 0n ? -ticks : ticks;
  const days = rest / TICKS_PER_DAY;
  rest %= TICKS_PER_DAY;
  const hours = rest / (TICKS_PER_SECOND * 3600n);
  rest %= TICKS_PER_SECOND * 3600n;
  const minutes = rest / (TICKS_PER_SECOND * 60n);
  rest %= TICKS_PER_SECOND * 60n;
  const seconds = rest / TICKS_PER_SECOND;
  const fraction = String(rest % TICKS_PER_SECOND)
    .padStart(7, '0')
    .replace(/0+$/, '');
  const secondText =
    seconds > 0n || fraction !== '' ? `${String(seconds)}${fraction === '' ? '' : `.${fraction}`}S` : '';
  const part = (amount: bigint, unit: string): string => (amount > 0n ? `${String(amount)}${unit}` : '');
  const time = part(hours, 'H') + part(minutes, 'M') + secondText;
  const date = part(days, 'D');
  if (date === '' && time === '') return 'PT0S';
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`;
}

export function fromDuration(text: string): bigint {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7})\d*)?S)?)?$/.exec(
    text.trim(),
  );
  if (match === null) throw broken(`'${text}' is not a duration`);
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const ticks =
    BigInt(days) * TICKS_PER_DAY +
    (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * TICKS_PER_SECOND +
    BigInt(fraction.padEnd(7, '0'));
  return sign === '-' ? -ticks : ticks;
}

/** A file that isn't what Export-Clixml writes. */
export function broken(reason: string): Error {
  return failure('ImportClixml', `The file is not CLIXML, as Export-Clixml writes it: ${reason}.`, {
    type: 'System.Xml.XmlException',
    category: 'InvalidData',
  });
}
