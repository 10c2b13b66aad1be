import { answerWords } from '../browser/explainedWords.js';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { mfaDeviceName } from '../core/arn.js';
import { ExplainedNote } from '../ui/ExplainedNote.js';
import type { IdentityForm } from './identityForm.js';

/** The user's MFA devices to choose from, where the policies let us see them; the field beside it takes any other. */
export function DeviceChoice({ form }: { readonly form: IdentityForm }) {
  const { list, busy, devices, failure: wrong } = form.deviceList;
  const { mfaSerial, owner } = form;
  const found = devices.value;
  const failed = wrong.value;
  const denied = failed?.answer?.code.startsWith('AccessDenied') === true;
  return (
    <div class="devices">
      {found && found.length > 0 && (
        <fieldset>
          <legend>{say('mfaDevicesOf', { user: owner.value?.userName ?? '' })}</legend>
          {found.map(({ serial, problem }) => (
            <label key={serial}>
              <input type="radio" name="device" disabled={problem !== undefined} checked={mfaSerial.text.value.trim() === serial} onChange={() => mfaSerial.type(serial)} />
              <span><b>{mfaDeviceName(serial)}</b> {problem && <span class="quiet">{problemSentence(problem)}</span>}</span>
            </label>
          ))}
        </fieldset>
      )}
      {found?.every(({ problem }) => problem !== undefined) && <p class="hint" role="status">{say('mfaDevicesNone', { user: owner.value?.userName ?? '' })}</p>}
      {failed && <ExplainedNote sentence={denied ? say('mfaDevicesDenied') : failureSentence(failed)} said={answerWords(failed)} />}
      {!found && <button type="button" disabled={busy.value} onClick={() => void list()}>{say('mfaDevicesList')}</button>}
    </div>
  );
}
