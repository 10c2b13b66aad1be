/** What is known of AWS's clock: how many milliseconds it is ahead of this computer's; negative when it is behind. */
export interface AwsClock {
  offsetMs(): Promise<number>;
  /** Takes a reading down. Never rejects. */
  note(offsetMs: number): Promise<void>;
}

/** A difference below two minutes is of no consequence: AWS allows fifteen, and a session is renewed five before its end. */
const toleranceMs = 2 * 60_000;
/** A reading that differs less than this from the one before is the same: answers take their time. */
const unsteadinessMs = 30_000;
/** How far a signature's time may be off: STS says so in its refusals (see `awsTimeIn`). */
const windowMs = 15 * 60_000;

/** The offset to go on with after a reading. */
export function offsetAfter(before: number, reading: number): number {
  const next = Math.abs(reading) < toleranceMs ? 0 : reading;
  return Math.abs(next - before) < unsteadinessMs ? before : next;
}

/** How far this computer's clock is off, for a sentence; undefined when it is right. */
export function clockError(offsetMs: number): { readonly minutes: number; readonly direction: 'behind' | 'ahead' } | undefined {
  if (offsetMs === 0) return undefined;
  return { minutes: Math.round(Math.abs(offsetMs) / 60_000), direction: offsetMs > 0 ? 'behind' : 'ahead' };
}

/** `20220127T001427Z` as milliseconds since the epoch. */
export function instant(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * AWS's time in the refusal of a signature: `Signature expired: <ours> is now earlier than <limit> (<AWS's> - 15 min.)`, and its
 * counterpart `Signature not yet current` (reported in aws/aws-cli#6676). Undefined when the text is another.
 */
export function awsTimeIn(message: string): number | undefined {
  const [, theirs] = /^Signature (?:expired|not yet current): .*\((\d{8}T\d{6}Z) [-+]/.exec(message) ?? [];
  return theirs === undefined ? undefined : instant(theirs);
}

/**
 * The offset that a new session betrays: it ends as long after it was made, by AWS's clock, as was asked for. AWS takes a signature
 * that is up to fifteen minutes off without a word, and what it exposes to an extension without permission for its host holds no
 * date. Undefined when the difference is more than AWS would have let pass, so that the session must be shorter than was asked.
 */
export function offsetBetrayed({ endsAt, seconds, sentAt, signedWith }: {
  /** By AWS's clock. */
  readonly endsAt: number; readonly seconds: number;
  /** By this computer's clock. */
  readonly sentAt: number; readonly signedWith: number;
}): number | undefined {
  const offset = endsAt - seconds * 1000 - sentAt;
  return Math.abs(offset - signedWith) <= windowMs + unsteadinessMs ? offset : undefined;
}
