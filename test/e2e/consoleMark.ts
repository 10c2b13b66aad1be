import type { Page } from 'playwright-core';
import type { Product } from './product.js';

/** Everything by which a console tab can be told apart. */
export interface ShownMark {
  /** Of the stripe across the top. */
  readonly colour: string;
  readonly label: string;
  readonly title: string;
  /** The file that the page names for the tab's icon, and whether it is there; empty when it names another or more than one. */
  readonly icon: string;
  /** Without the minutes that are left. */
  readonly badge: string;
}

interface TabsApi {
  readonly tabs: { query(asked: object): Promise<{ id?: number }[]> };
  readonly action: { getBadgeText(asked: object): Promise<string> };
}

/** What the badge on the toolbar's icon says while a tab is in front: a shape, and the minutes that are left. */
export async function badgeOf(product: Product, page: Page): Promise<string> {
  await page.bringToFront();
  return product.worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as { chrome: TabsApi };
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return chrome.action.getBadgeText({ tabId: tab?.id });
  });
}

/** What the stripe says, without the time that is left. */
export function stripeLabel(page: Page): Promise<string> {
  return stripePart(page, '.words');
}

/** What the stripe says of the time that is left. */
export function stripeTime(page: Page): Promise<string> {
  return stripePart(page, '.left');
}

/** A part of the stripe, which lies in a closed root that only the debugger sees. Empty when there is no stripe. */
async function stripePart(page: Page, selector: '.words' | '.left'): Promise<string> {
  return (await inStripe(page, `this.querySelector('${selector}').textContent`)).replace(/[\u2068\u2069]/g, '');
}

/** What a function says of the stripe's closed root, which only the debugger sees. Empty when there is no stripe. */
async function inStripe(page: Page, found: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const html = root.children?.find(({ localName }) => localName === 'html');
    const shadow = html?.children?.find(({ localName }) => localName === 'sallyport-stripe')?.shadowRoots?.[0];
    if (!shadow) return '';
    const { object } = await session.send('DOM.resolveNode', { nodeId: shadow.nodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '', returnByValue: true, functionDeclaration: `function () { return ${found}; }`,
    });
    return String(result.value);
  } finally {
    await session.detach();
  }
}

/** Whether the stripe is hatched, as it is painted. */
export async function isHatched(page: Page): Promise<boolean> {
  return (await inStripe(page, `getComputedStyle(this.querySelector('.stripe')).backgroundImage`)).startsWith('repeating-linear-gradient');
}

/** The colour of the stripe; empty when there is none. */
export function stripeColour(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLElement>('sallyport-stripe')?.style.getPropertyValue('--colour') ?? '');
}

/** The tab's icon: the last part of its address, once it has been loaded. */
export function iconOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [link, ...others] = document.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i]');
    if (!link || others.length > 0) return '';
    const picture = new Image();
    picture.src = link.href;
    await picture.decode();
    return picture.naturalWidth > 0 ? link.href.slice(link.href.lastIndexOf('/') + 1) : '';
  });
}

export async function markOn(product: Product, page: Page): Promise<ShownMark> {
  return {
    colour: await stripeColour(page), label: await stripeLabel(page), title: await page.title(), icon: await iconOf(page), badge: (await badgeOf(product, page)).replace(/\d+$/, ''),
  };
}
