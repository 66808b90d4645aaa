import type { Page } from 'playwright';
import type { Desktop } from '../env/desktop.ts';

export const ADMIN = 'admin@partner.practice.localhost';
export const OWN_ADMIN = 'alex@practice.localhost';
export const CONTOSO_ADMIN = 'admin@contoso.practice.localhost';

export interface SignInSteps {
  readonly account: string;
  /** Default: the right one. */
  readonly password?: string;
  /** Leaves the page at this heading instead of going on. */
  readonly stopAt?: RegExp;
}

/** The sign-in page that the app opened in the system browser, the newest one. */
export const signInPage = (desktop: Desktop): Promise<Page> =>
  desktop.browser.page(/\/oauth2\/v2\.0\/authorize|\/practice\/sign-in/);

/**
 * Walks the sign-in in the real browser as a person does: account, password, number, consent, whatever is asked.
 * @returns the headings that were seen, the app's own last page included
 */
export async function signInInBrowser(desktop: Desktop, steps: SignInSteps): Promise<string[]> {
  return walk(await signInPage(desktop), steps);
}

async function walk(page: Page, steps: SignInSteps): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    const text = (await heading.innerText()).trim();
    if (text !== seen.at(-1)) seen.push(text);
    if (steps.stopAt?.test(text) === true) return seen;
    if (!(await answer(page, text, steps))) return seen;
  }
}

/**
 * Types a device code on the page that the app opened and signs in there.
 * @returns the headings that were seen
 */
export async function signInWithCode(desktop: Desktop, code: string, steps: SignInSteps): Promise<string[]> {
  const page = await desktop.browser.page(/\/devicelogin/);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.waitForURL(/\/practice\/sign-in/);
  return walk(page, steps);
}

/** Does what the page with this heading asks for; false where nothing is asked any more. */
async function answer(page: Page, heading: string, steps: SignInSteps): Promise<boolean> {
  const pressed = async (press: () => Promise<void>): Promise<boolean> => {
    const before = await page.content();
    await press();
    await page
      .waitForFunction((old) => document.documentElement.outerHTML !== old, before)
      .catch(() => undefined);
    return true;
  };
  switch (heading) {
    case 'Pick an account': {
      const listed = page.locator(`button[value="${steps.account}"]`);
      if ((await listed.count()) > 0) return pressed(() => listed.click());
      await page.getByLabel('Another account').fill(steps.account);
      return pressed(() => page.getByRole('button', { name: 'Next' }).click());
    }
    case 'Enter password':
      if ((await page.getByRole('alert').count()) > 0) return false;
      await page.getByLabel('Password').fill(steps.password ?? 'practice');
      return pressed(() => page.getByRole('button', { name: 'Sign in' }).click());
    case 'Approve sign-in request':
      await page.getByLabel('Number on your practice phone').fill(await page.locator('#number').innerText());
      return pressed(() => page.getByRole('button', { name: 'Approve' }).click());
    case 'Permissions requested':
      return pressed(() => page.getByRole('button', { name: 'Accept' }).click());
    case 'Returning to the app':
      await page.waitForURL(/^http:\/\/(localhost|127\.0\.0\.1):\d+\/(?!practice)/);
      return true;
    default:
      if (!heading.startsWith('Are you signing in to')) return false;
      return pressed(() => page.getByRole('button', { name: 'Continue' }).click());
  }
}
