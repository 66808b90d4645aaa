/** Where an administrator allows an app for the whole organisation. @param organization its tenant id or a domain */
export const consentLink = (loginHost: string, organization: string, clientId: string): string =>
  `https://${loginHost}/${encodeURIComponent(organization)}/adminconsent?client_id=${clientId}`;
