import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { language, say, type WordKey } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import type { Catalogue } from '../core/catalogue.js';
import { cityOf, regionCodes } from '../core/regions.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field, TextField } from '../ui/Field.js';
import { ColourChoice } from './ColourChoice.js';
import { type RoleForm, sourceText } from './roleForm.js';

type TextName = 'name' | 'accountName' | 'destination' | 'externalId' | 'sessionName';

function Line({ form, name, label, hint }: {
  readonly form: RoleForm; readonly name: TextName; readonly label: WordKey; readonly hint?: WordKey;
}) {
  const field = form[name];
  return <TextField label={say(label)} value={field.text.value} problem={problemSentence(field.problem.value)}
    onType={field.type} onLeave={field.leave} {...(hint ? { hint: say(hint) } : {})} />;
}

function Colour({ form, catalogue }: { readonly form: RoleForm; readonly catalogue: Catalogue }) {
  const { text, problem, type } = form.colour;
  const rule = form.ruleIn(catalogue);
  return (
    <>
      <ColourChoice name="colour" value={text.value} problem={problemSentence(problem.value)} onChoose={type} />
      {rule && <p class="hint">{say('ruleApplies', { pattern: rule.pattern })}</p>}
    </>
  );
}

function SourceChoice({ form, catalogue }: { readonly form: RoleForm; readonly catalogue: Catalogue }) {
  const { text, problem, type } = form.source;
  return (
    <Field label={say('source')} hint={say('sourceHint')} problem={problemSentence(problem.value)}>
      {(ids) => (
        <select {...ids} value={text.value} onChange={(event) => type(event.currentTarget.value)}>
          <option value="">{say('choose')}</option>
          <optgroup label={say('identities')}>
            {catalogue.identities.map(({ id, userName, accountId }) => (
              <option key={id} value={sourceText({ kind: 'identity', id })}>{userName} · {groupedAccount(accountId)}</option>
            ))}
          </optgroup>
          <optgroup label={say('roles')}>
            {catalogue.roles.map(({ id, name }) => <option key={id} value={sourceText({ kind: 'role', id })}>{name}</option>)}
          </optgroup>
        </select>
      )}
    </Field>
  );
}

/** The form of a role. */
export function RoleEditor({ form, catalogue, cancel }: {
  readonly form: RoleForm; readonly catalogue: Catalogue; readonly cancel?: (() => void) | undefined;
}) {
  const { arn, region } = form;
  const failure = form.failure.value;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <TextField label={say('roleArn')} mono autoFocus placeholder="arn:aws:iam::123456789012:role/…" value={arn.text.value}
        problem={problemSentence(arn.problem.value)} onType={arn.type} onLeave={form.leaveArn} />
      <div class="pair">
        <Line form={form} name="name" label="roleName" />
        <Line form={form} name="accountName" label="accountName" hint="optional" />
      </div>
      <Colour form={form} catalogue={catalogue} />
      <div class="pair">
        <TextField label={say('region')} list="regions" value={region.text.value} problem={problemSentence(region.problem.value)}
          onType={region.type} onLeave={region.leave} />
        <datalist id="regions">
          {regionCodes.map((code) => <option key={code} value={code}>{cityOf(code, language())}</option>)}
        </datalist>
        <Line form={form} name="destination" label="destination" hint="destinationHint" />
      </div>
      <SourceChoice form={form} catalogue={catalogue} />
      <details>
        <summary>{say('more')}</summary>
        <Line form={form} name="externalId" label="externalId" hint="externalIdHint" />
        <Line form={form} name="sessionName" label="sessionName" hint="sessionNameHint" />
      </details>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <div class="buttons">
        <button type="submit" class="main">{form.isNew ? say('addRole') : say('save')}</button>
        {cancel && <button type="button" onClick={cancel}>{say('cancel')}</button>}
      </div>
    </form>
  );
}
