/**
 * What can go wrong, as the person meets it. The words for each kind are `failure_<kind>` in `_locales`, filled from
 * `values`; no value is ever a secret.
 */
export type FailureKind =
  // the vault
  | 'vaultLocked' | 'vaultMissing' | 'vaultExists' | 'vaultDamaged' | 'vaultNewer' | 'passphraseWrong' | 'passphraseShortHere' | 'tooManyTries' | 'storageRefused'
  | 'fileNotVault' | 'passkeyWrong' | 'passkeyRefused' | 'passkeyUnfit'
  // the catalogue and its chains
  | 'roleUnknown' | 'roleGiven' | 'identityUnknown' | 'sourceMissing' | 'chainLoops' | 'partitionDiffers' | 'destinationWrong' | 'stillNeeded' | 'nameTaken' | 'identityTaken' | 'undoGone'
  // how a console is wanted
  | 'guarded' | 'reasonUnfit' | 'readOnlyCombined' | 'directRefused' | 'directDenied'
  // the code
  | 'codeNeeded' | 'codeUncertain' | 'codeMalformed' | 'codeReused' | 'codeRefused' | 'serialRefused'
  // credentials for a terminal
  | 'copyingOff' | 'clipboardRefused'
  // access keys
  | 'twoKeys' | 'keyUncertain' | 'keyUnstored' | 'keyNotYetKnown' | 'keyInUse' | 'iamWithheld'
  // AWS
  | 'unreachable' | 'unanswered' | 'originMissing' | 'keyUnknown' | 'secretWrong' | 'keyTemporary' | 'keyOfRoot' | 'keyNotOfUser'
  | 'clockWrong' | 'sessionExpired' | 'roleRefused' | 'throttled' | 'regionOff' | 'awsRefused' | 'signInRefused'
  | 'sessionRefused' | 'tagsRefused' | 'sourceIdentityRefused' | 'mfaHalf' | 'accountUnready' | 'limitReached'
  | 'durationChained' | 'durationOfRole' | 'durationRange' | 'requestRefused' | 'policyMalformed' | 'policyTooLarge'
  | 'listingRefused' | 'organisationMissing' | 'proposalsTooMany'
  | 'scopeWrong' | 'unsigned' | 'awsFailing' | 'answerForeign' | 'answerEmpty' | 'answerCut'
  // catalogues from elsewhere
  | 'syncTooLarge' | 'syncPartial' | 'syncWordsWrong'
  | 'sharedUnreachable' | 'sharedPage' | 'sharedForbidden' | 'sharedStatus' | 'sharedTooLarge' | 'sharedNotText' | 'sharedUnsigned' | 'sharedWithheld'
  // the browser
  | 'interrupted' | 'launchExpired' | 'consoleGone' | 'messageRefused' | 'unexpected';

/** What AWS answered, shown under "What AWS said". */
export interface AwsAnswer {
  readonly code: string;
  readonly message: string;
  /** HTTP status. */
  readonly status: number;
  /** AWS's id of the request, by which CloudTrail and AWS's support find it. */
  readonly requestId?: string;
}

export interface FailureData {
  readonly kind: FailureKind;
  readonly values: Readonly<Record<string, string>>;
  readonly answer?: AwsAnswer;
  /** Match patterns whose permission, asked for from a click, may mend it. */
  readonly origins?: readonly string[];
}

/** The one error type of the product. Its `data` crosses contexts; an `Error` would lose all but its message there. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(readonly data: FailureData) {
    super(data.kind);
  }
}

/** Shorthand for throwing: `throw failure('roleUnknown', { role })`. */
export function failure(
  kind: FailureKind,
  values: Readonly<Record<string, string>> = {},
  more: Pick<FailureData, 'answer' | 'origins'> = {},
): Failure {
  return new Failure({ kind, values, ...more });
}

/** The data of any thrown thing. What is not a `Failure` keeps only its type's name, since a message may hold anything. */
export function failureData(thrown: unknown): FailureData {
  if (thrown instanceof Failure) return thrown.data;
  return { kind: 'unexpected', values: { name: thrown instanceof Error ? thrown.name : typeof thrown } };
}
