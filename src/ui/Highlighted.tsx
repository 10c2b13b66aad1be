interface HighlightedProps {
  readonly text: string;
  /** Which letters stand out; none when it speaks of a text of another length. */
  readonly hit?: { readonly text: string; readonly indexes: readonly number[] } | undefined;
}

/** A text with the letters that fit what was typed. */
export function Highlighted({ text, hit }: HighlightedProps) {
  if (!hit || hit.text.length !== text.length || hit.indexes.length === 0) return <>{text}</>;
  const marked = new Set(hit.indexes);
  const runs: { text: string; fits: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = runs.at(-1);
    const fits = marked.has(at);
    if (last?.fits === fits) last.text += text[at];
    else runs.push({ text: text[at] ?? '', fits });
  }
  return <>{runs.map((run, at) => (run.fits ? <mark key={at}>{run.text}</mark> : run.text))}</>;
}
