import { say, type WordKey } from '../browser/words.js';

/** A setting that is on or off. */
export function Tick({ label, hint, checked, disabled = false, onTick }: { readonly label: WordKey; readonly hint?: WordKey; readonly checked: boolean; readonly disabled?: boolean; onTick(on: boolean): void }) {
  return (
    <>
      <label class="tick">
        <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onTick(event.currentTarget.checked)} />
        {say(label)}
      </label>
      {hint && <p class="hint">{say(hint)}</p>}
    </>
  );
}
