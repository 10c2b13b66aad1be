import browser from 'webextension-polyfill';

/** A line that is offered below the address bar. */
export interface Offer {
  /** What stands in the address bar when it is chosen. */
  readonly text: string;
  readonly description: string;
}

export interface AddressBar {
  /** What is offered for what was typed after the keyword: the first is what Enter means. */
  offers(text: string): Promise<readonly Offer[]>;
  /** Something was chosen; its tab is to stay behind, or come in front. */
  chosen(text: string, behind: boolean): Promise<void>;
}

/** Chrome reads descriptions as XML, Firefox as they are. */
const readsXml = browser.runtime.getURL('').startsWith('chrome-extension:');

function written(description: string): string {
  if (!readsXml) return description;
  return description.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Serves what is typed into the address bar after our keyword. */
export function serveAddressBar({ offers, chosen }: AddressBar): void {
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    void offers(text).then(([first, ...others]) => {
      if (first) browser.omnibox.setDefaultSuggestion({ description: written(first.description) });
      suggest(others.map(({ text: content, description }) => ({ content, description: written(description) })));
    });
  });
  browser.omnibox.onInputEntered.addListener((text, disposition) => void chosen(text, disposition === 'newBackgroundTab'));
}
