/** What is amiss with this computer, though everything goes on. */
export interface Troubles {
  /** How many milliseconds AWS's clock is ahead of this computer's; 0 while it is right. */
  readonly clockOffset: number;
  /** Whether the last write of the vault was refused. */
  readonly storageRefused: boolean;
}

export const noTroubles: Troubles = { clockOffset: 0, storageRefused: false };
