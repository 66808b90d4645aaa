import { expect, test } from 'vitest';
import { organizationColours } from './organizationColours.ts';
import { initials } from './organizationText.ts';

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

test.each(organizationColours)(
  '$name carries white text, and its bar is seen in light and dark',
  ({ fill, ink }) => {
    expect(contrast('#ffffff', fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink.light, '#f0f0f0')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink.dark, '#292929')).toBeGreaterThanOrEqual(4.5);
  },
);

test.each([
  ['Contoso', 'C'],
  ['Bäckerei Müller', 'BM'],
  ['李明 商店', '李'],
  ['the “Big” Company', 'TC'],
  ['', ''],
  ['…', '?'],
])('initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
