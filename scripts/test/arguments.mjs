/** What `npm test` was asked for. */

export const parts = ['lint', 'unit', 'e2e', 'package'];

/**
 * Parts by name; words after them (or after `--`) narrow the unit or end-to-end tests to files with that in their path.
 * @param {string[]} given e.g. `['unit', 'scripts']`
 * @returns {{parts: string[], filters: string[]} | {error: string}} all parts where none is named
 */
export function parseArguments(given) {
  const words = given.filter((word) => word !== '--');
  const chosen = [];
  while (words.length > 0 && parts.includes(words[0])) chosen.push(words.shift());
  const flag = words.find((word) => word.startsWith('-'));
  if (flag !== undefined)
    return {
      error: `Unknown option ${flag}. Parts: ${parts.join(', ')}; then words to narrow the tests by.`,
    };
  if (words.length > 0 && !chosen.some((part) => part === 'unit' || part === 'e2e')) {
    return {
      error: `Unknown part ${words[0]}. Parts: ${parts.join(', ')}; words to narrow by follow unit or e2e.`,
    };
  }
  return { parts: chosen.length > 0 ? [...new Set(chosen)] : parts, filters: words };
}
