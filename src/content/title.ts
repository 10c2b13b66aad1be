/**
 * Keeps a prefix at the front of the tab's title, also when the page writes its title anew. Only the head is watched,
 * and until there is one, only the children of the document. The browser gives a title back with its runs of spaces made
 * one (HTML, `document.title`): the prefix is written so too, or it would never be found and be written without end.
 */
export function titlePrefix(document: Document): (prefix: string | undefined) => void {
  let prefix = '';
  let watched: Node | null = null;
  const front = (): string => `${prefix} · `;
  const write = (): void => {
    watch();
    if (prefix !== '' && document.head !== null && !document.title.startsWith(front())) document.title = front() + document.title;
  };
  const observer = new MutationObserver(write);
  const watch = (): void => {
    const place = document.head as Node | null ?? document.documentElement;
    if (place === watched) return;
    watched = place;
    observer.disconnect();
    observer.observe(place, { childList: true, subtree: place === document.head, characterData: true });
  };
  return (next) => {
    const written = prefix !== '' && document.title.startsWith(front());
    const bare = written ? document.title.slice(front().length) : document.title;
    prefix = (next ?? '').replace(/[\t\n\f\r ]+/g, ' ');
    if (written) document.title = prefix === '' ? bare : front() + bare;
    else write();
  };
}
