import { useEffect, useMemo } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { dateTime, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import { outcomesOf } from '../core/checkUp.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field, TextField } from '../ui/Field.js';
import { CheckList } from './CheckList.js';
import { CodeField } from './CodeField.js';
import { type CheckUpForm, createCheckUp, offeredMost } from './checkingUp.js';
import { checkUpText } from './checkUpWords.js';
import type { Options } from './state.js';

/** What is to be looked over. Where there are many roles, a text narrows them. */
function Choice({ form, options }: { readonly form: CheckUpForm; readonly options: Options }) {
  const { identities, roles } = options.effective.value.catalogue;
  const chosen = form.chosen.value;
  const many = roles.length > offeredMost;
  return (
    <div class={many ? 'pair' : ''}>
      {many && <TextField label={say('sourceFind')} hint={say('sourceFindHint')} value={form.typed.value} onType={(text) => { form.typed.value = text; }} />}
      <Field label={say('checkUpOf')}>
        {(ids) => (
          <select {...ids} disabled={form.busy.value} value={chosen ? `${chosen.kind} ${chosen.id}` : ''} onChange={({ currentTarget: { value } }) => {
            const [kind, id = ''] = value.split(' ');
            form.choose({ kind: kind === 'role' ? 'role' : 'identity', id });
          }}>
            <optgroup label={say('identities')}>
              {identities.map(({ id, userName, accountId }) => <option key={id} value={`identity ${id}`}>{userName} · {groupedAccount(accountId)}</option>)}
            </optgroup>
            <optgroup label={say('roles')}>
              {form.roles.value.map(({ id, name, arn, accountName }) => (
                <option key={id} value={`role ${id}`}>{name} · {accountName ?? groupedAccount(roleArn(arn).accountId)}</option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
    </div>
  );
}

function Code({ form }: { readonly form: CheckUpForm }) {
  const wanted = form.codeFor.value;
  if (!wanted) return null;
  return <CodeField wanted={wanted} hint={say(wanted.needed ? 'checkUpCodeNeeded' : 'checkUpCodeOptional')} value={form.code.value} onType={form.typeCode} />;
}

/** What was found so far, and the text of it to take away. */
function Found({ form }: { readonly form: CheckUpForm }) {
  const checkUp = form.shown.value;
  if (!checkUp) return null;
  const over = checkUp.endedAt !== undefined;
  // A run of ours that was broken off has its failure shown above, and is under way no longer.
  const broken = !over && form.failure.value !== undefined;
  return (
    <div class="outcome">
      <h2>{say('checkUpOfNamed', { name: checkUp.name })} <time class="quiet" dateTime={new Date(checkUp.startedAt).toISOString()}>{dateTime(checkUp.startedAt)}</time></h2>
      <p role="status">{over ? say('checkUpDone', { ...outcomesOf(checkUp), count: checkUp.checks.length }) : broken ? '' : say('checkUpRunning')}</p>
      <CheckList checks={checkUp.checks} busy={form.busy.value} onAllow={(origins) => void form.allow(origins)} />
      {over && (
        <div class="buttons">
          <button type="button" onClick={() => void form.copy(checkUpText(checkUp))}>{say('checkUpCopy')}</button>
          <span role="status" class="quiet">{form.copied.value ? say('checkUpCopied') : ''}</span>
        </div>
      )}
    </div>
  );
}

/** Looks an identity or a role over, and shows what it finds. */
export function CheckUpSection({ options }: { readonly options: Options }) {
  const form = useMemo(() => createCheckUp(options.ports, () => options.effective.value.catalogue, options.checkUpOf.value), []);
  useEffect(() => form.follow(), []);
  const failure = form.failure.value;
  const busy = form.busy.value;
  return (
    <section>
      <h1>{say('section_checkUp')}</h1>
      <p>{say('checkUpHint')}</p>
      <form autocomplete="off" onSubmit={(event) => {
        event.preventDefault();
        void form.run();
      }}>
        <Choice form={form} options={options} />
        <Code form={form} />
        {failure && <FailureNote sentence={failureSentence(failure)} />}
        <div class="buttons"><button type="submit" class="main" disabled={busy || !form.chosen.value}>{say(busy ? 'checkUpRunning' : 'checkUpRun')}</button></div>
      </form>
      <Found form={form} />
    </section>
  );
}
