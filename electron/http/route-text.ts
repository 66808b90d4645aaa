/** How a host was reached, for the end of a sentence; nothing where that isn't known. */
export function routeText(route: string | null | undefined): string {
  if (route === undefined) return '';
  return route === null ? ', directly and without a proxy' : `, through the proxy ${route}`;
}
