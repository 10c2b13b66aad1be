import { answerWords, causeSentences, hostsOf } from '../browser/explainedWords.js';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { language, say } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import { explain } from '../core/explaining.js';
import { cityOf, regionCodes } from '../core/regions.js';
import { ExplainedNote } from '../ui/ExplainedNote.js';
import { Field, TextField } from '../ui/Field.js';
import { Icon } from './Icon.js';
import { DeviceChoice } from './DeviceChoice.js';
import type { IdentityForm } from './identityForm.js';
import { LengthChoice } from './LengthChoice.js';
import { sessionLengths } from './lengths.js';

/** The access key, asked of AWS as soon as both parts are there. */
function KeyFields({ form, focused }: { readonly form: IdentityForm; readonly focused: boolean }) {
  const { accessKeyId, secretAccessKey } = form;
  return (
    <>
      <TextField label={say('accessKeyId')} mono autoFocus={focused} placeholder="AKIA…" value={accessKeyId.text.value}
        problem={problemSentence(accessKeyId.problem.value)} onType={accessKeyId.type}
        onLeave={() => void form.leaveKey(accessKeyId)} />
      <TextField label={say('secretAccessKey')} secret mono hint={form.isNew ? say('secretHint') : say('secretKept')}
        value={secretAccessKey.text.value} problem={problemSentence(secretAccessKey.problem.value)}
        onType={secretAccessKey.type} onLeave={() => void form.leaveKey(secretAccessKey)} />
    </>
  );
}

/** What AWS said of the key, while it is asked and after. */
function Owner({ form }: { readonly form: IdentityForm }) {
  const failure = form.failure.value;
  const owner = form.owner.value;
  if (form.checking.value) return <p class="checking" role="status">{say('checkingKey')}</p>;
  if (failure) {
    const origins = failure.origins ?? [];
    return (
      <ExplainedNote sentence={failureSentence(failure)} causes={causeSentences(explain(failure), failure)} said={answerWords(failure)}>
        {origins.length > 0 && <button type="button" onClick={() => void form.allow(origins)}>{say('allowAccess', { hosts: hostsOf(origins) })}</button>}
        <button type="button" onClick={() => void form.retryKey()}>{say('tryAgain')}</button>
      </ExplainedNote>
    );
  }
  // Of a key that AWS has not been asked about, nothing is known.
  if (!owner || !form.isAnswered()) return null;
  return (
    <p class="owner" role="status">
      {form.isStored() ? '' : <Icon icon="done" />} {say(form.isStored() ? 'keyStored' : 'keyBelongs', { user: owner.userName, account: groupedAccount(owner.accountId), partition: owner.partition })}
    </p>
  );
}

function More({ form }: { readonly form: IdentityForm }) {
  const { stsRegion, sessionSeconds } = form;
  return (
    <details>
      <summary>{say('more')}</summary>
      <Field label={say('stsRegion')} hint={say('stsRegionHint')} problem={problemSentence(stsRegion.problem.value)}>
        {(ids) => (
          <select {...ids} value={stsRegion.text.value} onChange={(event) => {
            stsRegion.type(event.currentTarget.value);
            void form.leaveKey(stsRegion);
          }}>
            {regionCodes.map((code) => <option key={code} value={code}>{code} · {cityOf(code, language())}</option>)}
          </select>
        )}
      </Field>
      <LengthChoice label={say('sessionLength')} hint={say('sessionLengthHint')} problem={problemSentence(sessionSeconds.problem.value)}
        offered={sessionLengths} most={form.most} value={Number(sessionSeconds.text.value)} onChoose={(seconds) => sessionSeconds.type(String(seconds))} />
    </details>
  );
}

/** The form of an identity. */
export function IdentityEditor({ form, focused, cancel }: {
  readonly form: IdentityForm; readonly focused: boolean; readonly cancel?: (() => void) | undefined;
}) {
  const { mfaSerial, owner } = form;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <KeyFields form={form} focused={focused} />
      <Owner form={form} />
      {owner.value && (<>
        <TextField label={say('mfaSerial')} mono hint={say('mfaSerialHint')} value={mfaSerial.text.value}
          problem={problemSentence(mfaSerial.problem.value)} onType={mfaSerial.type} onLeave={mfaSerial.leave} />
        <DeviceChoice form={form} />
      </>)}
      <More form={form} />
      <div class="buttons">
        <button type="submit" class="main" disabled={!form.canSave.value}>{form.isNew ? say('addIdentity') : say('save')}</button>
        {cancel && <button type="button" onClick={cancel}>{say('cancel')}</button>}
      </div>
    </form>
  );
}
