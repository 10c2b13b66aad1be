import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** AWS's own text as it is shown and copied, with the words around it. */
interface Said {
  readonly heading: string;
  readonly text: string;
  readonly copy: string;
  readonly copied: string;
}

interface ExplainedNoteProps {
  readonly sentence: string;
  /** What is shown beside the sentence and changes while one looks. */
  readonly aside?: ComponentChildren;
  /** Why it may be so, the likeliest first. */
  readonly causes?: readonly string[];
  /** AWS's own text, one click away. */
  readonly said?: Said | undefined;
  /** The buttons that mend it. */
  readonly children?: ComponentChildren;
}

function Causes({ causes }: { readonly causes: readonly string[] }) {
  if (causes.length < 2) return <p class="cause">{causes}</p>;
  return <ul class="cause">{causes.map((cause) => <li key={cause}>{cause}</li>)}</ul>;
}

function Answer({ said: { heading, text, copy, copied } }: { readonly said: Said }) {
  const [done, setDone] = useState('');
  // Where the browser does not let us, the text can still be chosen and copied by hand.
  const take = (): void => void navigator.clipboard.writeText(text).then(() => setDone(text), () => undefined);
  return (
    <details>
      <summary>{heading}</summary>
      <pre>{text}</pre>
      <button type="button" class="small" onClick={take}>{done === text ? copied : copy}</button>
    </details>
  );
}

/** What happened, why it may be so and what to do, read out at once. */
export function ExplainedNote({ sentence, aside, causes = [], said, children }: ExplainedNoteProps) {
  return (
    <div class="failure" role="alert">
      <p>{sentence}{aside && <> {aside}</>}</p>
      {causes.length > 0 && <Causes causes={causes} />}
      {children && <div class="buttons">{children}</div>}
      {said && <Answer said={said} />}
    </div>
  );
}
