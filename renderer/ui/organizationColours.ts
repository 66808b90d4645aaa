/** One of the twelve organisation colours. `fill` carries white text in every theme; `ink` is for bars. */
export interface OrganizationColour {
  readonly name: string;
  readonly fill: string;
  readonly ink: { readonly light: string; readonly dark: string };
}

const colour = (name: string, light: string, dark: string): OrganizationColour => ({
  name,
  fill: light,
  ink: { light, dark },
});

/** In the order in which new organisations get them; a profile's `colour` is an index into it. */
export const organizationColours: readonly OrganizationColour[] = [
  colour('Teal', '#026460', '#07aea7'),
  colour('Plum', '#96307b', '#d17bb6'),
  colour('Bronze', '#8d5a00', '#cb903f'),
  colour('Indigo', '#4746b4', '#858ee6'),
  colour('Green', '#01712b', '#5baf6a'),
  colour('Violet', '#7a3ba7', '#b284d9'),
  colour('Cyan', '#016a87', '#28a8d1'),
  colour('Olive', '#626501', '#9ea34d'),
  colour('Rose', '#ac3360', '#dd7896'),
  colour('Slate', '#4c5a6d', '#8796ab'),
  colour('Rust', '#9d4518', '#df8157'),
  colour('Mocha', '#705345', '#b19082'),
];

const first: OrganizationColour = colour('Teal', '#026460', '#07aea7');

/** The colour at an index; an index outside the table wraps round. */
export const organizationColour = (index: number): OrganizationColour =>
  organizationColours[index % organizationColours.length] ?? first;
