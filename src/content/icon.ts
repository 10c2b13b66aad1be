/**
 * Shows an icon of ours for the tab, also when the page sets its own anew. The page's own links stay where they are, switched
 * off by another `rel`, so that they can be given back.
 */
export function tabIcon(document: Document): (address: string | undefined) => void {
  const ours = document.createElement('link');
  ours.rel = 'icon';
  let shown = false;
  const switchOff = (): void => {
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i]')) {
      if (link !== ours) link.rel = 'sallyport-icon';
    }
  };
  const keep = (): void => {
    const place = document.head as HTMLHeadElement | null;
    if (!shown || !place) return;
    switchOff();
    if (ours.parentNode !== place) place.append(ours);
  };
  const observer = new MutationObserver(keep);
  return (address) => {
    shown = address !== undefined;
    observer.disconnect();
    if (address === undefined) {
      ours.remove();
      for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="sallyport-icon"]')) link.rel = 'icon';
      return;
    }
    if (ours.href !== address) ours.href = address;
    keep();
    // The head may not be there yet, and is not to be watched deeper than its children.
    observer.observe(document.documentElement, { childList: true });
    const head = document.head as HTMLHeadElement | null;
    if (head) observer.observe(head, { childList: true, subtree: true, attributes: true, attributeFilter: ['rel'] });
    else document.addEventListener('DOMContentLoaded', () => { if (shown) observer.observe(document.head, { childList: true, subtree: true, attributes: true, attributeFilter: ['rel'] }); keep(); }, { once: true });
  };
}
