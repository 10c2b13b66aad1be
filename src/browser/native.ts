interface Global {
  readonly browser?: { readonly runtime?: { readonly id?: string } };
  readonly chrome?: unknown;
}

/**
 * The browser's own API, which stands for `webextension-polyfill` wherever no message is answered: in Manifest V3 Chrome's
 * gives promises by itself. A page can put an element of its own in the place of `browser`, but none with a runtime.
 */
const { browser, chrome } = globalThis as Global;
export default browser?.runtime?.id === undefined ? chrome : browser;
