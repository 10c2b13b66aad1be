import { say } from '../browser/words.js';
import { lockChoices } from '../core/autoLock.js';
import { Field } from '../ui/Field.js';
import { ExportCard } from './ExportCard.js';
import { PassphraseCard } from './PassphraseCard.js';
import { PasskeyCard } from './PasskeyCard.js';
import { SetAside } from './SetAside.js';
import { isLocked, type Options } from './state.js';
import { Tick } from './Tick.js';

type Props = { readonly options: Options };

function LockChoice({ options }: Props) {
  return (
    <Field label={say('lockAfter')} hint={say(isLocked(options, 'lockMinutes') ? 'setByPolicy' : 'lockAfterHint')}>
      {(ids) => (
        <select {...ids} disabled={isLocked(options, 'lockMinutes')} value={String(options.settings.value.lockMinutes)} onChange={(event) => {
          const { value } = event.currentTarget;
          const lockMinutes = lockChoices.find((minutes) => String(minutes) === value) ?? null;
          void options.changeSettings({ lockMinutes });
        }}>
          {lockChoices.map((minutes) => <option key={minutes} value={String(minutes)}>{say('minutes', { minutes })}</option>)}
          <option value="null">{say('lockAtClose')}</option>
        </select>
      )}
    </Field>
  );
}

/** Whether credentials may be copied for a terminal; an administrator can switch it off for everyone. */
function Copying({ options }: Props) {
  const off = options.policy.value.value.copyCredentials === false;
  return <Tick label="copySetting" hint={off ? 'copyOffByPolicy' : 'copySettingHint'} disabled={off} checked={!off && options.settings.value.copyCredentials}
    onTick={(on) => void options.copyCredentials(on)} />;
}

/** The vault: what it is, when it locks, what opens it, and its copies. */
export function Vault({ options }: Props) {
  return (
    <section>
      <h1>{say('section_vault')}</h1>
      <p>{say('vaultFacts')}</p>
      <LockChoice options={options} />
      <p><button type="button" onClick={() => void options.lock()}>{say('lockNow')}</button></p>
      <p class="hint">{say('lockNowHint')}</p>
      <Copying options={options} />
      <SetAside options={options} />
      <PasskeyCard options={options} />
      <PassphraseCard options={options} />
      <ExportCard options={options} />
    </section>
  );
}
