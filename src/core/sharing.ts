/** Where a shared catalogue is from, apart from what it says. */
export interface Sharing {
  readonly id: string;
  readonly address: string;
  /** As the server sent it, or empty. */
  readonly etag: string;
  /** When it was taken, and when it was last asked for and had not changed since, in milliseconds since the epoch. */
  readonly takenAt: number;
  readonly checkedAt: number;
  /** Ed25519, as base64 of its SubjectPublicKeyInfo: what it has not signed is not taken. */
  readonly publicKey?: string;
}
