import type { Locator, Page } from 'playwright';
import type { CertificateRef, SignInKind } from '../../shared/model/sign-in-method.ts';

const METHODS: Readonly<Record<SignInKind, string>> = {
  browser: 'Browser on this computer',
  credential: 'User name and password',
  device: 'Code on another device',
  'managed-identity': 'Managed identity (Azure)',
  certificate: 'App with a certificate',
  token: 'An access token you have',
};

/** What is put into the panel; what is left out stays as it is there. */
export interface Fill {
  /** An environment by its name on the card, e.g. "Practice cloud". */
  readonly environment?: string;
  /** An account that is typed, or one of the practice accounts. */
  readonly account?: string;
  readonly method?: SignInKind;
  /** First domain of the organisation, for an app, a machine or a token. */
  readonly domain?: string;
  readonly password?: string;
  readonly keepPassword?: boolean;
  readonly accessToken?: string;
  readonly appId?: string;
  readonly certificate?: CertificateRef;
  /** Client id of a user-assigned identity. */
  readonly identityId?: string;
  readonly exchange?: boolean;
  readonly compliance?: boolean;
  readonly readOnly?: boolean;
  readonly name?: string;
  readonly folder?: string;
  readonly connectionUri?: string;
  readonly authorityUri?: string;
  /** Hosts to agree to. */
  readonly confirm?: readonly string[];
  /** Advanced options. */
  readonly clientId?: string;
  readonly prefix?: string;
  readonly pageSize?: string;
  readonly commandNames?: string;
}

/** The panel that makes a connection. */
export class NewConnection {
  readonly root: Locator;
  readonly accountName: Locator;
  readonly name: Locator;
  readonly readOnly: Locator;
  readonly connectButton: Locator;
  readonly cancelButton: Locator;
  readonly waiting: Locator;
  readonly saveButton: Locator;
  /** The code to type elsewhere, while it waits for that. */
  readonly deviceCode: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: /^(New connection|Edit .+)$/ });
    this.accountName = this.root.getByLabel('Account name');
    this.name = this.root.getByRole('textbox', { name: 'Name', exact: true });
    this.readOnly = this.root.getByRole('checkbox', { name: 'Read-only, refuses changes' });
    this.connectButton = this.root.getByRole('button', { name: /^(Connect|Save and connect)$/ });
    this.saveButton = this.root.getByRole('button', { name: /^Save( without connecting)?$/ });
    this.deviceCode = this.root.getByLabel('Code to type');
    this.cancelButton = this.root.getByRole('button', { name: 'Cancel' });
    this.waiting = this.root.getByRole('heading', { name: 'Finish signing in in your browser' });
  }

  /** Picks an environment by its name, e.g. "Practice cloud". */
  environment(name: string | RegExp): Locator {
    return this.root.getByRole('radiogroup', { name: 'Environment' }).getByRole('radio', { name });
  }

  /** Names an account of the practice cloud: by the panel's list where it is on it, else by typing. */
  async useAccount(username: string): Promise<void> {
    const another = this.root.getByRole('radio', { name: 'Use another account' });
    const listed = this.root.getByRole('region', { name: 'Practice accounts' });
    await listed.or(another).first().waitFor();
    if (!(await listed.isVisible())) await another.check({ force: true });
    await listed.waitFor();
    const use = listed.getByRole('button', { name: `Use ${username}` });
    if (await use.isVisible()) await use.click();
    else await this.accountName.fill(username);
  }

  /** The radio of a way to sign in; opens the part it is in. */
  async chooseMethod(method: SignInKind): Promise<void> {
    await this.unfold(/^More ways to sign in/);
    await this.root.getByRole('radio', { name: METHODS[method] }).check();
  }

  async unfold(title: RegExp): Promise<void> {
    const toggle = this.root.getByRole('button', { name: title });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  field(label: string | RegExp): Locator {
    return this.root.getByLabel(label);
  }
}

/** Fills the open panel in the order in which a person would. Presses nothing at the end. */
export async function fillNewConnection(panel: NewConnection, fill: Fill): Promise<void> {
  if (fill.environment !== undefined) await panel.environment(fill.environment).check({ force: true });
  if (fill.connectionUri !== undefined || fill.authorityUri !== undefined) {
    await panel.environment('Other hosts').check({ force: true });
    await panel.field(/^Address of the service/).fill(fill.connectionUri ?? '');
    await panel.field(/^Address of sign-in/).fill(fill.authorityUri ?? '');
    await panel.name.focus();
    for (const host of fill.confirm ?? []) {
      await panel.root.getByRole('checkbox', { name: `I know ${host} and trust it with them` }).check();
    }
  }
  if (fill.method !== undefined) await panel.chooseMethod(fill.method);
  if (fill.account !== undefined) await panel.useAccount(fill.account);
  if (fill.domain !== undefined) await panel.field(/^Organisation’s first domain/).fill(fill.domain);
  if (fill.appId !== undefined) await panel.field(/^App id/).fill(fill.appId);
  if (fill.certificate !== undefined) await fillCertificate(panel, fill.certificate);
  if (fill.password !== undefined) {
    await panel.root.getByRole('textbox', { name: /^Password( of the file)?\b/ }).fill(fill.password);
  }
  if (fill.keepPassword !== undefined) {
    await panel.root.getByRole('checkbox', { name: /^Keep the password/ }).setChecked(fill.keepPassword);
  }
  if (fill.accessToken !== undefined) {
    await panel.root.getByRole('textbox', { name: /^Access token/ }).fill(fill.accessToken);
  }
  if (fill.identityId !== undefined) {
    await panel.root.getByRole('radio', { name: /user-assigned/ }).check();
    await panel.field(/^Client id of the identity/).fill(fill.identityId);
  }
  for (const [name, wanted] of [
    ['Exchange Online', fill.exchange],
    ['Security & Compliance', fill.compliance],
    ['Read-only, refuses changes', fill.readOnly],
  ] as const) {
    if (wanted !== undefined) await panel.root.getByRole('checkbox', { name }).setChecked(wanted);
  }
  if (fill.name !== undefined) await panel.name.fill(fill.name);
  if (fill.folder !== undefined) await panel.field('Folder').fill(fill.folder);
  await fillOptions(panel, fill);
}

async function fillCertificate(panel: NewConnection, certificate: CertificateRef): Promise<void> {
  switch (certificate.from) {
    case 'file':
      await panel.root.getByRole('radio', { name: 'A file (PFX or PEM)' }).check();
      await panel.field(/^Certificate file/).fill(certificate.path);
      return;
    case 'store':
      await panel.root.getByRole('radio', { name: /^Windows certificate store/ }).check();
      await panel.field(/^Thumbprint/).fill(certificate.thumbprint);
      return;
    case 'kept':
      await panel.root.getByRole('radio', { name: /^One kept/ }).check();
      await panel.field(/^Kept certificate/).selectOption(certificate.certificateId);
  }
}

async function fillOptions(panel: NewConnection, fill: Fill): Promise<void> {
  const options = [
    [/^Own app registration/, fill.clientId],
    [/^Prefix/, fill.prefix],
    [/^Page size/, fill.pageSize],
    [/^Cmdlets on offer/, fill.commandNames],
  ] as const;
  if (options.every(([, text]) => text === undefined)) return;
  await panel.unfold(/^Advanced options/);
  for (const [label, text] of options) {
    if (text !== undefined) await panel.field(label).fill(text);
  }
}
