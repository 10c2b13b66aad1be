import type { ComponentChildren } from 'preact';

interface FailureNoteProps {
  readonly sentence: string;
  /** The buttons that mend it. */
  readonly children?: ComponentChildren;
}

/** What happened and what to do, read out at once. `ExplainedNote` says more. */
export function FailureNote({ sentence, children }: FailureNoteProps) {
  return (
    <div class="failure" role="alert">
      <p>{sentence}</p>
      {children && <div class="buttons">{children}</div>}
    </div>
  );
}
