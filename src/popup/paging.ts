import type { PopupPorts, PopupSignals } from './signals.js';

/** The verbs of a console page that another role is to open. */
export function pageVerbs({ listing, inFront, copied }: PopupSignals, ports: PopupPorts) {
  return {
    /** Keeps the page in front while a role for it is looked for. */
    keepPage(): void {
      listing.narrow('');
      listing.page.value = inFront.value?.address ?? '';
    },

    leavePage(): void { listing.page.value = ''; },

    /** Copies the text by which the page in front is shared. */
    async copyPage(): Promise<void> {
      if (!inFront.value) return;
      copied.value = await ports.copy(inFront.value.shared).then(() => 'copied' as const, () => 'refused' as const);
    },
  };
}
