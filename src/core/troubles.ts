/** What is amiss with this computer, or waits, though everything goes on. */
export interface Troubles {
  /** How many milliseconds AWS's clock is ahead of this computer's; 0 while it is right. */
  readonly clockOffset: number;
  /** Whether the last write of the vault was refused. */
  readonly storageRefused: boolean;
  /** Whether another computer's catalogue waits in the browser's sync; not there before it was looked for. */
  readonly syncWaits?: boolean;
}

export const noTroubles: Troubles = { clockOffset: 0, storageRefused: false };
