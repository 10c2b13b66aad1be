import { say } from '../browser/words.js';
import { wordsFor } from '../core/mfaSession.js';
import { TextField } from '../ui/Field.js';
import type { CodeFor } from './checkingUp.js';

/** Takes the code of an identity's MFA device. */
export function CodeField({ wanted: { identity, own }, hint, value, onType }: {
  readonly wanted: CodeFor; readonly hint: string; readonly value: string; onType(text: string): void;
}) {
  const { user, account, device } = wordsFor(identity);
  const more = <>{say('codeDevice', { device })}<br />{own && <>{say('codeOwn')}<br /></>}{hint}</>;
  return (
    <div class="check-code">
      <TextField label={say('codeFor', { user, account })} hint={more} mono placeholder="······" value={value} onType={onType} />
    </div>
  );
}
