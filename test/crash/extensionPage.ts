import { wordsOf } from '../e2e/words.js';

/** The options page of a running extension. Everything is done through its own controls and messages. */
export interface ExtensionPage {
  evaluate<T>(expression: string): Promise<T>;
}

const say = wordsOf('en');
const quoted = (text: string): string => JSON.stringify(text);
const buttonOf = (name: string): string =>
  `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === ${quoted(name)})`;
/** The field with a label in the form that a button sends. */
const fieldOf = (label: string, button: string): string => `((form) => document.getElementById(
  [...form?.querySelectorAll('label') ?? []].find(({ textContent }) => textContent === ${quoted(label)})?.htmlFor))(${buttonOf(button)}?.closest('form'))`;

/** Waits until an expression is true. Throws at once when the page is gone. */
async function until(page: ExtensionPage, expression: string): Promise<void> {
  for (const end = Date.now() + 30_000; !(await page.evaluate<boolean>(`Boolean(${expression})`));) {
    if (Date.now() > end) throw new Error(`never came true: ${expression}\n${await page.evaluate<string>('document.body.innerText')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Types into a field and leaves it, as its form sees that. */
async function fill(page: ExtensionPage, field: string, text: string): Promise<void> {
  await until(page, field);
  await page.evaluate(`((field) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${quoted(text)});
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
  })(${field})`);
}

async function press(page: ExtensionPage, name: string): Promise<void> {
  await until(page, `((button) => button && !button.disabled && (button.click(), true))(${buttonOf(name)})`);
}

export async function makeVault(page: ExtensionPage, passphrase: string): Promise<void> {
  await press(page, say('typeMyOwn'));
  for (const label of ['passphrase', 'passphraseAgain']) await fill(page, fieldOf(say(label), say('makeVault')), passphrase);
  await press(page, say('makeVault'));
  await until(page, buttonOf(say('addIdentity')));
}

/** What a person has of an IAM user. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly mfaSerial: string;
}

/** Adds the first identity, in the second step of the first run. */
export async function addIdentity(page: ExtensionPage, key: Key): Promise<void> {
  for (const name of ['accessKeyId', 'secretAccessKey', 'mfaSerial'] as const) await fill(page, fieldOf(say(name), say('addIdentity')), key[name]);
  await press(page, say('addIdentity'));
  await until(page, buttonOf(say('addRole')));
}

/** Takes the good copy of a damaged vault, as the product offers it, and says whether there was need to. */
export async function takeGoodCopy(page: ExtensionPage): Promise<boolean> {
  const [copy, locked] = [buttonOf(say('useCopy')), buttonOf(say('unlock'))];
  await until(page, `${copy} || ${locked}`);
  if (await page.evaluate<boolean>(`Boolean(${locked})`)) return false;
  await press(page, say('useCopy'));
  await until(page, locked);
  return true;
}

/** Unlocks the vault, and says whether it opened. */
export async function unlock(page: ExtensionPage, passphrase: string): Promise<boolean> {
  const open = `document.querySelector('nav')`;
  await fill(page, fieldOf(say('passphrase'), say('unlock')), passphrase);
  await press(page, say('unlock'));
  await until(page, `${open} || document.querySelector('.problem')?.textContent`);
  return page.evaluate<boolean>(`Boolean(${open})`);
}

/** Asks the background as the options page does. Throws when it answers with a failure: that is no acknowledgement. */
export async function ask(page: ExtensionPage, call: string, asked: object): Promise<void> {
  const reply = await page.evaluate<string>(
    `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ call, asked })}).then((reply) => JSON.stringify(reply ?? null))`);
  if (reply !== '{"answer":null}') throw new Error(`${call} was refused: ${reply}`);
}

export interface PassphraseChange {
  readonly from: string;
  readonly to: string;
  /** Whether everything is to be sealed anew under a new data key. */
  readonly leaked: boolean;
}

const fieldOfChange = (label: string): string => fieldOf(say(label), say('changePassphrase'));

/** Fills the form in that changes the passphrase, and sends it. */
export async function startPassphraseChange(page: ExtensionPage, { from, to, leaked }: PassphraseChange): Promise<void> {
  await press(page, say('section_vault'));
  await fill(page, fieldOfChange('passphraseNow'), from);
  for (const label of ['passphraseNew', 'passphraseNewAgain']) await fill(page, fieldOfChange(label), to);
  await page.evaluate(`((tick) => tick.checked !== ${leaked} && tick.click())(${buttonOf(say('changePassphrase'))}.closest('form').querySelector('label.tick input'))`);
  await press(page, say('changePassphrase'));
}

/** Resolves when the form says that the passphrase was changed; its fields are empty only then. */
export async function passphraseChanged(page: ExtensionPage): Promise<void> {
  const done = [say('passphraseChanged'), say('passphraseChangedLeaked')]
    .map((sentence) => `document.body.innerText.includes(${quoted(sentence)})`).join(' || ');
  await until(page, `${fieldOfChange('passphraseNow')}?.value === '' && (${done})`);
}

/** Has the page notice when it next stores something, before that is handed to the browser. */
export async function noticeStoring(page: ExtensionPage): Promise<void> {
  await page.evaluate(`((area) => {
    const { set } = area;
    globalThis.storing = new Promise((begun) => {
      area.set = (items) => {
        area.set = set;
        begun();
        return set.call(area, items);
      };
    });
  })((globalThis.browser ?? chrome).storage.local)`);
}

/** Resolves as soon as the page that was made to notice it begins to store. */
export async function storingBegun(page: ExtensionPage): Promise<void> {
  await page.evaluate('globalThis.storing.then(() => null)');
}

/** Everything in `storage.local`. */
export async function storedIn(page: ExtensionPage): Promise<Readonly<Record<string, unknown>>> {
  const text = await page.evaluate<string>('(globalThis.browser ?? chrome).storage.local.get(null).then((all) => JSON.stringify(all))');
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
