import browser from 'webextension-polyfill';

interface AccessLevel {
  setAccessLevel(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Closes our storage to content scripts, so that a console page's compromised renderer cannot even read ciphertext.
 * Firefox has no such call for `storage.local`; what lies there and is secret is sealed in any case.
 */
export async function closeStorageToPages(): Promise<void> {
  const area = browser.storage.local as browser.Storage.StorageArea & Partial<AccessLevel>;
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
