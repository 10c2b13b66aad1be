/** How credentials are written for a terminal: for a POSIX shell, for PowerShell, as a section of a credentials file, as the answer of a `credential_process`. */
export const credentialFormats = ['posix', 'powerShell', 'section', 'process'] as const;
export type CredentialFormat = (typeof credentialFormats)[number];
