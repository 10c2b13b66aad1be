import type { ComponentChildren } from 'preact';

interface FailureNoteProps {
  readonly sentence: string;
  /** AWS's own text, one click away. */
  readonly said?: { readonly heading: string; readonly text: string } | undefined;
  /** The buttons that mend it. */
  readonly children?: ComponentChildren;
}

/** What happened and what to do, read out at once. */
export function FailureNote({ sentence, said, children }: FailureNoteProps) {
  return (
    <div class="failure" role="alert">
      <p>{sentence}</p>
      {said && <details><summary>{said.heading}</summary><pre>{said.text}</pre></details>}
      {children && <div class="buttons">{children}</div>}
    </div>
  );
}
