import type { CDPSession } from 'playwright-core';

/** What lies in the closed root of the stripe, which only the debugger sees. */
export interface Stripe {
  readonly shape: readonly string[];
  readonly label: string;
  /** Whether the digits of the account number are shown in their order. */
  readonly inOrder: boolean;
}

/** The stripe on the page of a debugging session, into which the watcher was put: see `hostileViews.ts`. */
export async function stripeOn(session: CDPSession): Promise<Stripe> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const html = root.children?.find(({ localName }) => localName === 'html');
  const host = html?.children?.find(({ localName }) => localName === 'sallyport-stripe');
  const { object } = await session.send('DOM.resolveNode', { nodeId: host?.shadowRoots?.[0]?.nodeId ?? 0 });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '', returnByValue: true,
    functionDeclaration: `function () {
      const label = this.querySelector('.words');
      return { shape: [...this.querySelectorAll('*')].map((one) => one.localName + '[' + one.getAttributeNames() + ']'),
        label: label.textContent, inOrder: turnedNumbers(label).length === 0 };
    }`,
  });
  return result.value as Stripe;
}
