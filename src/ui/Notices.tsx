/** What is amiss though everything goes on: read out when it comes, and in nobody's way. */
export function Notices({ sentences }: { readonly sentences: readonly string[] }) {
  return <>{sentences.map((sentence) => <p key={sentence} class="notice" role="status">{sentence}</p>)}</>;
}
