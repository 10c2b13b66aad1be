/** A refusal as AWS words it; each protocol writes it in its own form. */
export class AwsError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}
