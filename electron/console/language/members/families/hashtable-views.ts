import type { MemberView } from '../views.ts';

/** What Get-Member lists of a table besides its properties and methods. */
export function hashtableViews(): readonly MemberView[] {
  return [
    {
      name: 'Item',
      type: 'ParameterizedProperty',
      definition: 'System.Object Item(System.Object key) {get;set;}',
    },
  ];
}
