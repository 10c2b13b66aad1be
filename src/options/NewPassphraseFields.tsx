import { problemSentence } from '../browser/failureWords.js';
import { say, type WordKey } from '../browser/words.js';
import { strengthOf } from '../core/passphrase.js';
import { TextField } from '../ui/Field.js';
import type { NewPassphrase } from './newPassphrase.js';

interface NewPassphraseFieldsProps {
  readonly passphrase: NewPassphrase;
  readonly label: WordKey;
  readonly labelAgain: WordKey;
  readonly autoFocus?: boolean;
}

/** The two fields of a passphrase that is being chosen, and what can be said of its strength. */
export function NewPassphraseFields({ passphrase, label, labelAgain, autoFocus }: NewPassphraseFieldsProps) {
  const { first, again, bits: { value: bits }, least } = passphrase;
  const strength = bits === undefined ? 'weak' : strengthOf(bits);
  const hint = strength === 'weak' ? say('passphraseHint', { count: least.value })
    : say(strength === 'fair' ? 'strengthFair' : 'strengthStrong', { bits: Math.floor(bits ?? 0) });
  return (
    <>
      <TextField label={say(label)} secret hint={hint} value={first.text.value} {...(autoFocus ? { autoFocus } : {})}
        problem={problemSentence(first.problem.value)} onType={first.type} onLeave={first.leave} />
      <TextField label={say(labelAgain)} secret value={again.text.value}
        problem={problemSentence(again.problem.value)} onType={again.type} onLeave={again.leave} />
    </>
  );
}
