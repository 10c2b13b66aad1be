import type { BrowserContext, CDPSession } from 'playwright-core';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A page that Playwright does not show, such as the toolbar popup, driven over the browser's own debugging protocol. */
export interface Target {
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the expression is truthy there, and gives its value. */
  until<T>(expression: string, milliseconds?: number): Promise<T>;
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'ArrowDown' | 'ArrowUp' | 'Escape'): Promise<void>;
  isOpen(): Promise<boolean>;
}

const keyCodes = { Enter: 13, ArrowDown: 40, ArrowUp: 38, Escape: 27 } as const;
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The browser's id of the first target whose address begins so. */
export async function targetId(cdp: CDPSession, url: string): Promise<string | undefined> {
  const { targetInfos } = await cdp.send('Target.getTargets');
  return targetInfos.find((info) => info.url.startsWith(url))?.targetId;
}

/** Talks to one target through the browser's session: Playwright itself would not attach to it. */
export async function channel(cdp: CDPSession, id: string): Promise<Target['send']> {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: id, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  cdp.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    for (const [id, answered] of waiting) answered({ id, error: { message: 'No session: the page has closed' } });
    waiting.clear();
  });
  cdp.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let last = 0;
  return (method, params = {}) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
    cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method, params }) }).catch(reject);
  });
}

/** Attaches to the page with this address once it is there, shown and focused: keys sent earlier are lost. */
export async function attach(context: BrowserContext, url: string): Promise<Target> {
  const browser = context.browser();
  if (!browser) throw new Error('the browser is gone');
  const cdp = await browser.newBrowserCDPSession();
  let id: string | undefined;
  for (let tries = 0; tries < 1200 && !id; tries += 1) {
    id = await targetId(cdp, url);
    if (!id) await wait(25);
  }
  if (!id) throw new Error(`no page ${url} has opened`);
  const send = await channel(cdp, id);

  async function evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }) as {
      result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async function until<T>(expression: string, milliseconds = 30_000): Promise<T> {
    for (const end = Date.now() + milliseconds; ;) {
      const value = await evaluate<T>(expression).catch(() => undefined);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never came true in ${url}: ${expression}\n${await evaluate<string>('document.body.innerText')}`);
      await wait(20);
    }
  }

  async function key(params: Readonly<Record<string, unknown>>): Promise<void> {
    await send('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
    await send('Input.dispatchKeyEvent', { type: 'keyUp', ...params }).catch((thrown: Error) => {
      // A key may close the page before it is let go.
      if (!thrown.message.includes('No session')) throw thrown;
    });
  }

  await until(`document.readyState === 'complete' && document.hasFocus() &&
    new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => shown(true))))`);
  return {
    send, evaluate, until,
    async type(text) {
      for (const character of text) await key({ text: character, key: character });
    },
    press: (name) => key({ key: name, code: name, windowsVirtualKeyCode: keyCodes[name], ...(name === 'Enter' ? { text: '\r' } : {}) }),
    isOpen: async () => (await targetId(cdp, url)) !== undefined,
  };
}
