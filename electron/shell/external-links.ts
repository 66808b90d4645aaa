import { CLOUDS } from '../../shared/clouds.ts';
import { fail } from '../../shared/model/failure.ts';

const DOCUMENTATION_HOSTS = ['learn.microsoft.com', 'admin.exchange.microsoft.com'];

const adminCentreHosts = Object.values(CLOUDS)
  .flatMap((cloud) => [cloud.adminCentre, cloud.entraCentre])
  .filter((address) => address !== null)
  .map((address) => new URL(address).hostname);

/** Hosts that a link in the app may open in the system browser. */
const allowedHosts = new Set([...DOCUMENTATION_HOSTS, ...adminCentreHosts]);

/** The address as it may be handed to the operating system; throws for every other scheme, host or port. */
export function checkedLink(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (
    url?.protocol !== 'https:' ||
    url.port !== '' ||
    url.username !== '' ||
    url.password !== '' ||
    !allowedHosts.has(url.hostname)
  )
    throw fail(
      'host-not-allowed',
      'Tenantdeck opens only its own links.',
      'Copy the address and open it yourself.',
    );
  return url.href;
}

/** Where device codes are typed besides the sign-in hosts themselves (captures: signin-device-code). */
const DEVICE_PAGES = ['microsoft.com', 'www.microsoft.com', 'login.microsoft.com'];

/**
 * What a sign-in may open: https on a sign-in host of the table or the connection's own one, which the person agreed to,
 * or plain http on this computer for the practice cloud.
 */
export function checkedSignInAddress(address: string, loginHost?: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const loginHosts = new Set(Object.values(CLOUDS).map((cloud) => cloud.loginHost));
  const known =
    url !== null &&
    (loginHosts.has(url.hostname) || DEVICE_PAGES.includes(url.hostname) || url.hostname === loginHost);
  const real = url?.protocol === 'https:' && url.port === '' && known;
  const practice =
    url?.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname === '127.0.0.1');
  if (url?.username !== '' || !(real || practice))
    throw fail('host-not-allowed', 'The sign-in page is not on a known sign-in host.', 'Nothing was opened.');
  return url.href;
}
