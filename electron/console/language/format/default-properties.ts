/** Types that show some of their properties only (DefaultDisplayPropertySet in PowerShell's types). */
const SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['System.Globalization.CultureInfo', ['LCID', 'Name', 'DisplayName']],
  ['System.Diagnostics.FileVersionInfo', ['ProductVersion', 'FileVersion', 'FileName']],
]);

/** null: all properties. */
export function defaultProperties(typeNames: readonly string[]): readonly string[] | null {
  for (const name of typeNames) {
    const set = SETS.get(name);
    if (set !== undefined) return set;
  }
  return null;
}
