import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from './Field.js';

interface UnlockFormProps {
  readonly words: { readonly title: string; readonly passphrase: string; readonly unlock: string; readonly unlocking: string; readonly passkey: string };
  readonly problem: string | undefined;
  readonly busy: boolean;
  onUnlock(passphrase: string): void;
  /** Undefined where no passkey opens the vault. */
  readonly onPasskey?: (() => void) | undefined;
  /** What stands below. */
  readonly children?: ComponentChildren;
}

/** Asks for the passphrase, and nothing else. The field is emptied as soon as it is handed on. */
export function UnlockForm({ words, problem, busy, onUnlock, onPasskey, children }: UnlockFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    setPassphrase('');
    onUnlock(passphrase);
  };
  return (
    <main class="ask">
      <h1>{words.title}</h1>
      <form onSubmit={submit} autocomplete="off">
        <TextField label={words.passphrase} secret autoFocus value={passphrase} problem={problem} onType={setPassphrase} />
        <div class="buttons">
          <button type="submit" class="main" disabled={busy || passphrase === ''}>{busy ? words.unlocking : words.unlock}</button>
          {onPasskey && <button type="button" disabled={busy} onClick={onPasskey}>{words.passkey}</button>}
        </div>
      </form>
      {children}
    </main>
  );
}
