import { problemSentence } from '../browser/failureWords.js';
import { say, type WordKey } from '../browser/words.js';
import { strategies } from '../core/sessionFields.js';
import { Field, TextField } from '../ui/Field.js';
import { GuardFields } from './GuardFields.js';
import type { FormField } from './formField.js';
import { LengthChoice } from './LengthChoice.js';
import { consoleLengths } from './lengths.js';
import type { SessionForm } from './sessionForm.js';

function Area({ field, label, hint, rows }: { readonly field: FormField<unknown>; readonly label: WordKey; readonly hint: WordKey; readonly rows: number }) {
  return (
    <Field label={say(label)} hint={say(hint)} problem={problemSentence(field.problem.value)}>
      {(ids) => <textarea {...ids} class="mono" rows={rows} autocomplete="off" autocapitalize="off" spellcheck={false} value={field.text.value}
        onInput={(event) => field.type(event.currentTarget.value)} onBlur={field.leave} />}
    </Field>
  );
}

function Line({ field, label, hint }: { readonly field: FormField<unknown>; readonly label: WordKey; readonly hint: WordKey }) {
  return <TextField label={say(label)} hint={say(hint)} value={field.text.value} problem={problemSentence(field.problem.value)} onType={field.type} onLeave={field.leave} />;
}

/** How the first door is gone through, and how long a console lasts where that is for the person to say. */
function StrategyChoice({ form: { strategy, consoleSeconds, most } }: { readonly form: SessionForm }) {
  return (
    <>
      <Field label={say('strategy')} hint={say('strategyHint')}>
        {(ids) => (
          <select {...ids} value={strategy.value} onChange={(event) => { strategy.value = strategies.find((name) => name === event.currentTarget.value) ?? 'mfaSession'; }}>
            <option value="mfaSession">{say('strategyMfaSession')}</option>
            <option value="direct">{say('strategyDirect')}</option>
          </select>
        )}
      </Field>
      {strategy.value === 'direct' && (
        <LengthChoice label={say('consoleLength')} offered={consoleLengths} most={most} value={consoleSeconds.value}
          onChoose={(seconds) => { consoleSeconds.value = seconds; }} />
      )}
    </>
  );
}

/** What a role's sessions are like: all that AssumeRole can be asked for, and what guards it. */
export function RoleSession({ form }: { readonly form: SessionForm }) {
  return (
    <>
      <GuardFields form={form.guard} />
      <StrategyChoice form={form} />
      <div class="pair">
        <Line field={form.sessionName} label="sessionName" hint="sessionNameHint" />
        <Line field={form.sourceIdentity} label="sourceIdentity" hint="sourceIdentityHint" />
      </div>
      <Line field={form.sessionTags} label="sessionTags" hint="sessionTagsHint" />
      <Area field={form.sessionPolicyArns} label="sessionPolicyArns" hint="sessionPolicyArnsHint" rows={2} />
      <Area field={form.sessionPolicy} label="sessionPolicy" hint="sessionPolicyHint" rows={4} />
    </>
  );
}
