/** One form of a page, as a person sees it. */
export interface PageForm {
  readonly action: string;
  /** Fields that would be sent as they stand (hidden ones, ticked boxes, prefilled text). */
  readonly fields: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly name: string; readonly value: string; readonly text: string }[];
}

/** A page the browser is on. */
export interface BrowserPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly heading: string;
  readonly problem: string | null;
  readonly forms: readonly PageForm[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const plain = (markup: string): string =>
  markup
    .replace(/<[^>]*>/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/gu, (_whole, name: string) => ENTITIES[name] ?? '');

const attributesOf = (tag: string): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const [, name, value] of tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/gu)) {
    if (name !== undefined) found[name] = plain(value ?? '');
  }
  return found;
};

function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/(<form[^>]*>)([\s\S]*?)<\/form\s*>/gu)].map(([, tag = '', inside = '']) => {
    const fields: Record<string, string> = {};
    for (const [input] of inside.matchAll(/<input[^>]*>/gu)) {
      const { name, value, type, ...rest } = attributesOf(input);
      if (name !== undefined && (type !== 'checkbox' || 'checked' in rest)) fields[name] = value ?? '';
    }
    const buttons = [...inside.matchAll(/(<button[^>]*>)([\s\S]*?)<\/button\s*>/gu)].map(
      ([, open = '', text = '']) => {
        const { name = '', value = '' } = attributesOf(open);
        return { name, value, text: plain(text).trim() };
      },
    );
    return { action: attributesOf(tag).action ?? '', fields, buttons };
  });
}

/** A browser without scripts, for walking the sign-in pages: cookies, redirects, forms. One instance is one browser profile. */
export interface FakeBrowser {
  open(url: string): Promise<BrowserPage>;
  /** Presses the button with that value, with the typed fields filled in. Rejects when the page has no such button. */
  press(page: BrowserPage, value: string, typed?: Readonly<Record<string, string>>): Promise<BrowserPage>;
}

interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function createFakeBrowser(): FakeBrowser {
  const cookies = new Map<string, Map<string, string>>();

  const load = async (url: string, init: PageRequest, redirects = 0): Promise<BrowserPage> => {
    const { origin } = new URL(url);
    const jar = cookies.get(origin) ?? new Map<string, string>();
    cookies.set(origin, jar);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      if (redirects > 10) throw new Error(`too many redirects at ${url}`);
      return load(new URL(location, url).href, { method: 'GET' }, redirects + 1);
    }
    const html = await response.text();
    return {
      url,
      status: response.status,
      headers: response.headers,
      html,
      heading: plain(/<h1[^>]*>([\s\S]*?)<\/h1\s*>/u.exec(html)?.[1] ?? ''),
      problem: plain(/role="alert"[^>]*>([\s\S]*?)<\/p\s*>/u.exec(html)?.[1] ?? '') || null,
      forms: formsOf(html),
    };
  };

  return {
    open: (url) => load(url, { method: 'GET' }),
    press: (page, value, typed = {}) => {
      const form = page.forms.find((candidate) => candidate.buttons.some((button) => button.value === value));
      const button = form?.buttons.find((candidate) => candidate.value === value);
      if (form === undefined || button === undefined) {
        throw new Error(`no button '${value}' on “${page.heading}” (${page.url})`);
      }
      const fields = new URLSearchParams({ ...form.fields, ...typed });
      if (button.name !== '') fields.set(button.name, button.value);
      return load(new URL(form.action, page.url).href, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: fields.toString(),
      });
    },
  };
}

/** The answer that a form_post page is about to hand to the app, or null when it is another page. */
export function answerOf(page: BrowserPage): Readonly<Record<string, string>> | null {
  return page.heading === 'Returning to the app' ? (page.forms[0]?.fields ?? null) : null;
}

export interface Person {
  readonly upn: string;
  readonly password?: string;
}

/** Does what a person would on every page until the app's answer is there, and sends it. Consent is given. */
export async function walkSignIn(browser: FakeBrowser, url: string, person: Person): Promise<BrowserPage> {
  let page = await browser.open(url);
  for (let steps = 0; steps < 10; steps++) {
    if (answerOf(page) !== null) return browser.press(page, '');
    if (page.heading === 'Pick an account')
      page = await browser.press(page, 'username', { username: person.upn });
    else if (page.heading === 'Enter password') {
      page = await browser.press(page, 'password', { password: person.password ?? 'practice' });
    } else if (page.heading === 'Approve sign-in request') {
      page = await browser.press(page, 'approve', { number: shownNumber(page) });
    } else if (page.heading === 'Permissions requested') page = await browser.press(page, 'accept');
    else if (page.forms.some((form) => form.buttons.some((button) => button.value === 'return'))) {
      page = await browser.press(page, 'return');
    } else return page;
    if (page.problem !== null && page.heading === 'Enter password') return page;
  }
  throw new Error(`the sign-in did not come to an end: ${page.heading}`);
}

/** The number that the second step shows. */
export function shownNumber(page: BrowserPage): string {
  return /id="number">(\d+)</u.exec(page.html)?.[1] ?? '';
}
