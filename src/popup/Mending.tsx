import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import type { FailureData, FailureKind } from '../core/failure.js';
import { FailureNote } from '../ui/FailureNote.js';
import type { Explained } from './Explained.js';
import type { Popup } from './state.js';

/** Failures after which the same way leads nowhere: the two of a session without MFA, and the one that AWS cannot narrow further. */
const deadEnds: readonly FailureKind[] = ['directRefused', 'directDenied', 'readOnlyCombined'];

function failureOf(popup: Popup): FailureData | undefined {
  return popup.failure.value ?? popup.flow.value?.failure;
}

/** Whether only another way is of use, so that no code is to be asked for this one. */
export function isDeadEnd(popup: Popup): boolean {
  const kind = failureOf(popup)?.kind;
  return kind !== undefined && deadEnds.includes(kind);
}

/** What a failure is shown by when the rest of it cannot be loaded: the extension's files were replaced just now. */
const Plain: typeof Explained = ({ failure }) => <FailureNote sentence={failureSentence(failure)} />;

let loading: Promise<{ readonly Shown: typeof Explained }> | undefined;

/** Loads what explains failures, when there is one: most journeys never need it. */
function explainer(): Promise<{ readonly Shown: typeof Explained }> {
  loading ??= import(/* webpackMode: "lazy", webpackChunkName: "explained" */ './Explained.js').then((loaded) => ({ Shown: loaded.Explained }), () => ({ Shown: Plain }));
  return loading;
}

interface MendingProps {
  readonly popup: Popup;
  /** Without the buttons, where a journey is not what failed. */
  readonly calm?: true;
  /** Called when a failure is shown that was there before its words were. */
  readonly onShown?: () => void;
  readonly children?: ComponentChildren;
}

/**
 * What went wrong, why it may be so, and the buttons that mend it, above what else is shown of the journey. When the popup opens on
 * a failure, both appear together, so that nothing moves.
 */
export function Mending({ popup, calm, onShown, children }: MendingProps) {
  const [loaded, setLoaded] = useState<{ readonly Shown: typeof Explained }>();
  const failure = failureOf(popup);
  const before = useRef(failure === undefined);
  useEffect(() => { if (failure) void explainer().then(setLoaded); }, [failure !== undefined]);
  useLayoutEffect(() => { if (loaded && failure) onShown?.(); }, [loaded]);
  // Steps that were seen stay until there is more to show.
  if (!failure || (!loaded && before.current)) return <>{children}</>;
  if (!loaded) return null;
  return <><loaded.Shown popup={popup} failure={failure} calm={calm} />{children}</>;
}
