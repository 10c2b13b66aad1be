/** Gives the page its style sheets. One of a file would have to be fetched, and read through by the browser for words to translate, before the first paint. */
export function style(...texts: readonly string[]): void {
  document.adoptedStyleSheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
