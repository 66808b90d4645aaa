/** A page as a person sees it. */
export interface RobotPage {
  readonly url: string;
  readonly status: number;
  readonly heading: string;
  readonly html: string;
}

export interface Person {
  readonly username: string;
  readonly password?: string;
  /** Typed on the page for device codes. */
  readonly code?: string;
  /** Presses Cancel on the page with this heading. */
  readonly cancelAt?: string;
}

interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
  readonly buttons: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => ENTITIES[name] ?? '')
    .trim();

/** For tests: a browser without scripts that walks the practice cloud's sign-in pages as a person would. */
export class RobotBrowser {
  readonly #cookies = new Map<string, string>();

  /** Does what every page asks for and hands the answer to the app; the page that is shown last comes back. */
  async signIn(address: string, person: Person): Promise<RobotPage> {
    let page = await this.#load(address, null);
    for (let step = 0; step < 12; step += 1) {
      const next = this.#answer(page, person);
      if (next === null) return page;
      page = await this.#load(next.address, next.fields);
    }
    throw new Error(`the sign-in did not end: ${page.heading}`);
  }

  /** The form that would be sent to the app, unsent; for tests that change it. */
  async answerFor(address: string, person: Person): Promise<{ action: string; fields: URLSearchParams }> {
    let page = await this.#load(address, null);
    for (let step = 0; step < 12; step += 1) {
      const next = this.#answer(page, person);
      if (next === null) break;
      if (page.heading === 'Returning to the app') return { action: next.address, fields: next.fields };
      page = await this.#load(next.address, next.fields);
    }
    throw new Error(`no answer for the app: ${page.heading}`);
  }

  #answer(page: RobotPage, person: Person): { address: string; fields: URLSearchParams } | null {
    const press = (button: string, typed: Record<string, string> = {}) => {
      const form = formsOf(page.html).find((one) => one.buttons.includes(button));
      if (form === undefined) throw new Error(`no button ${button} on ${page.heading}`);
      const fields = new URLSearchParams(form.fields);
      for (const [name, value] of Object.entries(typed)) fields.set(name, value);
      if (button !== '') fields.set('action', button);
      return { address: new URL(form.action, page.url).href, fields };
    };
    if (person.cancelAt === page.heading) return press('cancel');
    switch (page.heading) {
      case 'Enter code':
        return page.html.includes('role="alert"') ? null : press('code', { code: person.code ?? '' });
      case 'Pick an account':
        return press('username', { username: person.username });
      case 'Enter password':
        return press('password', { password: person.password ?? 'practice' });
      case 'Approve sign-in request':
        return press('approve', { number: /id="number">(\d+)</.exec(page.html)?.[1] ?? '' });
      case 'Permissions requested':
        return press('accept');
      case 'Returning to the app':
        return press('');
      default:
        if (formsOf(page.html).some((form) => form.buttons.includes('confirm'))) return press('confirm');
        return formsOf(page.html).some((form) => form.buttons.includes('return')) ? press('return') : null;
    }
  }

  async #load(address: string, fields: URLSearchParams | null): Promise<RobotPage> {
    const response = await fetch(address, {
      method: fields === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields === null ? {} : { body: fields.toString() }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const html = await response.text();
    const location = response.headers.get('location');
    if (location !== null) return this.#load(new URL(location, address).href, null);
    const heading = plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
    return { url: address, status: response.status, heading, html };
  }
}

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, open = '', inside = '']) => {
    const fields = new URLSearchParams();
    for (const [input] of inside.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, 'name');
      const unticked = attribute(input, 'type') === 'checkbox' && !/\schecked[\s/>]/.test(input);
      if (name !== '' && !unticked) fields.set(name, attribute(input, 'value'));
    }
    const buttons = [...inside.matchAll(/<button[^>]*>/g)].map(([button]) => attribute(button, 'value'));
    return { action: attribute(open, 'action'), fields, buttons };
  });
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}
